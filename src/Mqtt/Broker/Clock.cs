namespace Kith.Mqtt.Broker;

/// <summary>Milliseconds since the broker began: monotonic, cheap, and as the TimeProvider says.</summary>
internal sealed class Clock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public const long Never = long.MaxValue;

    public TimeProvider Time => time;

    public long NowMs => (long)time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Seconds from now, <see cref="uint.MaxValue"/> = never.</summary>
    public long After(uint seconds) => seconds == uint.MaxValue ? Never : NowMs + (seconds * 1000L);

    /// <summary>A time of this clock as milliseconds since 1970, which another process understands.</summary>
    public long ToUnix(long atMs) => atMs == Never ? Never : time.GetUtcNow().ToUnixTimeMilliseconds() + (atMs - NowMs);

    public long OfUnix(long unixMs) => unixMs == Never ? Never : NowMs + (unixMs - time.GetUtcNow().ToUnixTimeMilliseconds());
}
