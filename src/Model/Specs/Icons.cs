namespace Kith.Model.Specs;

/// <summary>The closed set of pictures for device types; the app draws exactly these, spec/README.md shows them to authors.</summary>
public static class Icons
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "air-conditioner", "air-purifier", "air-quality", "airer", "alarm-clock", "battery", "bed", "bulb", "button", "camera", "car", "coffee", "contact", "cooker",
        "curtain", "dehumidifier", "device", "dishwasher", "door", "doorbell", "fan", "fridge", "gas", "gate", "heater", "hood", "hub", "humidifier", "kettle", "lock",
        "meter", "motion", "mower", "outlet", "oven", "person", "pet", "plant", "remote", "router", "scale", "scene", "shield", "siren", "smoke", "solar", "speaker", "sprinkler",
        "sun", "switch", "television", "thermometer", "thermostat", "vacuum", "valve", "washer", "water-drop", "water-heater", "water-leak", "weather", "window",
    ];
}
