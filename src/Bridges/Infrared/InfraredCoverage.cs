using System.Text.Json.Nodes;
using Kith.Bridges.Infrared.Files;
using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Remotes;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Specs;

namespace Kith.Bridges.Infrared;

/// <summary>A remote with every button that is known, in each form that there is, and one of each protocol: written, read, and what it becomes counted.</summary>
internal static class InfraredCoverage
{
    private const string Open = "a button for which its device type has no service: an action of its own name";

    private static readonly (string Form, Func<IReadOnlyList<Button>, string> Write)[] Files =
    [
        ("flipper", buttons => $"Filetype: IR signals file\nVersion: 1\n{string.Concat(buttons.Select(button => $"#\nname: {button.Name}\ntype: raw\nfrequency: 38000\nduty_cycle: 0.33\ndata: {Times(button)}\n"))}"),
        ("lirc", buttons => $"begin remote\n name example\n flags RAW_CODES\n frequency 38000\n begin raw_codes\n{string.Concat(buttons.Select(button => $"name {button.Name}\n{Times(button)}\n"))} end raw_codes\nend remote\n"),
        ("smartir", buttons => AirConditioner(buttons[0].Signal)),
    ];

    /// <summary>Forms of a single code: a person names each.</summary>
    private static readonly (string Form, Func<Button, string> Write)[] Codes =
    [
        ("pronto", button => Pronto.Write(button.Signal)), ("broadlink", button => Broadlink.Write(button.Signal)), ("tuya", button => Tuya.Write(button.Signal)),
        ("tasmota", button => TasmotaRaw.Write(button.Signal)), ("times", Times),
    ];

    internal static CoverageTable Of(Library library)
    {
        var tally = new CoverageTally("infrared", "remotes", library);
        var buttons = ButtonNames.Known.Select((name, number) => new Button(name, Protocols.Encode("NEC", 4, (uint)number).Value)).ToList();
        foreach (var (form, write) in Files) File(tally, library, form, write(buttons));
        foreach (var protocol in Protocols.Names) File(tally, library, protocol, $"Filetype: IR signals file\nVersion: 1\n#\nname: Power\ntype: parsed\nprotocol: {protocol}\naddress: 01 00 00 00\ncommand: 02 00 00 00\n");
        foreach (var (form, write) in Codes)
        {
            var read = new Gathering();
            foreach (var button in buttons) read.Add($"{form} {button.Name}", button.Name, CodeText.Read(write(button)));
            Count(tally, library, form, read.Make(form, null, ButtonNames.TypeOf(read.Buttons)));
        }
        return tally.Make();
    }

    private static void File(CoverageTally tally, Library library, string form, string text)
    {
        var set = CodeFile.Read(text);
        if (set.Fault is { } unread) tally.Refused(unread.Detail, form);
        else Count(tally, library, form, set.Value);
    }

    private static void Count(CoverageTally tally, Library library, string form, CodeSet set)
    {
        foreach (var loss in set.Losses) tally.Lost(loss.Why, $"{form} {loss.Where}");
        if (RemoteModel.Make(library, set.Type, set.Buttons, set.Table) is { Ok: true } made) tally.Became(made.Value.Spec, Open);
        else tally.Refused("it fits no device type", form);
    }

    private static string Times(Button button) => string.Join(' ', button.Signal.Timings);

    /// <summary>Every mode and speed of SmartIR, at three temperatures.</summary>
    private static string AirConditioner(Signal signal)
    {
        string[] modes = ["heat_cool", "cool", "dry", "heat", "fan_only"], speeds = ["auto", "low", "mid", "high"], degrees = ["20", "21", "22"];
        var code = Broadlink.Write(signal);
        JsonObject Of(IEnumerable<string> keys, Func<JsonNode> make) => new(keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key, make())));
        var commands = Of(modes, () => Of(speeds, () => Of(degrees, () => JsonValue.Create(code))));
        commands["off"] = code;
        return new JsonObject
        {
            ["commandsEncoding"] = "Base64", ["minTemperature"] = 20, ["maxTemperature"] = 22, ["precision"] = 1,
            ["operationModes"] = new JsonArray([.. modes.Select(mode => (JsonNode)mode)]), ["fanModes"] = new JsonArray([.. speeds.Select(speed => (JsonNode)speed)]), ["commands"] = commands,
        }.ToJsonString();
    }
}
