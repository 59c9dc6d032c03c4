using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Mapping;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>Templates of a position know its ends as well.</summary>
internal sealed class PositionComposer(double closed, double open) : Composer
{
    protected override IReadOnlyDictionary<string, object?>? More(Slot slot, JsonNode raw) =>
        slot.Name is not ("position" or "tilt") ? null : new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [slot.Name == "tilt" ? "tilt_position" : "position"] = Sink.ValueOf(raw), ["position_closed"] = closed, ["position_open"] = open,
        };
}
