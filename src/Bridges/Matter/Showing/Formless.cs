using System.Collections.Frozen;

namespace Kith.Bridges.Matter.Showing;

/// <summary>Services that are not shown, or not whole, and why: Matter 1.5 has no form for what they must have, or one that is not worth its trouble.</summary>
internal static class Formless
{
    private const string Nothing = "Matter has no device type for it";

    private static readonly FrozenDictionary<string, string> Reasons = new (string Why, string[] Services)[]
    {
        (Nothing,
        [
            "air-fryer", "airer", "alarm-clock", "arming", "bath-heater", "bed", "body-scale", "card-switch", "coffee-machine", "cooker", "dehumidifier", "diffuser", "electric-blanket",
            "gas-consumption", "gas-sensor", "heat-consumption", "humidifier", "ir-remote-control", "kettle", "mower", "pet-drinking-fountain", "pet-feeder", "room-service", "router",
            "siren", "sleep-monitor", "toilet", "vibration-sensor", "water-level-sensor", "water-purifier",
        ]),
        ("Matter's closures came with 1.5, and no ecosystem shows them yet", ["gate", "window-opener"]),
        ("Matter's cameras and doorbells are streams of pictures", ["camera-control", "doorbell"]),
        ("Matter's oven is made of cavities, each a device with modes of its own", ["oven"]),
        ("Matter's microwave oven is started with a time and a power", ["microwave-oven"]),
        ("Matter's charger is managed by tariffs and vehicles", ["ev-charger"]),
        ("Matter tells the flow of water, not what has flowed", ["water-consumption"]),
        ("Matter's players have a screen and a keypad", ["play-control"]),
        ("a scene is the home's own", ["scene"]),
    }.SelectMany(row => row.Services.Select(service => (service, row.Why))).ToFrozenDictionary(row => row.service, row => row.Why, StringComparer.Ordinal);

    /// <summary>Null for a service that is shown whole.</summary>
    internal static string? Why(string service) => Reasons.GetValueOrDefault(service);
}
