using Kith.Model.Specs;

namespace Kith.Imports.Planning;

/// <summary>
/// What other systems call the things that a device does, and where that stands in a spec: the facet (what it is), the aspect (what of it),
/// and the services and properties that are it, the best first. Formats name facets; nobody but this table names services.
/// </summary>
internal static class Facets
{
    private static readonly string[] Lamps = ["light", "ambient-light", "night-light"];
    private static readonly string[] Outlets = ["switch", .. Lamps, "fan", "siren", "valve", "humidifier", "dehumidifier", "air-purifier", "heater", "kettle", "television", "sprinkler", "camera-control"];
    private static readonly string[] Covers = ["curtain", "window-opener", "airer"];
    private static readonly string[] Climates = ["thermostat", "air-conditioner", "heater", "water-heater", "electric-blanket", "bath-heater"];
    private static readonly string[] Fans = ["fan", "ceiling-fan", "air-purifier", "air-fresh", "fan-control", "hood"];
    private static readonly string[] Damp = ["humidifier", "dehumidifier", "diffuser"];
    private static readonly string[] Airs = ["temperature-humidity-sensor", "environment", "weather-station", .. Climates, "plant-monitor", "battery"];
    private static readonly string[] Energies = ["power-consumption", "power-generation", "energy-storage", "ev-charger"];

    /// <summary>facet.aspect, services, properties.</summary>
    private static readonly Dictionary<string, (string[] Services, string[] Properties)> Rows = new(StringComparer.Ordinal)
    {
        ["light.state"] = ([.. Lamps, "switch", "indicator-light"], ["on"]),
        ["light.brightness"] = (Lamps, ["brightness"]),
        ["light.color-temperature"] = (Lamps, ["color-temperature"]),
        ["light.color"] = (Lamps, ["color"]),
        ["light.transition"] = (Lamps, ["transition"]),
        ["switch.state"] = (Outlets, ["on", "open"]),
        ["fan.state"] = (Fans, ["on"]),
        ["fan.speed"] = (Fans, ["fan-speed"]),
        ["fan.direction"] = (Fans, ["direction"]),
        ["cover.state"] = ([.. Covers, "gate", "valve"], ["current-position", "target-position", "open"]),
        ["cover.position"] = ([.. Covers, "valve"], ["target-position"]),
        ["cover.tilt"] = (Covers, ["target-tilt"]),
        ["cover.motor"] = (Covers, ["motor-control"]),
        ["cover.open"] = (["gate", "valve"], ["open"]),
        ["valve.state"] = (["valve"], ["open"]),
        ["valve.position"] = (["valve"], ["target-position"]),
        ["lock.state"] = (["lock"], ["locked"]),
        ["climate.state"] = (Climates, ["mode"]),
        ["climate.on"] = (Climates, ["on"]),
        ["climate.mode"] = (Climates, ["mode"]),
        ["climate.preset"] = (Climates, ["preset"]),
        ["climate.fan"] = (Climates, ["fan-level"]),
        ["climate.target"] = (Climates, ["target-temperature"]),
        ["climate.temperature"] = ([.. Climates, "temperature-humidity-sensor"], ["temperature"]),
        ["humidifier.state"] = (Damp, ["on"]),
        ["humidifier.target"] = ([.. Damp, "air-conditioner"], ["target-humidity"]),
        ["siren.state"] = (["siren", "alarm"], ["on"]),
        ["media.state"] = (["television", "play-control", "speaker"], ["on", "playing-state"]),
        ["media.volume"] = (["speaker"], ["volume"]),
        ["media.mute"] = (["speaker"], ["mute"]),
        ["vacuum.state"] = (["vacuum", "mower"], ["status"]),
        ["motion.state"] = (["motion-sensor", "occupancy-sensor", "motion-detection"], ["motion", "occupied"]),
        ["occupancy.state"] = (["occupancy-sensor", "motion-sensor"], ["occupied", "motion"]),
        ["contact.state"] = (["magnet-sensor", "door"], ["open"]),
        ["leak.state"] = (["submersion-sensor"], ["leak"]),
        ["smoke.state"] = (["smoke-sensor"], ["smoke"]),
        ["gas.state"] = (["gas-sensor"], ["gas"]),
        ["co.state"] = (["carbon-monoxide-sensor"], ["carbon-monoxide"]),
        ["vibration.state"] = (["vibration-sensor"], ["vibration"]),
        ["tamper.state"] = (["tamper"], ["tampered"]),
        ["low-battery.state"] = (["battery"], ["low"]),
        ["temperature.state"] = (Airs, ["temperature"]),
        ["humidity.state"] = (Airs, ["relative-humidity", "soil-moisture"]),
        ["soil.state"] = (["plant-monitor"], ["soil-moisture"]),
        ["illuminance.state"] = (["illumination-sensor", "motion-sensor", "occupancy-sensor", "environment", "magnet-sensor", "weather-station", "plant-monitor"], ["illumination"]),
        ["pressure.state"] = (["environment", "weather-station"], ["atmospheric-pressure"]),
        ["battery.state"] = (["battery"], ["battery-level"]),
        ["power.state"] = (Energies, ["electric-power"]),
        ["energy.state"] = (Energies, ["power-consumption", "generated-energy"]),
        ["voltage.state"] = ([.. Energies, "battery"], ["voltage"]),
        ["current.state"] = (Energies, ["electric-current"]),
        ["co2.state"] = (["environment"], ["co2-density"]),
        ["pm25.state"] = (["environment"], ["pm2.5-density"]),
        ["voc.state"] = (["environment"], ["tvoc-density", "voc-index"]),
        ["noise.state"] = (["environment"], ["noise-decibel"]),
    };

    /// <summary>What buttons do, as others say it.</summary>
    private static readonly Dictionary<string, string> Presses = new(StringComparer.Ordinal)
    {
        ["single"] = "click", ["click"] = "click", ["press"] = "click", ["pressed"] = "click", ["short"] = "click", ["short_press"] = "click", ["on"] = "click", ["on_press"] = "click", ["toggle"] = "click", ["remote_button_short_press"] = "click",
        ["short_pressed"] = "click", ["initial_press"] = "click", ["SHORT_PRESSED"] = "click",
        ["double"] = "double-click", ["double_click"] = "double-click", ["double_press"] = "double-click", ["remote_button_double_press"] = "double-click", ["DOUBLE_PRESSED"] = "double-click",
        ["triple"] = "triple-click", ["remote_button_triple_press"] = "triple-click",
        ["hold"] = "long-press", ["long"] = "long-press", ["long_press"] = "long-press", ["remote_button_long_press"] = "long-press", ["LONG_PRESSED"] = "long-press",
        ["release"] = "release", ["hold_release"] = "release", ["remote_button_long_release"] = "release",
        ["rotate_left"] = "rotate-left", ["rotate_right"] = "rotate-right",
    };

    /// <summary>The property that is an aspect of a facet; null when the spec has none.</summary>
    /// <param name="may">What one must be able to do with it.</param>
    internal static Property? Find(Spec spec, string facet, string aspect, IReadOnlyList<string> hints, Access may)
    {
        if (!Rows.TryGetValue($"{facet}.{aspect}", out var row)) return null;
        foreach (var name in row.Properties)
            foreach (var type in row.Services)
            {
                var fit = spec.Services.Where(service => service.Type == type)
                    .Select(service => (Service: service, Property: service.Properties.FirstOrDefault(its => its.Name == name && (its.Access & may) != 0))).Where(pair => pair.Property is not null).ToList();
                if (fit.Count > 0) return (fit.FirstOrDefault(pair => hints.Contains(pair.Service.Id)) is { Property: { } hinted } ? hinted : fit[0].Property);
            }
        return null;
    }

    /// <summary>The event of a button for what another system calls it: single, 2_double, double_left.</summary>
    internal static SpecEvent? Press(Spec spec, string action)
    {
        var words = action.Split(['_', '-', ' '], StringSplitOptions.RemoveEmptyEntries);
        var name = Presses.GetValueOrDefault(action) ?? Enumerable.Range(1, Math.Max(words.Length - 1, 0)).SelectMany(count => (string[])[string.Join('_', words[count..]), string.Join('_', words[..^count])])
            .Select(part => Presses.GetValueOrDefault(part)).FirstOrDefault(found => found is not null);
        if (name is null) return null;
        var buttons = spec.Services.Where(service => service.Type == "switch-sensor" && service.Events.Any(happening => happening.Name == name)).ToList();
        var named = buttons.FirstOrDefault(service => words.Any(word => service.Id == word || service.Id.EndsWith($"-{word}", StringComparison.Ordinal)));
        return (named ?? buttons.FirstOrDefault())?.Events.First(happening => happening.Name == name);
    }
}
