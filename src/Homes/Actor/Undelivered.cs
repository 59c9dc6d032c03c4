using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Actor;

/// <summary>A link could not send a command: it ends. By ids, because the home may have been loaded anew meanwhile.</summary>
internal sealed class Undelivered(HomeId home, DeviceId device, OperationId operation, Fault fault) : Mail(home)
{
    internal override void Apply(Home home, Turn turn)
    {
        if (home.Twins.TryGetValue(device, out var twin)) OperationFlow.Undelivered(turn, twin, operation, fault);
    }

    internal override void Settle() { }

    internal override void Fail(Fault fault) { }
}
