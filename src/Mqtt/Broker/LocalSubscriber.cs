using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker;

/// <summary>
/// One subscription of an in-process client with its queue. The wall fills the queue; one work item at a time empties it into the
/// handler.
/// </summary>
internal sealed partial class LocalSubscriber(
    string name, WallState wall, BrokerContext context, Action<LocalMessage> handler, byte[] filter, List<LocalSubscriber> siblings)
    : Subscriber(name, wall), IThreadPoolWorkItem, IDisposable
{
    private readonly Lock _lock = new();
    private Ring<LocalMessage> _queue;
    private long _queuedBytes;
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
        }
    }

    public void Dispose()
    {
        using (_lock.EnterScope())
        {
            _isDisposed = true;
            _queue.Clear();
            _queuedBytes = 0;
        }
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
