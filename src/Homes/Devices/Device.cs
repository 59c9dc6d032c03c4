using Kith.Model.Ids;

namespace Kith.Homes.Devices;

/// <summary>A device of a home, as kept; its values live in its twin.</summary>
/// <param name="Spec">The id of its spec within the home: product:version.</param>
/// <param name="Via">The link that reaches it: native, zigbee2mqtt, ...</param>
/// <param name="NativeId">What the link knows it by: serial, IEEE address; unique per link and home, never changed.</param>
/// <param name="Hub">The device that speaks for it; null when it speaks for itself.</param>
/// <param name="Order">Place in lists, lowest first.</param>
public sealed record Device(
    DeviceId Id,
    string Name,
    RoomId? Room,
    string Spec,
    string Via,
    string NativeId,
    DeviceId? Hub,
    string? Icon,
    int Order,
    DateTimeOffset Added);
