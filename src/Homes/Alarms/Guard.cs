using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Alarms;

/// <summary>What of a device can guard a home, by its spec: a truth or an event that tells of people or danger; and what can sound.</summary>
internal static class Guard
{
    /// <summary>What stays so until somebody closes it. Movement passes by itself, and whoever arms stands before a sensor of it.</summary>
    private static readonly HashSet<string> Standing = ["open", "tampered"];

    internal static Fault? Check(Twin twin, string address) =>
        twin.Spec.FindProperty(address) is { } property
            ? property.Format is Format.Bool && !property.Access.HasFlag(Access.Write) && property.Sensing is Sensing.Presence or Sensing.Safety
                ? null
                : new Fault(ErrorCodes.RequestInvalid, $"{address} of {twin.Device.Name} does not sense whether somebody comes in")
            : twin.Spec.FindEvent(address) is { } happening && happening.Sensing is Sensing.Presence or Sensing.Safety
                ? null
                : new Fault(ErrorCodes.PropertyUnknown, $"{twin.Device.Name} senses nothing as {address}");

    /// <summary>
    /// Why a device may not be taken away now: it is an armed alarm system, or one guards or sounds with it. To take it away would be a way past
    /// the PIN. The house itself is not kept from it: a bridge tells what is gone already (<see cref="Alarm.Misses"/>).
    /// </summary>
    internal static Fault? Keeps(Home home, Asker asker, Twin twin) => asker.Person is null ? null : Keeps(home, twin);

    /// <summary>The same of whoever asks: a device that pairs in the place of another is not the house.</summary>
    internal static Fault? Keeps(Home home, Twin twin)
    {
        var armed = home.Virtual.Of(twin.Device.Id).Append(home.Virtual.Find(twin.Device.Id)).OfType<Alarm>().FirstOrDefault(alarm => alarm.State.Mode is not ArmMode.Disarmed);
        return armed is null ? null : new Fault(ErrorCodes.AlarmArmed, $"{home.Twins[armed.Id].Device.Name} is armed; turn it off before {twin.Device.Name} is taken away");
    }

    /// <summary>Open now, by what is known.</summary>
    internal static bool IsOpen(Home home, AlarmSensor sensor) =>
        home.Twins.TryGetValue(sensor.Device, out var twin) && twin.Spec.FindProperty(sensor.Address) is { } property && twin[property].Value == Value.Of(true);

    /// <summary>It will stay open until somebody closes it.</summary>
    internal static bool IsStanding(AlarmSensor sensor) => Standing.Contains(sensor.Address[(sensor.Address.LastIndexOf('.') + 1)..]);

    internal static LocalText What(Twin twin, string address) => twin.Spec.FindProperty(address)?.Title ?? twin.Spec.FindEvent(address)?.Title ?? LocalText.Same(address);

    /// <summary>What switches a device's siren; null when it has none.</summary>
    internal static Property? SirenOf(Twin twin) =>
        twin.Spec.Services.Where(service => service.Type == "siren").SelectMany(service => service.Properties)
            .FirstOrDefault(property => property is { Name: "on", Format: Format.Bool } && property.Access.HasFlag(Access.Write));
}
