using System.Text;
using System.Text.Json.Nodes;
using Kith.Homes;
using Kith.Homes.Feed;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Clouds.Wot;

/// <summary>One observed property or subscribed event, as Server-Sent Events: each a message whose data is the value as JSON.</summary>
public sealed class WotStream : IAsyncDisposable
{
    /// <summary>Proxies commonly cut a line that is silent for 30 to 60 s; counted in rechecks.</summary>
    private const int KeepAliveTicks = 7;

    private readonly HomeHost _homes;
    private readonly HomeId _home;
    private readonly Follower _follower;
    private readonly Func<SnapshotView, IEnumerable<JsonNode?>> _first;
    private readonly Func<ChangesView, IEnumerable<JsonNode?>> _next;
    private long _id;

    internal WotStream(HomeHost homes, HomeId home, Follower follower, Func<SnapshotView, IEnumerable<JsonNode?>> first, Func<ChangesView, IEnumerable<JsonNode?>> next) =>
        (_homes, _home, _follower, _first, _next) = (homes, home, follower, first, next);

    /// <summary>
    /// Writes what comes until the reader goes, falls behind (it connects again by itself) or may no longer: asked every so often.
    /// </summary>
    public async Task WriteAsync(Stream body, Func<Task<Fault?>> recheck, TimeSpan every, TimeProvider time, CancellationToken cancel)
    {
        await WriteAsync(body, ": follows\n\n", cancel);
        if (_follower.Snapshot is { } snapshot)
            foreach (var value in _first(snapshot)) await TellAsync(body, value, cancel);
        using var timer = new PeriodicTimer(every, time);
        var (tick, more) = (timer.WaitForNextTickAsync(cancel).AsTask(), _follower.Changes.WaitToReadAsync(cancel).AsTask());
        for (var ticks = 1; ;)
        {
            if (await Task.WhenAny(tick, more) == more)
            {
                if (!await more) return;
                while (_follower.Changes.TryRead(out var changes))
                    foreach (var value in _next(changes)) await TellAsync(body, value, cancel);
                more = _follower.Changes.WaitToReadAsync(cancel).AsTask();
            }
            if (!tick.IsCompleted) continue;
            await tick;
            if (await recheck() is not null) return;
            if (ticks++ % KeepAliveTicks == 0) await WriteAsync(body, ": keep-alive\n\n", cancel);
            tick = timer.WaitForNextTickAsync(cancel).AsTask();
        }
    }

    private Task TellAsync(Stream body, JsonNode? value, CancellationToken cancel) => WriteAsync(body, $"id: {++_id}\ndata: {value?.ToJsonString() ?? "null"}\n\n", cancel);

    private static async Task WriteAsync(Stream body, string text, CancellationToken cancel)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
        await body.FlushAsync(cancel);
    }

    /// <summary>Stops following.</summary>
    public ValueTask DisposeAsync() => _homes.LeaveAsync(_home, _follower);
}
