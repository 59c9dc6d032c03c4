using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker;

/// <summary>
/// Scratch for one pass over received bytes (or one in-process publish), pooled: whom to flush and whom to end when the pass is over,
/// and the lists that routing fills. Nothing in it outlives the pass.
/// </summary>
internal sealed class Batch
{
    private readonly List<Outbox> _touched = [];
    private readonly List<(Connection Connection, ReasonCode? Reason, DisconnectCause Cause)> _ending = [];
    private byte[] _contiguous = [];

    public List<SubscriptionSet> Sets { get; } = [];
    public List<Match> Matches { get; } = [];
    public List<Message> Retained { get; } = [];
    /// <summary>The write that what was published in this pass goes with; 0 = nothing of it is kept. See <see cref="Keeping.WallJournal"/>.</summary>
    public long Ticket { get; set; }

    /// <summary>Fields, not properties: they are counted up in place.</summary>
    public ByQos MessagesIn;
    public ByQos MessagesOut;
    public long BytesIn { get; set; }
    public long BytesOut { get; set; }

    public void Touch(Outbox outbox) => _touched.Add(outbox);

    /// <summary>Ends a connection after the pass, when no lock is held.</summary>
    public void End(Connection connection, ReasonCode? reason, DisconnectCause cause) => _ending.Add((connection, reason, cause));

    /// <summary>A buffer of at least this size, valid until the next call; the largest packet bounds it.</summary>
    public byte[] Scratch(int size)
    {
        if (_contiguous.Length < size)
        {
            _contiguous = new byte[Math.Max(size, 1024)];
        }
        return _contiguous;
    }

    public void Finish(BrokerCounters counters, FlushQueue? later)
    {
        counters.Add(this);
        foreach (var outbox in _touched)
        {
            if (later is null)
            {
                outbox.Flush();
            }
            else
            {
                later.Add(outbox);
            }
        }
        _touched.Clear();
        // Ending publishes wills, with batches of their own.
        for (var i = 0; i < _ending.Count; i++)
        {
            _ending[i].Connection.End(_ending[i].Reason, _ending[i].Cause);
        }
        _ending.Clear();
        Sets.Clear();
        Matches.Clear();
        Retained.Clear();
        Ticket = BytesIn = BytesOut = 0;
        MessagesIn = MessagesOut = default;
    }
}
