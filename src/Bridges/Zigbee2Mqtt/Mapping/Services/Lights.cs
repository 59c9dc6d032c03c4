using Kith.Bridges.Products;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping.Services;

/// <summary>light, switch and what belongs to them: after a power cut, effects, the wall switch behind a relay, the small light on it.</summary>
internal static class Lights
{
    private static readonly Unless WhileWhite = new("color_mode", ["color_temp"]);
    private static readonly Unless WhileColored = new("color_mode", ["xy", "hs"]);

    private static readonly IReadOnlyList<(string, string)> AfterPowerCut =
    [
        ("off", "off"), ("on", "on"), ("previous", "last"), ("restore", "last"), ("last", "last"), ("last_state", "last"),
        ("memory", "last"), ("restart_memory", "last"), ("power_on", "on"), ("power_off", "off"),
    ];

    private static readonly IReadOnlyList<(string, string)> Decoupled =
        [("control_relay", "switch"), ("switch", "switch"), ("decoupled", "wireless"), ("wireless", "wireless"), ("scene", "wireless")];

    /// <summary>Tuya's words, in which relay means like the relay and pos its opposite, so that the switch is found in the dark.</summary>
    private static readonly IReadOnlyList<(string, string)> Indicator =
    [
        ("off", "off"), ("on", "on"), ("off/on", "follow"), ("on/off", "inverse"), ("none", "off"), ("relay", "follow"), ("pos", "inverse"), ("normal", "follow"), ("inverted", "inverse"),
        ("consistent_with_load", "follow"), ("reverse_with_load", "inverse"), ("always_off", "off"), ("always_on", "on"),
    ];

    internal static IReadOnlyList<MappingRow> Rules { get; } =
    [
        new("state", "light", "on") { In = "light" },
        new("brightness", "light", "brightness", As.Level) { In = "light" },
        new("color_temp", "light", "color-temperature", As.Mired) { In = "light", Unless = WhileColored },
        new("color_xy", "light", "color", As.Color) { In = "light", Unless = WhileWhite },
        new("color_hs", "light", "color", As.Color) { In = "light", Unless = WhileWhite },
        new("power_on_behavior", "light", "default-power-on-state") { Joins = true, Choices = AfterPowerCut },

        new("color_temp_startup", "light", "startup-color-temperature", As.Mired) { In = "light", Joins = true },
        new("min_brightness", "light", "min-brightness", As.Level) { In = "light", Joins = true },
        new("max_brightness", "light", "max-brightness", As.Level) { In = "light", Joins = true },
        new("min_brightness", "light", "min-brightness", As.Level) { Joins = true },
        new("max_brightness", "light", "max-brightness", As.Level) { Joins = true },
        new("ballast_minimum_level", "light", "min-brightness", As.Level) { Joins = true },
        new("ballast_maximum_level", "light", "max-brightness", As.Level) { Joins = true },
        new("level_config/current_level_startup", "light", "startup-brightness", As.Level) { Joins = true },
        new("level_config/on_level", "light", "switch-on-brightness", As.Level) { Joins = true },
        new("level_config/execute_if_off", "light", "adjust-while-off") { Joins = true },
        new("color_options/execute_if_off", "light", "adjust-while-off") { Joins = true },
        new("effect", "light", "effect")
        {
            Joins = true,
            Choices =
            [
                ("stop_effect", "stop"), ("finish_effect", "finish"), ("blink", "blink"), ("breathe", "breathe"), ("okay", "okay"), ("channel_change", "channel-change"),
                ("colorloop", "color-loop"), ("stop_colorloop", "stop-color-loop"), ("candle", "candle"), ("fireplace", "fireplace"), ("sparkle", "sparkle"), ("glisten", "glisten"),
                ("opal", "opal"), ("underwater", "underwater"), ("cosmos", "cosmos"), ("sunbeam", "sunbeam"), ("enchant", "enchant"), ("sunrise", "sunrise"), ("sunset", "sunset"), ("prism", "prism"),
            ],
        },
        new("effect_speed", "light", "effect-speed") { Joins = true, Assume = "ratio" },
        new("effect_color", "light", "effect-color", As.Hex) { Joins = true },

        // A switch that lets water or gas through is a valve, and open while it is on.
        new("state", "valve", "open") { In = "switch", Described = "valve", Without = ["climate"] },
        new("state", "valve", "open") { Described = "valve", MustSet = true, Without = ["climate"] },
        new("state", "switch", "on") { In = "switch" },
        new("power_on_behavior", "switch", "default-power-on-state") { Joins = true, Choices = AfterPowerCut },
        new("power_outage_memory", "switch", "default-power-on-state") { Joins = true, Choices = AfterPowerCut },
        new("relay_status", "switch", "default-power-on-state") { Joins = true, Choices = AfterPowerCut },
        new("countdown", "switch", "countdown") { Joins = true },
        new("operation_mode", "switch", "mode") { Joins = true, Choices = Decoupled },
        new("switch_mode", "switch", "mode") { Joins = true, Choices = Decoupled },
        new("switch_type", "switch", "input-type") { Joins = true, Choices = [("toggle", "toggle"), ("state", "state"), ("momentary", "momentary")] },
        new("external_switch_type", "switch", "input-type") { Joins = true, Choices = [("toggle", "toggle"), ("push_button", "momentary"), ("momentary", "momentary")] },
        new("switch_actions", "switch", "input-action") { Joins = true, Choices = [("off", "off"), ("on", "on"), ("toggle", "toggle")] },

        new("indicator_mode", "indicator-light", "mode") { Choices = Indicator },
        new("light_mode", "indicator-light", "mode") { Choices = Indicator },
        new("backlight_mode", "indicator-light", "mode") { Choices = Indicator },
        new("backlight_mode", "indicator-light", "on"),
        new("backlight_switch", "indicator-light", "on"),
        new("led_indicator", "indicator-light", "on"),
        new("led_enable", "indicator-light", "on"),
        new("indicator", "indicator-light", "on"),
        new("status_indication", "indicator-light", "on"),
        new("flip_indicator_light", "indicator-light", "inverted"),
        new("led_disabled_night", "indicator-light", "off-at-night"),
    ];
}
