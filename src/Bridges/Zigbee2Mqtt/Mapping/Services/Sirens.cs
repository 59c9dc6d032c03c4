using Kith.Bridges.Products;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping.Services;

/// <summary>siren: either a composite "warning" of which every part has a default in zigbee2mqtt (a mode alone sounds it), or an "alarm" that can be set.</summary>
internal static class Sirens
{
    internal static IReadOnlyList<MappingRow> Rules { get; } =
    [
        new("warning/mode", "siren", "on", As.OnOff) { Off = ["stop"] },
        new("warning/mode", "siren", "mode") { Also = true, Choices = [("burglar", "burglar"), ("fire", "fire"), ("emergency", "emergency")] },
        new("warning/duration", "siren", "sounding-time") { Joins = true },
        new("warning/strobe", "siren", "strobe") { Joins = true },
        new("alarm", "siren", "on") { MustSet = true, Described = "siren" },
        new("alarm", "siren", "on", As.OnOff) { MustSet = true, Described = "siren", Off = ["stop", "OFF", "off"] },
        new("duration", "siren", "sounding-time") { Joins = true },
        new("melody", "siren", "tone") { Joins = true },
    ];
}
