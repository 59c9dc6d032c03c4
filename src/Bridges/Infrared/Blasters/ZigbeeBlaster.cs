using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Signals;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Infrared.Blasters;

/// <summary>
/// A Zigbee blaster that the home has by its zigbee2mqtt: a device with the property ir-code-to-send, whatever its model. It is told by
/// commands of the home, as a person would tell it.
/// </summary>
internal sealed class ZigbeeBlaster(BridgeSeat seat, DeviceId device, string name, ZigbeeBlaster.Ways ways, Action changed) : Blaster(seat, IdOf(device), "zigbee", name, changed)
{
    /// <summary>Where in its spec the codes go.</summary>
    internal sealed record Ways(string Send, string? Learn, string? Learned);

    internal static string IdOf(DeviceId device) => $"zigbee:{device}";

    /// <summary>Null for a device that sends no infrared.</summary>
    internal static Ways? WaysOf(Spec spec)
    {
        string? Find(string name, Access access) => spec.Properties.FirstOrDefault(property => property.Name == name && property.Access.HasFlag(access))?.Address;
        return Find("ir-code-to-send", Access.Write) is { } send ? new Ways(send, Find("learn-ir-code", Access.Write), Find("learned-ir-code", Access.Read)) : null;
    }

    internal override string Where => device.ToString();

    internal Ways Its => ways;

    internal void Heard(Value code)
    {
        if (code.AsText() is { Length: > 0 } text && Tuya.Read(text) is { Ok: true } signal) Ear.Hear(signal.Value);
    }

    protected override Task<Fault?> EmitAsync(Signal signal, CancellationToken cancel) => SetAsync(ways.Send, Value.Of(Tuya.Write(signal)));

    protected override Task<Fault?> ListenAsync(CancellationToken cancel) =>
        ways is { Learn: { } learn, Learned: not null } ? SetAsync(learn, Value.Of(true)) : Task.FromResult<Fault?>(new Fault(ErrorCodes.ActionUnknown, $"the blaster {Name} cannot learn"));

    private async Task<Fault?> SetAsync(string address, Value value)
    {
        var done = await Seat.Homes.SetAsync(Seat.Home, Seat.House, device, new Dictionary<string, Value> { [address] = value });
        if (done.Fault is { } fault) return fault;
        var outcome = done.Value.Outcome;
        return outcome.Kind switch
        {
            OutcomeKind.Done or OutcomeKind.Accepted => null,
            OutcomeKind.Offline => new Fault(ErrorCodes.DeviceOffline, outcome.Detail ?? $"the blaster {Name} is not connected"),
            OutcomeKind.TimedOut => new Fault(ErrorCodes.DeviceTimeout, outcome.Detail ?? $"the blaster {Name} did not answer"),
            _ => new Fault(ErrorCodes.DeviceRefused, outcome.Detail ?? $"the blaster {Name} refused"),
        };
    }
}
