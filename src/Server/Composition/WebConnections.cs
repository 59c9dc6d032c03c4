using Kith.Mqtt.Transports;
using Kith.Server.Observability;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kith.Server.Composition;

/// <summary>
/// Connections of all of Kestrel's doors (pages, API, WebSocket, TLS) together. Kestrel by itself takes as many as come, until the process has no file
/// left and dies. Beyond the limit a new one is closed at once, before it has said a word; who is there goes on.
/// </summary>
internal sealed partial class WebConnections(ServerMetrics metrics, TimeProvider time, ILogger<WebConnections> log)
{
    /// <summary>At once, if there are files for them: as many as the broker takes.</summary>
    private const int Wanted = 200_000;

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly int _most = Descriptors.Half(Wanted);
    private int _open;
    private long _told = long.MinValue;

    /// <summary>Stands before everything else that a door does.</summary>
    internal ListenOptions Bound(ListenOptions door)
    {
        door.Use(next => connection => TakeAsync(next, connection));
        return door;
    }

    private async Task TakeAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        try
        {
            if (Interlocked.Increment(ref _open) <= _most) await next(connection);
            else Refuse(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private void Refuse(ConnectionContext connection)
    {
        connection.Abort();
        metrics.TurnedAway();
        var (now, told) = (time.GetTimestamp(), Volatile.Read(ref _told));
        if ((told == long.MinValue || time.GetElapsedTime(told, now) >= Quiet) && Interlocked.CompareExchange(ref _told, now, told) == told) LogFull(log, _most);
    }

    [LoggerMessage(5013, LogLevel.Warning, "All {Most} connections of the web doors are taken; new ones are closed. If they are wanted, let the process open more files (ulimit -n)")]
    private static partial void LogFull(ILogger log, int most);
}
