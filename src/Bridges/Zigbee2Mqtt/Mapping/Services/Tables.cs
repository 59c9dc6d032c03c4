using Kith.Bridges.Products;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping.Services;

/// <summary>All tables. Which service a device has decides what it is; no model is named anywhere.</summary>
internal static class Tables
{
    /// <summary>By feature, in the order in which they are tried: functions make services, sensors and settings join them.</summary>
    internal static ILookup<string, MappingRow> Rules { get; } =
        new[] { Movers.Rules, Climate.Rules, Lights.Rules, Sensors.Rules, Sirens.Rules, Meters.Rules }.SelectMany(rules => rules).ToLookup(rule => rule.Feature, StringComparer.Ordinal);

    /// <summary>Words of a description that tell a type from another with the same services. English, as all definitions are.</summary>
    internal static IReadOnlyList<(string Type, string Word, string Better)> Words { get; } =
    [
        ("switch", "plug", "outlet"), ("switch", "outlet", "outlet"), ("switch", "socket", "outlet"), ("switch", "relay", "relay"),
        ("curtain", "blind", "blind"), ("curtain", "shade", "blind"), ("curtain", "roller", "blind"), ("curtain", "shutter", "blind"), ("curtain", "venetian", "blind"),
    ];
}
