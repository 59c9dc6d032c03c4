using System.Diagnostics;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>All open connections, in one list that the sweep walks; leaving costs the same however many there are.</summary>
internal sealed class ConnectionTable
{
    private readonly Lock _lock = new();
    private readonly List<Connection> _all = [];
    private bool _isClosed;

    /// <summary>How often it is looked whether all are answered, while the broker stops.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    public int Count => _all.Count;

    public bool TryAdd(Connection connection, int limit)
    {
        using (_lock.EnterScope())
        {
            if (_isClosed || _all.Count >= limit)
            {
                return false;
            }
            connection.Position = _all.Count;
            _all.Add(connection);
            return true;
        }
    }

    public void Remove(Connection connection)
    {
        using (_lock.EnterScope())
        {
            var last = _all[^1];
            _all[connection.Position] = last;
            last.Position = connection.Position;
            _all.RemoveAt(_all.Count - 1);
        }
    }

    public void Sweep(long nowMs, Batch batch)
    {
        using (_lock.EnterScope())
        {
            foreach (var connection in _all)
            {
                connection.Sweep(nowMs, batch);
            }
        }
    }

    /// <summary>
    /// Nobody comes in any more, nobody is read any more. Returns when everything that was read is answered, or its time is over, or the store
    /// takes nothing. By the clock on the wall: a process that ends does not wait for a clock that stands still.
    /// </summary>
    public async Task CloseAsync(BrokerContext context)
    {
        using (_lock.EnterScope())
        {
            _isClosed = true;
        }
        var all = ToArray();
        foreach (var connection in all)
        {
            connection.Hold();
        }
        var began = Stopwatch.GetTimestamp();
        while (all.Any(connection => connection.AwaitsAnswer) && context.Journal is not { IsFailing: true } && Stopwatch.GetElapsedTime(began) < context.Options.DrainTime)
        {
            await Task.Delay(Glance);
        }
    }

    public Connection[] ToArray()
    {
        using (_lock.EnterScope())
        {
            return [.. _all];
        }
    }
}
