using System.Text.Json.Nodes;

namespace Kith.Bridges.Bluetooth;

/// <summary>One Bluetooth device as the bridge knows it. Touched by the bridge's turn alone.</summary>
internal sealed class Sensor(string address)
{
    /// <summary>Twelve hexadecimal digits; its native id in the home.</summary>
    internal string Address { get; } = address;

    internal string Format { get; set; } = "";

    internal string? Name { get; set; }

    internal string? Model { get; set; }

    internal int? Rssi { get; set; }

    internal DateTimeOffset Seen { get; set; }

    /// <summary>The gateway or proxy that heard it last.</summary>
    internal string Source { get; set; } = "";

    /// <summary>What it has measured so far, in the order of hearing, with the place among several of a kind.</summary>
    internal List<(Measure Measure, int Index)> Kinds { get; } = [];

    /// <summary>What its buttons have done so far.</summary>
    internal HashSet<Happening> Presses { get; } = [];

    /// <summary>In the home; null for a newcomer.</summary>
    internal BridgedDevice? Device { get; set; }

    internal byte[]? Key { get; set; }

    /// <summary>The last that it said, for trying a key.</summary>
    internal ReadOnlyMemory<byte> Last { get; set; }

    internal Verdict Verdict { get; set; }

    /// <summary>Of the last message that counted.</summary>
    internal uint? Counter { get; set; }

    /// <summary>As it is on disk.</summary>
    internal uint? KeptCounter { get; set; }

    internal DateTimeOffset KeptAt { get; set; }

    /// <summary>Messages that had been said before, or were not sealed although the sensor seals.</summary>
    internal long Replayed { get; set; }

    internal string Shown => Name ?? (Model is { } model ? $"{model} {Address[^4..]}" : $"Bluetooth {Address[^4..]}");

    /// <summary>It says something when something happens, not all the time.</summary>
    internal bool IsWatcher => Presses.Count > 0 || Kinds.Exists(kind => kind.Measure.Form is not Form.Number);

    /// <summary>Takes note of what is new. True when there was something.</summary>
    internal bool Learn(Decoded decoded)
    {
        var isNew = false;
        foreach (var reading in decoded.Readings)
        {
            if (Kinds.Count == BluetoothLimits.Kinds || Kinds.Contains((reading.Measure, reading.Index))) continue;
            Kinds.Add((reading.Measure, reading.Index));
            isNew = true;
        }
        foreach (var happening in decoded.Happenings)
            isNew |= happening.Button < BluetoothLimits.Buttons && Presses.Add(happening);
        return isNew;
    }

    internal JsonObject Document() => new()
    {
        ["format"] = Format, ["name"] = Name, ["model"] = Model, ["key"] = Key is { } key ? Convert.ToHexStringLower(key) : null, ["counter"] = Counter,
        ["kinds"] = new JsonArray([.. Kinds.Select(kind => JsonValue.Create($"{kind.Measure.Key}/{kind.Index}"))]),
        ["presses"] = new JsonArray([.. Presses.Select(press => JsonValue.Create($"{press.Button}/{press.Event}"))]),
    };

    internal static Sensor Of(string address, JsonNode document)
    {
        var sensor = new Sensor(address)
        {
            Format = (string?)document["format"] ?? "", Name = (string?)document["name"], Model = (string?)document["model"],
            Key = (string?)document["key"] is { } key ? Convert.FromHexString(key) : null, Counter = (uint?)document["counter"], KeptCounter = (uint?)document["counter"],
        };
        foreach (var (name, number) in Pairs(document["kinds"]))
            if (Measures.ByKey.TryGetValue(name, out var measure)) sensor.Kinds.Add((measure, number));
        foreach (var (name, number) in Pairs(document["presses"], isNumberFirst: true)) sensor.Presses.Add(new Happening(number, name));
        return sensor;
    }

    private static IEnumerable<(string Name, int Number)> Pairs(JsonNode? list, bool isNumberFirst = false)
    {
        foreach (var row in list?.AsArray() ?? [])
        {
            var parts = ((string)row!).Split('/');
            yield return isNumberFirst ? (parts[1], int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)) : (parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
