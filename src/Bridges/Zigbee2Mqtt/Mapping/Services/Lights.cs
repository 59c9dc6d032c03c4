using Kith.Bridges.Products;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping.Services;

/// <summary>light, and what lights and switches do after a power cut.</summary>
internal static class Lights
{
    private static readonly Unless WhileWhite = new("color_mode", ["color_temp"]);
    private static readonly Unless WhileColored = new("color_mode", ["xy", "hs"]);

    private static readonly IReadOnlyList<(string, string)> AfterPowerCut =
        [("off", "off"), ("on", "on"), ("previous", "last"), ("restore", "last"), ("last", "last"), ("last_state", "last")];

    internal static IReadOnlyList<MappingRow> Rules { get; } =
    [
        new("state", "light", "on") { In = "light" },
        new("brightness", "light", "brightness", As.Level) { In = "light" },
        new("color_temp", "light", "color-temperature", As.Mired) { In = "light", Unless = WhileColored },
        new("color_xy", "light", "color", As.Color) { In = "light", Unless = WhileWhite },
        new("color_hs", "light", "color", As.Color) { In = "light", Unless = WhileWhite },
        new("power_on_behavior", "light", "default-power-on-state") { Joins = true, Choices = AfterPowerCut },

        new("state", "switch", "on") { In = "switch" },
        new("power_on_behavior", "switch", "default-power-on-state") { Joins = true, Choices = AfterPowerCut },
        new("power_outage_memory", "switch", "default-power-on-state") { Joins = true, Choices = AfterPowerCut },
    ];
}
