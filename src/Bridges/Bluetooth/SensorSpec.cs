using Kith.Bridges.Products;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Bluetooth;

/// <summary>A product out of what a sensor has said so far. It grows while the sensor says more.</summary>
internal static class SensorSpec
{
    internal static Result<Spec> Of(Sensor sensor, Library library)
    {
        var draft = new SpecDraft();
        foreach (var (measure, index) in sensor.Kinds)
        {
            var (id, type) = PlaceOf(sensor, measure, index);
            var property = type == "open"
                ? new PropertyDefinition { Name = measure.Property, Title = new LocalText(measure.Title.En, measure.Title.Zh), Access = Reported, Format = measure.Form is Form.Number ? Format.Float : Format.Bool, Unit = measure.Unit }
                : new PropertyDefinition { Name = measure.Property, Access = Reported };
            draft.Add(id, type, NameOf(library, type, index), property);
        }
        foreach (var press in sensor.Presses.OrderBy(press => press.Button).ThenBy(press => press.Event, StringComparer.Ordinal))
            draft.Add(ButtonOf(press.Button), "switch-sensor", NameOf(library, "switch-sensor", press.Button), EventOf(library, press.Event));
        return library.Resolve(ProductDocuments.Of("bluetooth", sensor.Format == "mibeacon" ? "Xiaomi" : "BTHome", sensor.Model ?? "", DeviceTypes.Of(draft), [.. draft.Services]));
    }

    /// <summary>service.property of a reading.</summary>
    internal static string AddressOf(Sensor sensor, Measure measure, int index) => $"{PlaceOf(sensor, measure, index).Id}.{measure.Property}";

    internal static string AddressOf(Happening press) => $"{ButtonOf(press.Button)}.{press.Event}";

    private const Access Reported = Access.Read | Access.Notify;

    private static (string Id, string Type) PlaceOf(Sensor sensor, Measure measure, int index)
    {
        var type = measure.Beside is { } beside && sensor.Kinds.Exists(kind => kind.Measure.Key == beside.Key) && measure.Service != "open" ? beside.Service : measure.Service;
        var id = type == "open" ? "more" : type;
        return (index == 0 ? id : $"{id}-{index + 1}", type);
    }

    private static string ButtonOf(int button) => button == 0 ? "button" : $"button-{button + 1}";

    private static EventDefinition EventOf(Library library, string name) => library.FindService("switch-sensor")?.Events?.Any(its => its.Name == name) == true
        ? new EventDefinition { Name = name, Arguments = [] }
        : new EventDefinition { Name = name, Title = LocalText.Same(Titles.Of(name.Replace('-', ' '))), Arguments = [], Sensing = Sensing.Presence };

    private static LocalText? NameOf(Library library, string type, int index) =>
        type == "open" ? new LocalText("More", "更多")
        : index > 0 && library.FindService(type)?.Title is { } title ? new LocalText($"{title.En} {index + 1}", $"{title.Zh} {index + 1}")
        : null;
}
