using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Devices;

/// <summary>A property's value and since when.</summary>
public sealed record ValueView(Value V, DateTimeOffset T);

/// <summary>A device as one of the home's people sees it: what it is, where, whether it is there, and its values by address.</summary>
/// <param name="Type">Its device type in the library.</param>
/// <param name="Seen">When it was last heard; null for never. While it is offline its values are of then.</param>
/// <param name="Values">Properties never reported are absent: unknown.</param>
public sealed record DeviceView(
    DeviceId Id,
    string Name,
    RoomId? Room,
    string Spec,
    string Type,
    bool Online,
    DateTimeOffset? Seen,
    string Via,
    string NativeId,
    DeviceId? Hub,
    string? Icon,
    int Order,
    string? Model,
    string Maker,
    IReadOnlyDictionary<string, ValueView> Values)
{
    internal static DeviceView Of(Twin twin, Asker asker)
    {
        var values = new Dictionary<string, ValueView>(twin.Spec.Properties.Count);
        foreach (var property in twin.Spec.Properties)
            if (!twin[property].Value.IsNone && Rights.Senses(asker, property.Sensing))
                values[property.Address] = new ValueView(twin[property].Value, DateTimeOffset.FromUnixTimeMilliseconds(twin[property].AtMs));
        var device = twin.Device;
        return new DeviceView(
            device.Id, device.Name, device.Room, device.Spec, twin.Spec.Type, twin.Online,
            twin.SeenMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(twin.SeenMs) : null,
            device.Via, device.NativeId, device.Hub, device.Icon, device.Order, twin.Spec.Model, twin.Spec.Maker, values);
    }
}
