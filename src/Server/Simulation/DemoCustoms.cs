using System.Text.Json;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Templates;
using Kith.Homes.Scenes;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Server.Simulation;

/// <summary>The habits of the demo household: three scenes, and rules made of the templates that every home can use.</summary>
internal static class DemoCustoms
{
    private static readonly Value On = Value.Of(true), Off = Value.Of(false);

    private static readonly (LocalText Name, string Icon, (string Device, (string Address, Value Value)[] Values)[] Steps)[] Scenes =
    [
        (new("Movie night", "观影"), "television",
        [
            ("ceiling-light", [("light.on", Off)]),
            ("floor-lamp", [("light.on", On), ("light.brightness", Value.Of(15)), ("light.color-temperature", Value.Of(2700))]),
            ("tv-light-strip", [("light.on", On), ("light.brightness", Value.Of(30))]),
            ("curtains", [("curtain.target-position", Value.Of(0))]),
        ]),
        (new("Good morning", "早上好"), "sun",
        [
            ("blind", [("curtain.target-position", Value.Of(100))]),
            ("curtains", [("curtain.target-position", Value.Of(100))]),
            ("kitchen-lamp", [("light.on", On), ("light.brightness", Value.Of(80))]),
        ]),
        (new("Good night", "晚安"), "bed",
        [
            ("ceiling-light", [("light.on", Off)]),
            ("floor-lamp", [("light.on", Off)]),
            ("tv-light-strip", [("light.on", Off)]),
            ("kitchen-lamp", [("light.on", Off)]),
            ("desk-lamp", [("light.on", Off)]),
            ("blind", [("curtain.target-position", Value.Of(0))]),
            ("bedside-lamp", [("light.on", On), ("light.brightness", Value.Of(10))]),
        ]),
    ];

    /// <summary>Templates, and the devices that they are for; what is not said has its default.</summary>
    private static readonly (string Template, string Inputs)[] Rules =
    [
        ("doorbell", """{"bell":"doorbell/doorbell.doorbell-ring"}"""),
        ("leak-valve", """{"sensors":["leak-sensor/submersion-sensor.leak"]}"""),
        ("door-open-long", """{"doors":["front-door/magnet-sensor.open","bedroom-window/magnet-sensor.open"],"open":"00:20:00"}"""),
        ("sunset-lights", """{"lights":["hallway-light/switch.on"],"off":"23:00"}"""),
    ];

    internal static async Task AddAsync(HomeHost homes, HomeId home, Caller caller, string language)
    {
        foreach (var (name, icon, steps) in Scenes)
            Expect(await homes.AddSceneAsync(home, caller, language == "zh" ? name.Zh : name.En, null, icon,
                [.. steps.Select(step => new SceneStep(DeviceId.Parse(step.Device), step.Values.ToDictionary(row => row.Address, row => row.Value)))], null));
        foreach (var (template, text) in Rules)
        {
            using var inputs = JsonDocument.Parse(text);
            var filled = Expect(await homes.FillTemplateAsync(home, caller, template, inputs.RootElement.EnumerateObject().ToDictionary(its => its.Name, its => its.Value), language));
            Expect(await homes.AddRuleAsync(home, caller, filled.Rule, enabled: true));
        }
    }

    private static T Expect<T>(Result<T> result) => result.Fault is { } fault ? throw new InvalidOperationException($"{fault.Error.Code}: {fault.Detail}") : result.Value;
}
