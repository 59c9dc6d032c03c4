using Kith.Homes;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges;

/// <summary>The home's stream of changes for as long as a bridge lives: the whole home first, then what changes; after every gap the whole again.</summary>
internal static partial class HomeChanges
{
    /// <summary>After a failure to follow, before the next try.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the home is gone or the bridge ends. A failure in what is done with a change is logged, and the home told anew.</summary>
    internal static async Task FollowAsync(
        HomeHost homes, HomeId home, Caller caller, Func<SnapshotView, ValueTask> begin, Func<ChangesView, ValueTask> take, TimeProvider time, ILogger logger, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var followed = await homes.FollowAsync(home, caller, after: null);
            if (followed.Fault is { } fault)
            {
                if (fault.Error == ErrorCodes.NotFound) return;
                await Task.Delay(Pause, time, cancel);
                continue;
            }
            var follower = followed.Value;
            try
            {
                if (follower.Snapshot is { } whole) await begin(whole);
                await foreach (var changes in follower.Changes.ReadAllAsync(cancel)) await take(changes);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                // The feed's edge: follow again from the whole.
                LogFailed(logger, failure, caller.Through);
            }
            finally
            {
                await homes.LeaveAsync(home, follower);
            }
        }
    }

    internal static Task FollowAsync(
        HomeHost homes, HomeId home, Caller caller, Action<SnapshotView> begin, Action<ChangesView> take, TimeProvider time, ILogger logger, CancellationToken cancel) =>
        FollowAsync(homes, home, caller, whole =>
        {
            begin(whole);
            return default;
        }, changes =>
        {
            take(changes);
            return default;
        }, time, logger, cancel);

    [LoggerMessage(6004, LogLevel.Error, "The changes of a home could not be followed for {Bridge}")]
    private static partial void LogFailed(ILogger logger, Exception failure, string bridge);
}
