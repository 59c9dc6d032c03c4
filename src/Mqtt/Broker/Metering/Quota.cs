using Kith.Mqtt.Broker.Connections;

namespace Kith.Mqtt.Broker.Metering;

/// <summary>
/// One wall's share of the broker: what its clients may publish in a slice of time (<see cref="BrokerOptions.SweepInterval"/>). Who publishes
/// beyond it is not read until the next slice begins. Own lock.
/// </summary>
internal sealed class Quota(BrokerContext context)
{
    private readonly List<Connection> _held = [];
    private long _messages;
    private long _bytes;
    private long _messagesBefore;
    private long _bytesBefore;

    /// <summary>PUBLISH packets since the start, and their bytes.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Times that somebody had to wait.</summary>
    public long Pauses { get; private set; }

    /// <summary>Connections that are admitted. Under the wall's lock.</summary>
    public int Connections { get; set; }

    /// <summary>Counts a PUBLISH; when the slice's share is used up, its client waits.</summary>
    public void Spend(Connection connection, int bytes)
    {
        var options = context.Options;
        var (messages, sum) = (Interlocked.Increment(ref _messages) - Volatile.Read(ref _messagesBefore), Interlocked.Add(ref _bytes, bytes) - Volatile.Read(ref _bytesBefore));
        if (messages <= InSlice(options.MaxMessagesPerSecondPerWall) && sum <= InSlice(options.MaxBytesPerSecondPerWall))
        {
            return;
        }
        lock (_held)
        {
            if (connection.Hold())
            {
                _held.Add(connection);
                Pauses++;
                context.Counters.Throttle();
            }
        }
    }

    /// <summary>A slice begins: who waited is read again.</summary>
    public void Renew()
    {
        if (Messages == _messagesBefore)
        {
            return;
        }
        Volatile.Write(ref _messagesBefore, Messages);
        Volatile.Write(ref _bytesBefore, Bytes);
        Connection[] held;
        lock (_held)
        {
            held = [.. _held];
            _held.Clear();
        }
        foreach (var connection in held)
        {
            connection.Continue();
        }
    }

    private double InSlice(int? perSecond) => perSecond is { } most ? most * context.Options.SweepInterval.TotalSeconds : double.MaxValue;
}
