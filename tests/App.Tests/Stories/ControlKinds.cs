using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>A kind of main control: a product that has it, what is done to it, and the address that its device is told then.</summary>
internal sealed record ControlKind(string Name, string Product, string Address, Dictionary<string, Value> Values, Func<Hands, Task> Operate)
{
    private static readonly Value Yes = Value.Of(true), No = Value.Of(false);

    internal static IReadOnlyDictionary<string, ControlKind> All { get; } = new ControlKind[]
    {
        new("Switch", "wall-switch", "switch.on", new() { ["switch.on"] = No }, hands => hands.PressAsync(Named(hands, AriaRole.Switch, "^Switch, "))),
        new("Wall switch", "triple-switch", "middle.on", new() { ["left.on"] = Yes, ["middle.on"] = No, ["right.on"] = No }, hands => hands.PressAsync(Named(hands, AriaRole.Switch, "^Wall switch, Middle, "))),
        new("Dimmer", "dimmer", "light.brightness", new() { ["light.on"] = Yes, ["light.brightness"] = Value.Of(50) }, hands => hands.SlideAsync(Slider(hands, "Dimmer, Brightness"))),
        new("Colour lamp", "colour-bulb", "light.color",
            new() { ["light.on"] = Yes, ["light.brightness"] = Value.Of(70), ["light.color"] = Value.Of(0xff9a2e), ["light.color-temperature"] = Value.Of(2700) }, hands => hands.PickAsync(Slider(hands, "Colour lamp, Colour"))),
        new("White lamp", "ceiling-light", "light.color-temperature",
            new() { ["light.on"] = Yes, ["light.brightness"] = Value.Of(70), ["light.color-temperature"] = Value.Of(4000) }, hands => hands.SlideAsync(Slider(hands, "White lamp, White"))),
        new("Thermostat", "thermostat", "thermostat.target-temperature",
            new() { ["thermostat.on"] = Yes, ["thermostat.target-temperature"] = Value.Of(20.0), ["thermostat.temperature"] = Value.Of(20.5) }, hands => hands.TurnAsync(Slider(hands, "Thermostat, Target temperature"))),
        new("Air conditioner", "air-conditioner", "air-conditioner.mode", new() { ["air-conditioner.on"] = Yes, ["air-conditioner.mode"] = Value.Of(1), ["air-conditioner.target-temperature"] = Value.Of(24.0) }, hands => hands.ChooseAsync(Group(hands, "Mode"))),
        new("Heater", "heater", "heater.target-temperature", new() { ["heater.on"] = Yes, ["heater.target-temperature"] = Value.Of(20.0) }, async hands =>
        {
            await hands.TurnAsync(Slider(hands, "Heater, Target temperature"));
            await hands.HoldAsync(Button(hands));
        }),
        new("Fan", "fan", "fan.fan-level", new() { ["fan.on"] = Yes, ["fan.fan-level"] = Value.Of(1) }, hands => hands.ChooseAsync(Group(hands, "Fan speed"))),
        new("Humidifier", "humidifier", "humidifier.target-humidity", new() { ["humidifier.on"] = Yes, ["humidifier.target-humidity"] = Value.Of(55) }, hands => hands.TurnAsync(Slider(hands, "Humidifier, Target humidity"))),
        new("Dehumidifier", "dehumidifier", "dehumidifier.mode", new() { ["dehumidifier.on"] = Yes, ["dehumidifier.mode"] = Value.Of(0) }, hands => hands.ChooseAsync(Group(hands, "Mode"))),
        new("Air purifier", "air-purifier", "air-purifier.mode", new() { ["air-purifier.on"] = Yes, ["air-purifier.mode"] = Value.Of(0), ["environment.pm2.5-density"] = Value.Of(9.0) }, hands => hands.ChooseAsync(Group(hands, "Mode"))),
        new("Curtain", "curtain", "curtain.target-position", new() { ["curtain.current-position"] = Value.Of(50), ["curtain.target-position"] = Value.Of(50) }, hands => hands.SlideAsync(Slider(hands, "Curtain, Target position"))),
        new("Blind", "blind", "curtain.target-tilt",
            new() { ["curtain.current-position"] = Value.Of(10), ["curtain.target-position"] = Value.Of(10), ["curtain.current-tilt"] = Value.Of(50), ["curtain.target-tilt"] = Value.Of(50) }, hands => hands.SlideAsync(Slider(hands, "Blind, Target slats"))),
        new("Door lock", "lock", "lock.locked", new() { ["lock.locked"] = Yes }, hands => hands.HoldAsync(Button(hands))),
        new("Garage door", "garage-door", "gate.open", new() { ["gate.open"] = No }, hands => hands.HoldAsync(Button(hands))),
        new("Alarm panel", "alarm-system", "arming.mode", new() { ["arming.mode"] = Value.Of(0), ["arming.status"] = Value.Of(0) }, async hands =>
        {
            await hands.ChooseAsync(Group(hands, "Mode"));
            await hands.HoldAsync(Button(hands));
        }),
        new("Player", "media-player", "play-control.next", new() { ["play-control.playing-state"] = Value.Of(1), ["play-control.title"] = Value.Of("Harbour"), ["speaker.volume"] = Value.Of(50) }, hands => hands.PressAsync(Named(hands, AriaRole.Button, "^Next$"))),
        new("Speaker", "speaker", "speaker.volume", new() { ["speaker.volume"] = Value.Of(50), ["play-control.playing-state"] = Value.Of(2) }, hands => hands.SlideAsync(Slider(hands, "Speaker, Volume"))),
        new("Television", "smart-television", "television.press-key", new() { ["television.on"] = Yes, ["speaker.volume"] = Value.Of(20) }, hands => hands.PressAsync(Group(hands, "Press a key", AriaRole.Group).GetByRole(AriaRole.Button).First)),
        new("Robot", "vacuum", "vacuum.start-sweep", new() { ["vacuum.status"] = Value.Of(9), ["battery.battery-level"] = Value.Of(88) }, hands => hands.PressAsync(Named(hands, AriaRole.Button, "^Start$"))),
        new("Kettle", "kettle", "kettle.start-boil", new() { ["kettle.on"] = No, ["kettle.temperature"] = Value.Of(23.0), ["kettle.status"] = Value.Of(0) }, hands => hands.HoldAsync(Button(hands))),
        new("Cooker", "cooker", "cooker.start-cook", new() { ["cooker.status"] = Value.Of(0) }, async hands =>
        {
            await hands.ChooseAsync(Group(hands, "Programme"));
            await hands.HoldAsync(Button(hands));
        }),
        new("Washer", "washer", "washer.start-wash", new() { ["washer.status"] = Value.Of(0), ["washer.mode"] = Value.Of(0) }, hands => hands.PressAsync(Named(hands, AriaRole.Button, "^Start$"))),
        new("Boiler", "water-heater", "water-heater.target-temperature",
            new() { ["water-heater.on"] = Yes, ["water-heater.target-temperature"] = Value.Of(50.0), ["water-heater.temperature"] = Value.Of(48.0) }, hands => hands.TurnAsync(Slider(hands, "Boiler, Target temperature"))),
        new("Main valve", "flow-valve", "valve.open", new() { ["valve.open"] = Yes, ["valve.flow-rate"] = Value.Of(6.2) }, hands => hands.HoldAsync(Button(hands))),
        new("Fridge", "fridge", "cooling.target-temperature",
            new() { ["cooling.target-temperature"] = Value.Of(3.0), ["cooling.temperature"] = Value.Of(4.2), ["freezer.target-temperature"] = Value.Of(-18.0), ["fridge.door-open"] = No }, hands => hands.PressAsync(Named(hands, AriaRole.Button, "^More: Cooling, "))),
        new("Pet feeder", "pet-feeder", "pet-feeder.feed", new() { ["pet-feeder.food-left"] = Value.Of(70), ["pet-feeder.status"] = Value.Of(0) }, async hands =>
        {
            await hands.PressAsync(Named(hands, AriaRole.Button, "^More: Portions$"));
            await hands.HoldAsync(Button(hands));
        }),
        new("Sprinkler", "sprinkler", "sprinkler.start-watering", new() { ["sprinkler.on"] = No, ["sprinkler.status"] = Value.Of(0), ["sprinkler.watering-time"] = Value.Of(20) }, hands => hands.HoldAsync(Button(hands))),
        new("Car charger", "ev-charger", "ev-charger.start-charge", new() { ["ev-charger.on"] = No, ["ev-charger.status"] = Value.Of(1), ["ev-charger.current-limit"] = Value.Of(16.0) }, hands => hands.HoldAsync(Button(hands))),
        new("Camera", "camera", "camera-control.night-shot", new() { ["camera-control.on"] = Yes, ["camera-control.night-shot"] = Value.Of(2), ["camera-control.privacy-mode"] = No }, hands => hands.ChooseAsync(Group(hands, "Night vision"))),
        new("Infrared remote", "ir-remote", "ir-remote-control.press-key", new() { ["ir-remote-control.learning"] = No }, async hands =>
        {
            await Card(hands).GetByRole(AriaRole.Textbox, new() { Name = "Key", Exact = true }).FillAsync($"Projector {hands}");
            await hands.PressAsync(Named(hands, AriaRole.Button, "^Press a key$"));
        }),
    }.ToDictionary(kind => kind.Name);

    /// <summary>Whether the address is one that the device reports, or an order that it only obeys.</summary>
    internal bool IsReported => Values.ContainsKey(Address);

    internal string[] Orders => IsReported ? [] : [Address];

    /// <summary>The main control is the first card of a device's page.</summary>
    private static ILocator Card(Hands hands) => hands.Screen.Page.Locator("k-device .column > .card").First;

    private static ILocator Named(Hands hands, AriaRole role, string pattern) => Card(hands).GetByRole(role, new() { NameRegex = new Regex(pattern) });

    private static ILocator Slider(Hands hands, string name) => Card(hands).GetByRole(AriaRole.Slider, new() { Name = name, Exact = true });

    private static ILocator Group(Hands hands, string name, AriaRole role = AriaRole.Radiogroup) => Card(hands).GetByRole(role, new() { Name = name, Exact = true });

    /// <summary>The one button that must be held.</summary>
    private static ILocator Button(Hands hands) => Card(hands).Locator("k-hold button");
}
