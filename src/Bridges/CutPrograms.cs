using Kith.Mqtt.Codec;

namespace Kith.Bridges;

/// <summary>Programs of one bridge that the broker cut for what they sent: counted and named like all that a bridge could not read.</summary>
internal sealed class CutPrograms
{
    /// <summary>How long the reason stands before what the bridge itself says of its last error.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly BridgeSeat _seat;
    private readonly string _prefix;
    private long _count;
    private volatile Cut? _last;

    private sealed record Cut(DateTimeOffset At, string Why);

    internal CutPrograms(BridgeSeat seat)
    {
        // What the gateway puts before the client ids of a bridge's programs.
        (_seat, _prefix) = (seat, $"{seat.Record.Id}/");
        seat.Client.ClientFailed += Note;
    }

    internal BridgeStatus On(BridgeStatus status) => _last is not { } last ? status : status with
    {
        Malformed = status.Malformed + Interlocked.Read(ref _count),
        LastError = status.LastError is null || _seat.Time.GetUtcNow() - last.At < Fresh ? last.Why : status.LastError,
    };

    private void Note(string clientId, ReasonCode reason)
    {
        if (!clientId.StartsWith(_prefix, StringComparison.Ordinal)) return;
        Interlocked.Increment(ref _count);
        _seat.Metrics.Malformed("packet");
        var name = new string([.. clientId[_prefix.Length..].Where(c => !char.IsControl(c)).Take(40)]);
        _last = new Cut(_seat.Time.GetUtcNow(), reason is ReasonCode.PacketTooLarge
            ? $"the program {name} was cut off: it sent a message that is too large"
            : $"the program {name} was cut off: it sent what is no MQTT ({reason})");
    }
}
