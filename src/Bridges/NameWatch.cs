using System.Collections.Concurrent;
using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges;

/// <summary>
/// What the home calls a bridge's devices, and which id each has; heard where everybody hears it, on the home's stream of changes.
/// </summary>
internal sealed partial class NameWatch(HomeHost homes, HomeId home, string via, Action<DeviceView> seen, Func<DeviceView, Task> renamed, TimeProvider time, ILogger logger)
{
    /// <summary>After a failure to follow, before the next try.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<DeviceId, string> _names = new();

    internal string? NameOf(DeviceId device) => _names.GetValueOrDefault(device);

    internal async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var followed = await homes.FollowAsync(home, Caller.House(via), after: null);
            if (followed.Fault is { } fault)
            {
                if (fault.Error == ErrorCodes.NotFound) return;
                await Task.Delay(Pause, time, cancel);
                continue;
            }
            var follower = followed.Value;
            try
            {
                foreach (var device in follower.Snapshot?.Devices ?? []) await SeenAsync(device);
                await foreach (var changes in follower.Changes.ReadAllAsync(cancel))
                {
                    foreach (var device in changes.Devices ?? []) await SeenAsync(device);
                    foreach (var gone in changes.Removed ?? []) _names.TryRemove(gone, out _);
                }
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                // The feed's edge: follow again from a snapshot.
                LogFailed(logger, failure, via);
            }
            finally
            {
                await homes.LeaveAsync(home, follower);
            }
        }
    }

    private async Task SeenAsync(DeviceView device)
    {
        if (device.Via != via) return;
        var before = _names.GetValueOrDefault(device.Id);
        _names[device.Id] = device.Name;
        seen(device);
        if (before is not null && before != device.Name) await renamed(device);
    }

    [LoggerMessage(6004, LogLevel.Error, "The changes of the home of {Via} could not be followed")]
    private static partial void LogFailed(ILogger logger, Exception failure, string via);
}
