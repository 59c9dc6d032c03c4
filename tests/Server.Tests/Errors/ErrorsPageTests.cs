using System.Text;
using Kith.Model.Errors;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Errors;

public sealed class ErrorsPageTests
{
    /// <summary>The page is the table; KITH_WRITE_DOCS=1 writes it, anything else compares.</summary>
    [Fact]
    public async Task The_page_of_errors_is_the_table()
    {
        var path = Path.Combine(Repository.Root, "docs", "errors.md");
        var page = new StringBuilder(
            """
            # Errors

            Every error that Kith gives, on every surface: HTTP (`application/problem+json`), MQTT replies, SDK, command line. Programs compare the
            code; it is never changed or reused. The table lives in `src/Model/Errors/ErrorCodes.cs`, is served at `/errors`, and this page is made
            from it by `KITH_WRITE_DOCS=1 ./test Server`.

            | code | HTTP | what it means | what to do |
            |---|---|---|---|

            """);
        foreach (var error in ErrorCodes.All) page.Append($"| <a id=\"{error.Code}\"></a>`{error.Code}` | {error.Status} | {error.Title} | {error.Remedy} |\n");
        if (Environment.GetEnvironmentVariable("KITH_WRITE_DOCS") == "1") await File.WriteAllTextAsync(path, page.ToString());

        Assert.Equal(page.ToString(), await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task The_table_is_served()
    {
        await using var kith = await TestKith.StartAsync();

        var rows = (await kith.Open().GetAsync("/errors")).Json.AsArray();

        Assert.Equal(ErrorCodes.All.Select(error => error.Code), rows.Select(row => row!["code"]!.ToString()));
    }
}
