using Kith.Homes.Twins;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Scenes;

/// <summary>What of a device's present state belongs into a scene: what people see and hear of it, not how it is set up.</summary>
internal static class Capture
{
    /// <summary>Settings that stand in the same services as the state (spec/services).</summary>
    private static readonly HashSet<string> Settings = ["default-power-on-state", "transition", "off-delay-time", "on-delay-time", "entry-delay", "child-lock", "name"];

    private static readonly Lazy<Library> Standard = new(Library.Standard);

    /// <summary>Null when there is nothing to set: a sensor, a device that never reported.</summary>
    internal static SceneStep? Of(Twin twin)
    {
        var required = Standard.Value.FindType(twin.Spec.Type)?.Required ?? [];
        var values = new Dictionary<string, Value>();
        foreach (var service in twin.Spec.Services.Where(service => required.Count == 0 || required.Contains(service.Type)))
            foreach (var (address, value) in Of(twin, service)) values[address] = value;
        return values.Count > 0 ? new SceneStep(twin.Device.Id, values) : null;
    }

    private static IEnumerable<(string Address, Value Value)> Of(Twin twin, Service service)
    {
        var on = service.Properties.FirstOrDefault(property => property is { Name: "on", Format: Format.Bool } && property.Access.HasFlag(Access.Write));
        if (on is not null && !twin[on].Value.IsNone && !twin[on].Value.AsBool()) return [(on.Address, twin[on].Value)];
        var hidden = Hue(twin, service);
        return service.Properties
            .Where(property => property.Access.HasFlag(Access.Read | Access.Write) && !Settings.Contains(property.Name) && !hidden.Contains(property.Name) && !twin[property].Value.IsNone)
            .Select(property => (property.Address, twin[property].Value));
    }

    /// <summary>A lamp is white or coloured, never both: which, says its mode, or which of the two was set last.</summary>
    private static string[] Hue(Twin twin, Service service)
    {
        string[] white = ["color-temperature"], coloured = ["color", "saturation"];
        if (Find("mode") is { Choices: { } choices } mode && choices.FirstOrDefault(choice => choice.Value == twin[mode].Value.AsInteger())?.Key is { } key && !twin[mode].Value.IsNone)
            return key switch { "white" => coloured, "color" => white, _ => [] };
        return Find("color") is { } color && Find("color-temperature") is { } warm
            ? twin[color].AtMs > twin[warm].AtMs ? white : coloured
            : [];

        Property? Find(string name) => service.Properties.FirstOrDefault(property => property.Name == name);
    }
}
