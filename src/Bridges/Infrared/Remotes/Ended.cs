using Kith.Model.Commands;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Remotes;

/// <summary>How a command ends that its blaster did not do.</summary>
internal static class Ended
{
    internal static Outcome As(Fault fault) => new(
        fault.Error == ErrorCodes.DeviceOffline ? OutcomeKind.Offline : fault.Error == ErrorCodes.DeviceTimeout ? OutcomeKind.TimedOut : OutcomeKind.Rejected, fault.Error.Code, fault.Detail);
}
