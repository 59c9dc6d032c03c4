using System.Globalization;
using System.Text.Json;
using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Files;

/// <summary>
/// SmartIR's JSON: an air conditioner (commands by mode, fan mode, swing mode, temperature), a media player (commands by name, and sources), a
/// fan (commands by direction and speed) or a light; in the encodings Base64 and Hex (Broadlink), Pronto and Raw.
/// </summary>
internal static class SmartIrFile
{
    /// <summary>Modes, speeds, swings and temperatures are no deeper than this.</summary>
    private const int Depth = 8;

    internal static bool Looks(string text) => text.StartsWith('{');

    internal static Result<CodeSet> Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Depth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var json = document.RootElement;
            if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty("commands", out var commands) || commands.ValueKind is not JsonValueKind.Object)
                return Signal.Wrong("a SmartIR file is an object with 'commands'");
            var encoding = TextOf(json, "commandsEncoding") ?? "Base64";
            if (encoding is not ("Base64" or "Hex" or "Pronto" or "Raw")) return Signal.Wrong($"commandsEncoding '{Gathering.Clean(encoding)}' is not read; Base64, Hex, Pronto and Raw are");
            var name = NameOf(json);
            return json.TryGetProperty("operationModes", out _) ? Climate(json, commands, encoding, name)
                : json.TryGetProperty("speed", out _) ? Fan(json, commands, encoding, name)
                : Buttons(commands, encoding, name);
        }
        catch (JsonException broken)
        {
            return new Fault(ErrorCodes.JsonMalformed, $"line {broken.LineNumber + 1}: this is no JSON", "text");
        }
    }

    private static Result<CodeSet> Climate(JsonElement json, JsonElement commands, string encoding, string? name)
    {
        var gathered = new Gathering();
        if (!commands.TryGetProperty("off", out var its)) return Signal.Wrong("commands/off: an air conditioner needs it");
        var off = SignalOf(its, encoding);
        if (off.Fault is { } wrong) return Signal.Wrong($"commands/off: {wrong.Detail}");
        var on = commands.TryGetProperty("on", out var own) && SignalOf(own, encoding) is { Ok: true } read ? read.Value : null;
        var hasSwings = json.TryGetProperty("swingModes", out var swings) && swings.ValueKind is JsonValueKind.Array && swings.GetArrayLength() > 0;
        var max = NumberOf(json, "maxTemperature") ?? 30;
        // No unit is said; nobody cools to 50 degrees celsius.
        var isFahrenheit = max > 50;
        var step = isFahrenheit ? 0.5 : Math.Clamp(NumberOf(json, "precision") ?? 1, 0.1, 5);
        var states = new List<WholeState>();
        foreach (var mode in WordsOf(json, "operationModes"))
            if (commands.TryGetProperty(mode, out var modes)) Walk($"commands/{mode}", mode, modes);
            else gathered.Lose($"commands/{mode}", "the mode is announced and has no commands");
        return states.Count == 0 ? Signal.Wrong(gathered.Losses is [var first, ..] ? $"{first.Where}: {first.Why}" : "there is no state in it")
            : gathered.Make("smartir", name, "air-conditioner", new StateTable(off.Value, on, step, states));

        void Walk(string where, string mode, JsonElement modes)
        {
            foreach (var (speed, rest) in MembersOf(modes))
                foreach (var (swing, levels) in hasSwings ? MembersOf(rest) : [(null, rest)])
                    foreach (var (level, code) in MembersOf(levels))
                    {
                        var at = string.Join('/', new[] { where, speed, swing, level }.OfType<string>());
                        if (level is null || !double.TryParse(level, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees)) gathered.Lose(at, "a temperature was expected here");
                        else Keep(at, new WholeState(mode, speed, swing, isFahrenheit ? Math.Round((degrees - 32) / 1.8 * 2) / 2 : degrees, off.Value), code);
                    }
        }

        void Keep(string at, WholeState state, JsonElement code)
        {
            if (states.Count == InfraredLimits.States) gathered.Lose(at, $"at most {InfraredLimits.States} states are kept");
            else if (SignalOf(code, encoding) is var signal && signal.Fault is { } fault) gathered.Lose(at, fault.Detail);
            else states.Add(state with { Signal = signal.Value });
        }
    }

    private static Result<CodeSet> Fan(JsonElement json, JsonElement commands, string encoding, string? name)
    {
        var gathered = new Gathering();
        if (!commands.TryGetProperty("off", out var its)) return Signal.Wrong("commands/off: a fan needs it");
        var off = SignalOf(its, encoding);
        if (off.Fault is { } wrong) return Signal.Wrong($"commands/off: {wrong.Detail}");
        var states = new List<WholeState>();
        var speeds = WordsOf(json, "speed");
        foreach (var (direction, codes) in MembersOf(commands))
        {
            if (direction is null or "off") continue;
            // The one that is no table of speeds: oscillate.
            if (codes.ValueKind is not JsonValueKind.Object) gathered.Add($"commands/{direction}", direction, SignalOf(codes, encoding));
            else
                foreach (var speed in speeds)
                    if (!codes.TryGetProperty(speed, out var code)) gathered.Lose($"commands/{direction}/{speed}", "the speed is announced and has no command");
                    else if (SignalOf(code, encoding) is var signal && signal.Fault is { } fault) gathered.Lose($"commands/{direction}/{speed}", fault.Detail);
                    else states.Add(new WholeState(direction, speed, null, null, signal.Value));
        }
        return states.Count == 0 ? Signal.Wrong("there is no speed in it") : gathered.Make("smartir", name, "fan", new StateTable(off.Value, null, 1, states));
    }

    private static Result<CodeSet> Buttons(JsonElement commands, string encoding, string? name)
    {
        var gathered = new Gathering();
        foreach (var (button, code) in MembersOf(commands))
            if (button is null) gathered.Lose("commands", "a command without a name");
            else if (code.ValueKind is JsonValueKind.Object)
                foreach (var (inner, its) in MembersOf(code)) gathered.Add($"commands/{button}/{inner}", inner ?? button, SignalOf(its, encoding));
            else gathered.Add($"commands/{button}", button, SignalOf(code, encoding));
        if (gathered.Buttons.Count == 0) return Signal.Wrong(gathered.Losses is [var first, ..] ? $"{first.Where}: {first.Why}" : "there is no command in it");
        return gathered.Make("smartir", name, ButtonNames.TypeOf(gathered.Buttons) is "ir-remote-control" && commands.TryGetProperty("brighten", out _) ? "light" : ButtonNames.TypeOf(gathered.Buttons));
    }

    private static Result<Signal> SignalOf(JsonElement code, string encoding)
    {
        if (code.ValueKind is JsonValueKind.Array)
        {
            if (encoding == "Raw" && code.EnumerateArray().All(time => time.ValueKind is JsonValueKind.Number)) return RawTimes.Read(code.GetRawText());
            if (code.GetArrayLength() != 1) return Signal.Wrong("several codes one after the other are not read");
            code = code[0];
        }
        if (code.ValueKind is not JsonValueKind.String || code.GetString() is not { Length: > 0 } text) return Signal.Wrong("there is no code");
        return encoding switch
        {
            "Base64" => Broadlink.ReadBase64(text),
            "Hex" => Broadlink.ReadHex(text.Replace(" ", "", StringComparison.Ordinal)),
            "Pronto" => Pronto.Read(text),
            _ => RawTimes.Looks(text) ? RawTimes.Read(text) : CodeText.Read(text),
        };
    }

    private static IEnumerable<(string? Name, JsonElement Value)> MembersOf(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object ? json.EnumerateObject().Select(member => ((string?)member.Name, member.Value)) : [(null, json)];

    private static List<string> WordsOf(JsonElement json, string field) =>
        json.TryGetProperty(field, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(word => word.ValueKind is JsonValueKind.String).Select(word => word.GetString()!).Distinct()]
            : [];

    private static string? TextOf(JsonElement json, string field) => json.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static double? NumberOf(JsonElement json, string field) => json.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetDouble() : null;

    private static string? NameOf(JsonElement json)
    {
        var name = Gathering.Clean($"{TextOf(json, "manufacturer")} {WordsOf(json, "supportedModels").FirstOrDefault()}");
        return name.Length > 0 ? name : null;
    }
}
