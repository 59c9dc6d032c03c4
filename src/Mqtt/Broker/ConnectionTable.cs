namespace Kith.Mqtt.Broker;

/// <summary>All open connections, in one list that the sweep walks; leaving costs the same however many there are.</summary>
internal sealed class ConnectionTable
{
    private readonly Lock _lock = new();
    private readonly List<Connection> _all = [];

    public int Count => _all.Count;

    public bool TryAdd(Connection connection, int limit)
    {
        using (_lock.EnterScope())
        {
            if (_all.Count >= limit)
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

    public Connection[] ToArray()
    {
        using (_lock.EnterScope())
        {
            return [.. _all];
        }
    }
}
