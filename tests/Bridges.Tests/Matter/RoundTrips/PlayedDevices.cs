using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Bridges.Tests.Matter.RoundTrips;

/// <summary>Devices of a home that do at once what they are told, and remember it.</summary>
internal sealed class PlayedDevices(HomeHost homes) : IDeviceLink
{
    internal const string Via = "played";

    private readonly Lock _lock = new();
    private readonly List<(Func<Operation, bool> Is, TaskCompletionSource Waiter)> _waiters = [];

    /// <summary>Done when such an operation comes from now on.</summary>
    internal Task NextAsync(Func<Operation, bool> its)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _waiters.Add((its, waiter));
        return waiter.Task;
    }

    public Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation)
    {
        homes.Reply(home, device.Id, operation.Id, Outcome.Done);
        lock (_lock)
            foreach (var (its, waiter) in _waiters)
                if (its(operation)) waiter.TrySetResult();
        return null;
    }

    public void Forget(HomeId home, Device device)
    {
    }
}
