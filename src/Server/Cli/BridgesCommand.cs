using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Kith.Bridges;
using Kith.Model.Specs;
using Kith.Server.Api;

namespace Kith.Server.Cli;

/// <summary>kith bridges: what the bridges understand of other people's devices; needs no server.</summary>
internal static class BridgesCommand
{
    internal static Command Make(CommonOptions common) => new("bridges", "What the bridges understand of other people's devices") { Coverage(common) };

    private static Command Coverage(CommonOptions common)
    {
        var file = new Argument<string?>("definitions") { Description = "Every definition of zigbee2mqtt, one JSON object a line; without it its figures are left out", Arity = ArgumentArity.ZeroOrOne };
        var coverage = new Command("coverage", "For each bridge: what was tried, what became a device, which properties the library has, which stand beside it, and why") { file };
        coverage.Does((parsed, output, _) =>
        {
            var path = parsed.GetValue(file);
            if (path is not null && !File.Exists(path)) throw new CliError($"There is no file {path}.");
            var library = Library.Standard();
            var tables = new List<CoverageTable>();
            foreach (var kind in BridgeHost.Kinds)
            {
                using var dump = kind.CoverageDump is null || path is null ? null : new StreamReader(path);
                if (kind.Coverage(library, dump) is { } table) tables.Add(table);
                else if (kind.CoverageDump is { } needed) parsed.InvocationConfiguration.Error.WriteLine($"{kind.Name} is left out: it needs {needed}.");
            }
            if (parsed.GetValue(common.Json)) output.WriteLine(JsonSerializer.Serialize([.. tables], ApiJson.Default.CoverageTableArray));
            else Write(output, tables);
            return Task.CompletedTask;
        });
        return coverage;
    }

    private static void Write(TextWriter output, IReadOnlyList<CoverageTable> tables)
    {
        output.WriteTable(["BRIDGE", "TRIED", "DEVICES", "TYPED", "OPEN", "REFUSED"], tables.Select(table => new[]
        {
            table.Bridge, $"{Number(table.Tried.Count)} {table.Tried.What}", Part(table.Devices, table.Tried.Count),
            Part(table.Typed, Sum(table)), Part(table.Open, Sum(table)), Part(table.Refused, Sum(table)),
        }));
        foreach (var table in tables)
        {
            output.WriteLine();
            output.WriteLine($"{table.Bridge} becomes: {Said(table.Types)}");
            foreach (var reason in table.Reasons) output.WriteLine($"  {reason.Fate} {Number(reason.Count)}, {reason.Why}: {Said(reason.Examples)}");
        }
    }

    private static int Sum(CoverageTable table) => table.Typed + table.Open + table.Refused;

    private static string Said(IEnumerable<CoverageCount> counts) => string.Join(", ", counts.Select(its => $"{its.What} {Number(its.Count)}"));

    private static string Part(int count, int whole) =>
        whole == 0 ? Number(count) : $"{Number(count)} ({(100.0 * count / whole).ToString("0.##", CultureInfo.InvariantCulture)} %)";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
