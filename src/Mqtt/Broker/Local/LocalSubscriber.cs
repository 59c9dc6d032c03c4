using System.Diagnostics;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Walls;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker.Local;

/// <summary>
/// One subscription of an in-process client with its queue. The wall fills the queue; one work item at a time empties it into the
/// handler, and goes to the end of the pool's line after each slice: a wall that is flooded must not keep a thread for itself. Half full,
/// it is served a quarter of the time, and the clients that fill it are read no faster (<see cref="WallState.Hold"/>).
/// </summary>
internal sealed partial class LocalSubscriber(
    string name, WallState wall, BrokerContext context, Action<LocalMessage> handler, byte[] filter, List<LocalSubscriber> siblings)
    : Subscriber(name, wall), IThreadPoolWorkItem, IDisposable
{
    /// <summary>How long one subscription is served before others have their turn. 1 ms: far above a message, and a command's way has ten turns.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(1);

    /// <summary>One that is flooded rests three times as long as it worked, and never so long that a person notices.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private Ring<LocalMessage> _queue;
    private long _queuedBytes;
    private ITimer? _rest;
    private bool _isFlooded;
    private bool _isScheduled;
    private bool _isDisposed;

    public override bool IsReady => true;

    public override void Deliver(ref Publication publication, in Match match, Batch batch)
    {
        var message = new LocalMessage(publication.Keep(), publication.Qos, match.IsRetained, context.Clock);
        using (_lock.EnterScope())
        {
            if (_isDisposed)
            {
                return;
            }
            while (_queue.Count > 0 && (_queue.Count >= context.Options.MaxQueuedLocal || _queuedBytes + message.Payload.Length > context.Options.MaxQueuedLocalBytes))
            {
                _queuedBytes -= _queue[0].Payload.Length;
                _queue.RemoveAt(0);
                context.Counters.Drop(DropReason.LocalQueueFull);
            }
            _queue.Add(message);
            _queuedBytes += message.Payload.Length;
            if (!_isFlooded && (_queue.Count > context.Options.MaxQueuedLocal / 2 || _queuedBytes > context.Options.MaxQueuedLocalBytes / 2))
            {
                _isFlooded = true;
                Wall.Flooded++;
            }
            if (_isScheduled)
            {
                return;
            }
            _isScheduled = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        var began = Stopwatch.GetTimestamp();
        while (TryTake(out var message))
        {
            try
            {
                handler(message);
            }
            catch (Exception exception)
            {
                // The feed's edge: one bad message must not stop the ones behind it.
                LogHandlerFailed(context.Log, exception, ClientId, message.Topic);
            }
            if (Stopwatch.GetElapsedTime(began) is var worked && worked >= Slice)
            {
                GoOn(worked);
                return;
            }
        }
        if (Volatile.Read(ref _isFlooded))
        {
            Ease();
        }
    }

    private void GoOn(TimeSpan worked)
    {
        if (Volatile.Read(ref _isFlooded) && !Ease())
        {
            var rest = worked * 3 < LongestRest ? worked * 3 : LongestRest;
            _rest ??= context.Clock.Time.CreateTimer(_ => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _rest.Change(rest, Timeout.InfiniteTimeSpan);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Down to a quarter (or done), it is not flooded any more, and its clients are read again. False = it still is.</summary>
    private bool Ease()
    {
        IReadOnlyList<Connection> held = [];
        using (Wall.Enter())
        {
            using (_lock.EnterScope())
            {
                if (_isFlooded && (_queue.Count > context.Options.MaxQueuedLocal / 4 || _queuedBytes > context.Options.MaxQueuedLocalBytes / 4))
                {
                    return false;
                }
                if (_isFlooded)
                {
                    _isFlooded = false;
                    held = Wall.Eased();
                }
            }
        }
        foreach (var connection in held)
        {
            connection.Continue();
        }
        return true;
    }

    public void Dispose()
    {
        using (_lock.EnterScope())
        {
            _isDisposed = true;
            _queue.Clear();
            _queuedBytes = 0;
        }
        Ease();
        _rest?.Dispose();
        using (Wall.Enter())
        {
            Wall.Unsubscribe(this, filter);
            siblings.Remove(this);
        }
    }

    private bool TryTake(out LocalMessage message)
    {
        using (_lock.EnterScope())
        {
            message = default;
            if (_queue.Count == 0)
            {
                _isScheduled = false;
                return false;
            }
            message = _queue[0];
            _queue.RemoveAt(0);
            _queuedBytes -= message.Payload.Length;
            return true;
        }
    }

    [LoggerMessage(1002, LogLevel.Error, "The handler of in-process client {ClientId} failed for topic {Topic}")]
    private static partial void LogHandlerFailed(ILogger log, Exception exception, string clientId, string topic);
}
