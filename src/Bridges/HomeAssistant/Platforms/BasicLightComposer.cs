using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Mapping;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>
/// A light with a topic for each thing is switched on beside what is set of it, in the order that it asks for (on_command_type): what is
/// set and then on, on first, or by its brightness alone.
/// </summary>
internal sealed class BasicLightComposer(string on, string onCommand) : Composer
{
    internal override IEnumerable<Outgoing> Compose(IReadOnlyList<(Slot Slot, JsonNode Raw)> asked)
    {
        var state = asked.Where(row => row.Slot.Name.Length == 0).ToList();
        var rest = asked.Where(row => row.Slot.Name.Length > 0).ToList();
        var isOff = state.Count > 0 && Sink.TextOf(state[0].Raw) != on;
        if (isOff) return base.Compose(state);
        if (onCommand == "brightness" && rest.Exists(row => row.Slot.Name == "brightness")) return base.Compose(rest);
        return onCommand == "first" ? base.Compose([.. state, .. rest]) : base.Compose([.. rest, .. state]);
    }

    // Red, green and blue have names of their own in templates of a colour.
    protected override IReadOnlyDictionary<string, object?>? More(Slot slot, JsonNode raw)
    {
        if (slot.Name is not ("rgb" or "rgbw" or "rgbww" or "hs" or "xy")) return null;
        var parts = Sink.TextOf(raw).Split(',');
        string[] names = slot.Name switch { "hs" => ["hue", "sat"], "xy" => ["x", "y"], "rgb" => ["red", "green", "blue"], "rgbw" => ["red", "green", "blue", "white"], _ => ["red", "green", "blue", "cold_white", "warm_white"] };
        return names.Zip(parts).ToDictionary(
            row => row.First, row => (object?)(long.TryParse(row.Second, out var whole) ? whole : double.TryParse(row.Second, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : row.Second), StringComparer.Ordinal);
    }
}
