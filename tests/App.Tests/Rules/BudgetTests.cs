using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;

namespace Kith.App.Tests.Rules;

public sealed class BudgetTests
{
    /// <summary>The quality bar of the first app; the build fails over it as well (src/App/build/shell.ts).</summary>
    private const int FirstRouteBytes = 60_000;

    [Fact]
    public void The_first_route_is_at_most_60_kB_compressed()
    {
        var told = JsonNode.Parse(File.ReadAllText(Path.Combine(Built.Dist, "budget.json")))!;
        var files = told["files"]!.AsArray().Select(file => file!["file"]!.ToString()).ToList();

        var bytes = files.Sum(file => new FileInfo(Path.Combine(Built.Dist, file + ".br")).Length);

        Assert.Contains(files, file => file.Contains("core", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".css", StringComparison.Ordinal));
        Assert.InRange(bytes, 1, FirstRouteBytes);
    }

    [Fact]
    public void The_chart_is_not_part_of_the_first_route()
    {
        var told = File.ReadAllText(Path.Combine(Built.Dist, "budget.json"));

        Assert.DoesNotContain("chart", told, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(Built.Dist, "assets"), "chart-*.js"));
    }

    [Fact]
    public void Every_text_file_has_its_compressed_neighbours()
    {
        var files = Directory.GetFiles(Built.Dist, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".js" or ".css" or ".html" or ".svg" or ".webmanifest").ToList();

        Assert.True(files.Count > 20);
        Assert.All(files, file => Assert.True(File.Exists(file + ".br") && File.Exists(file + ".gz"), file));
    }
}
