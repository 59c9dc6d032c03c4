using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Kith.Server.Cli;

/// <summary>kith tail: what a device says and hears, as it happens.</summary>
internal static class TailCommand
{
    internal static Command Make(CommonOptions common)
    {
        var home = new Option<string?>("--home") { Description = "Name or id of the home; may be left out when there is only one", HelpName = "home" };
        var bridge = new Option<bool>("--bridge") { Description = "It is a bridge: what its program says and hears" };
        var lines = new Option<int?>("--lines") { Description = "Ends after so many", HelpName = "count" };
        var device = new Argument<string>("device") { Description = "Id of the device (kith device list), or of a bridge (kith connections)" };
        var tail = new Command("tail", "What a device says and hears over MQTT, as it happens; ends after ten minutes, and stands in the home's activity") { device, home, bridge, lines };
        tail.Does(async (parsed, output, cancel) =>
        {
            using var api = ApiClient.Of(common, parsed);
            var things = parsed.GetValue(bridge) ? "bridges" : "devices";
            var path = $"/api/v1/homes/{await HomeCommand.FindAsync(api, parsed.GetValue(home), cancel)}/{things}/{Uri.EscapeDataString(parsed.GetValue(device)!)}/traffic";
            var left = parsed.GetValue(lines) ?? int.MaxValue;
            await foreach (var (name, line) in api.FollowAsync(path, cancel))
            {
                if (name == "end" && line.Text("code") is { Length: > 0 } code) throw new CliError($"It may not be watched any more ({code}).");
                if (name != "traffic") continue;
                await output.WriteLineAsync(parsed.GetValue(common.Json) ? line.ToJsonString() : Shown(line));
                await output.FlushAsync(cancel);
                if (--left == 0) break;
            }
        });
        return tail;
    }

    private static string Shown(JsonNode line)
    {
        var at = DateTimeOffset.Parse(line.Text("at"), CultureInfo.InvariantCulture).ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var missed = line.Text("missed") is { Length: > 0 } count ? $"({count} lines were lost)\n" : "";
        var cut = line.Text("cut") == "true" ? "…" : "";
        var what = line.Text("kind") switch
        {
            "comes" => $"+ {line.Text("client")} connected",
            "goes" => $"- {line.Text("client")} left: {line.Text("cause")}",
            var kind => $"{(kind == "says" ? ">" : "<")} {line.Text("topic")}  {Marks(line)}  {(line.Text("format") == "hidden" ? "(not shown)" : line.Text("payload"))}{cut}",
        };
        return $"{missed}{at} {what}";
    }

    private static string Marks(JsonNode line) => string.Join(' ', new[]
    {
        $"QoS {line.Text("qos")}", Mark(line, "retain", "retained"), Mark(line, "duplicate", "again"), Mark(line, "refused", "refused"), $"{line.Text("size")} B",
    }.Where(mark => mark.Length > 0));

    private static string Mark(JsonNode line, string name, string word) => line.Text(name) == "true" ? word : "";
}
