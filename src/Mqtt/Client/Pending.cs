using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Client;

/// <summary>A request that awaits its answer: PUBLISH, SUBSCRIBE or UNSUBSCRIBE.</summary>
internal sealed class Pending() : TaskCompletionSource<ReasonCode>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>The packet that answers it; a QoS 2 publish moves on from PUBREC to PUBCOMP.</summary>
    public PacketType AwaitedType { get; set; }
}

/// <summary>Requests by packet identifier. An idle client holds no table.</summary>
internal sealed class PendingTable
{
    private Dictionary<ushort, Pending>? _byId;
    private ushort _lastId;
    private bool _closed;

    /// <summary>False when the connection is over or all 65,535 identifiers are in use.</summary>
    public bool TryAdd(Pending pending, out ushort packetId)
    {
        lock (this)
        {
            packetId = 0;
            if (_closed || _byId?.Count == ushort.MaxValue)
            {
                return false;
            }
            _byId ??= [];
            do
            {
                _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
            }
            while (_byId.ContainsKey(_lastId));
            packetId = _lastId;
            _byId[packetId] = pending;
            return true;
        }
    }

    /// <summary>Takes the request that this packet answers; null when none does.</summary>
    public Pending? Take(ushort packetId, PacketType answer)
    {
        lock (this)
        {
            if (_byId is null || !_byId.TryGetValue(packetId, out var pending) || pending.AwaitedType != answer)
            {
                return null;
            }
            _byId.Remove(packetId);
            return pending;
        }
    }

    /// <summary>PUBREC came; PUBCOMP is next. A repeated PUBREC is answered again.</summary>
    public bool MoveOn(ushort packetId)
    {
        lock (this)
        {
            if (_byId is null || !_byId.TryGetValue(packetId, out var pending)
                || pending.AwaitedType is not (PacketType.Pubrec or PacketType.Pubcomp))
            {
                return false;
            }
            pending.AwaitedType = PacketType.Pubcomp;
            return true;
        }
    }

    public void FailAll(ReasonCode reason)
    {
        Pending[] all;
        lock (this)
        {
            _closed = true;
            all = _byId is null ? [] : [.. _byId.Values];
            _byId = null;
        }
        foreach (var pending in all)
        {
            pending.TrySetResult(reason);
        }
    }
}
