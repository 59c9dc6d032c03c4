using System.Text;
using System.Threading.Channels;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Tailing;

/// <summary>
/// What some clients of a wall say and hear, as it happens. Bounded: who reads too slowly loses the oldest lines and is told how many; the
/// clients notice nothing. Dispose it to stop.
/// </summary>
public sealed class TrafficTail : IDisposable
{
    private readonly Channel<TrafficLine> _lines;
    private readonly WallState _wall;
    private readonly BrokerContext _context;
    private readonly string _clientIdPrefix;
    private readonly byte[] _topicPrefix;
    private int _missed;

    internal TrafficTail(WallState wall, BrokerContext context, string clientIdPrefix, string topicPrefix)
    {
        (_wall, _context, _clientIdPrefix, _topicPrefix) = (wall, context, clientIdPrefix, Encoding.UTF8.GetBytes(topicPrefix));
        _lines = Channel.CreateBounded<TrafficLine>(
            new BoundedChannelOptions(context.Options.MaxTailedLines) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _missed));
    }

    /// <summary>Ends when the tail is disposed or its wall is removed.</summary>
    public ChannelReader<TrafficLine> Lines => _lines.Reader;

    /// <summary>Lines that were lost since this was asked last.</summary>
    public int TakeMissed() => Interlocked.Exchange(ref _missed, 0);

    public void Dispose()
    {
        using (_wall.Enter())
        {
            _wall.Tails = _wall.Tails is { Length: > 1 } all ? [.. all.Where(tail => tail != this)] : null;
        }
        End();
    }

    internal void End() => _lines.Writer.TryComplete();

    internal void Message(TrafficKind kind, string clientId, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, Qos qos, bool retain, bool duplicate, bool isRefused = false)
    {
        if (Means(clientId) && topic.StartsWith(_topicPrefix))
        {
            var beginning = payload[..Math.Min(payload.Length, _context.Options.MaxTailPayload)].ToArray();
            _lines.Writer.TryWrite(new TrafficLine(Now, kind, clientId, Encoding.UTF8.GetString(topic), qos, retain, duplicate, payload.Length, beginning, isRefused));
        }
    }

    internal void Presence(TrafficKind kind, string clientId, DisconnectCause? cause = null)
    {
        if (Means(clientId))
        {
            _lines.Writer.TryWrite(new TrafficLine(Now, kind, clientId, Cause: cause));
        }
    }

    private DateTimeOffset Now => _context.Clock.Time.GetUtcNow();

    private bool Means(string clientId) => clientId.StartsWith(_clientIdPrefix, StringComparison.Ordinal);
}
