using System.Globalization;
using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Files;

/// <summary>
/// Flipper's .ir: a head, then blocks of "key: value" lines. A block is parsed (protocol, address and command as bytes, the lowest first) or
/// raw (frequency and times).
/// </summary>
internal static class FlipperFile
{
    internal static bool Looks(string text) => text.StartsWith("Filetype: IR ", StringComparison.OrdinalIgnoreCase);

    internal static Result<CodeSet> Read(string text)
    {
        var gathered = new Gathering();
        var block = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (number, begun) = (0, 0);
        foreach (var line in text.EnumerateLines())
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.IsEmpty || trimmed[0] == '#') continue;
            var colon = trimmed.IndexOf(':');
            if (colon < 1)
            {
                gathered.Lose($"line {number}", "it is no 'key: value'");
                continue;
            }
            var (key, value) = (trimmed[..colon].Trim().ToString(), trimmed[(colon + 1)..].Trim().ToString());
            if (key.Equals("name", StringComparison.OrdinalIgnoreCase))
            {
                Add(gathered, block, begun);
                block.Clear();
                begun = number;
            }
            block[key] = value;
        }
        Add(gathered, block, begun);
        return gathered.Buttons.Count == 0
            ? new Fault(ErrorCodes.RequestInvalid, gathered.Losses is [var first, ..] ? $"{first.Where}: {first.Why}" : "there is no button in the file", "text")
            : gathered.Make("flipper", null, ButtonNames.TypeOf(gathered.Buttons));
    }

    private static void Add(Gathering gathered, Dictionary<string, string> block, int line)
    {
        if (line == 0 || !block.TryGetValue("name", out var name)) return;
        gathered.Add($"line {line} ({Gathering.Clean(name)})", name, SignalOf(block));
    }

    private static Result<Signal> SignalOf(Dictionary<string, string> block)
    {
        string Of(string key) => block.GetValueOrDefault(key, "");
        switch (Of("type"))
        {
            case "raw":
                return double.TryParse(Of("frequency"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hertz)
                    ? RawTimes.Read(Of("data"), hertz)
                    : Signal.Wrong($"its frequency is '{Cut(Of("frequency"))}', no number");
            case "parsed":
                if (Number(Of("address")) is not { } address) return Signal.Wrong($"its address is '{Cut(Of("address"))}', not up to four bytes");
                if (Number(Of("command")) is not { } command) return Signal.Wrong($"its command is '{Cut(Of("command"))}', not up to four bytes");
                return Protocols.Encode(Of("protocol"), address, command);
            default:
                return Signal.Wrong($"its type is '{Cut(Of("type"))}', neither raw nor parsed");
        }
    }

    private static uint? Number(string bytes)
    {
        var words = bytes.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 4) return null;
        var number = 0u;
        for (var place = 0; place < words.Length; place++)
        {
            if (words[place].Length != 2 || !byte.TryParse(words[place], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one)) return null;
            number |= (uint)one << 8 * place;
        }
        return number;
    }

    private static string Cut(string text) => text.Length <= 20 ? text : text[..20];
}
