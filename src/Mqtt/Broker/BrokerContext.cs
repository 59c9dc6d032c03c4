using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Walls;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker;

/// <summary>What all parts of one broker share.</summary>
internal sealed class BrokerContext
{
    private readonly ConcurrentBag<Batch> _batches = [];

    public BrokerContext(BrokerOptions options, IAdmission admission, TimeProvider time, ILogger log, IWallStore? store)
    {
        (Options, Admission, Log, Clock) = (options, admission, log, new Clock(time));
        Journal = store is null ? null : new Journal(store, this);
    }

    public BrokerOptions Options { get; }
    public IAdmission Admission { get; }
    public ILogger Log { get; }
    public Clock Clock { get; }

    /// <summary>Null for a broker that keeps nothing.</summary>
    public Journal? Journal { get; }
    public BrokerCounters Counters { get; } = new();
    public FlushQueue FlushQueue { get; } = new();
    public Deadlines Deadlines { get; } = new();

    /// <summary>Of the few connections that have one: the others carry no field for it.</summary>
    public ConditionalWeakTable<Connection, Authentication> Authentications { get; } = [];

    /// <summary>The walls of this broker; set once, before the first connection.</summary>
    public WallDirectory Walls { get; set; } = null!;

    public Batch RentBatch() => _batches.TryTake(out var batch) ? batch : new Batch();

    /// <summary>
    /// Ends the pass. With <paramref name="later"/> the flushing is left to the queue: for callers that must not pay for it.
    /// </summary>
    public void Return(Batch batch, bool later = false)
    {
        batch.Finish(Counters, later ? FlushQueue : null);
        _batches.Add(batch);
    }
}
