using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Engine;

/// <summary>A few connections that only read, lent one at a time.</summary>
internal sealed class Readers(string path, int limit) : IDisposable
{
    private readonly SemaphoreSlim _free = new(limit);
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _closed;

    public async ValueTask<T> UseAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        return Use(read);
    }

    public void Dispose()
    {
        // Connections in use are closed by who uses them.
        _closed = true;
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }

    private T Use<T>(Func<SqliteConnection, T> read)
    {
        SqliteConnection? connection = null;
        try
        {
            if (!_idle.TryTake(out connection)) connection = Database.OpenReader(path);
            var result = read(connection);
            if (_closed) return result;
            _idle.Add(connection);
            connection = null;
            return result;
        }
        finally
        {
            connection?.Dispose(); // What failed may be in the middle of a transaction.
            _free.Release();
        }
    }
}
