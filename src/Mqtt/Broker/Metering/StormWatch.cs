namespace Kith.Mqtt.Broker.Metering;

/// <summary>
/// Gives back what a storm of connections leaves. Each CONNECT is read, checked and answered with objects that nobody needs a moment
/// later, and the runtime, which collects when it is asked for memory, is asked for little by thousands of silent connections: the
/// garbage would stay, more than the connections themselves hold. Once it is quiet again it is collected, where that takes a blink.
/// </summary>
internal sealed class StormWatch(BrokerOptions options, BrokerCounters? counters = null)
{
    /// <summary>Milliseconds without a new connection: the storm is over.</summary>
    private const int QuietMs = 1000;

    /// <summary>Bytes of heap up to which a whole collection pauses for less than a tenth of a second; larger ones are left alone.</summary>
    private const long LargestHeap = 128 * 1024 * 1024;

    private long _tidied;
    private long _seen;
    private long _seenAt;

    /// <summary>With every sweep. True = a storm is over and cleared away.</summary>
    public bool Look(long accepted, long nowMs)
    {
        if (accepted != _seen)
        {
            (_seen, _seenAt) = (accepted, nowMs);
            return false;
        }
        if (accepted - _tidied < options.StormSize || nowMs - _seenAt < QuietMs)
        {
            return false;
        }
        _tidied = accepted;
        counters?.Storm();
        if (GC.GetTotalMemory(forceFullCollection: false) > LargestHeap)
        {
            return false;
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return true;
    }
}
