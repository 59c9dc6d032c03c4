using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Server.Cli;

/// <summary>How commands answer: aligned columns for people, JSON for programs.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, TypeInfoResolver = Api.ApiJson.Default };

    /// <summary>Gives a command its action, with errors told in one line and the exit code 1.</summary>
    internal static void Does(this Command command, Func<ParseResult, TextWriter, CancellationToken, Task> action) =>
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                await action(parsed, parsed.InvocationConfiguration.Output, cancel);
                return 0;
            }
            catch (CliError error)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(error.Message);
                return 1;
            }
        });

    internal static void WriteJson(this TextWriter output, JsonNode json) => output.WriteLine(json.ToJsonString(Indented));

    internal static void WriteTable(this TextWriter output, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Prepend(titles).ToList();
        var widths = titles.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        foreach (var line in lines) output.WriteLine(string.Join("  ", line.Select((cell, column) =>
            cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>A member as text; empty when it is not there.</summary>
    internal static string Text(this JsonNode? node, string name) => node?[name]?.ToString() ?? "";

    internal static IEnumerable<JsonNode> Items(this JsonNode node) => (node["items"]?.AsArray() ?? []).OfType<JsonNode>();
}
