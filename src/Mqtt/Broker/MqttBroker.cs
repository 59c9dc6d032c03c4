using System.Runtime.InteropServices;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Tailing;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker;

/// <summary>
/// The broker: walls of topics over any transport; with a store, what is kept outlives the process. One timer looks after all connections
/// and sessions. Dispose lets nobody in any more, reads nothing more, answers what was read (<see cref="BrokerOptions.DrainTime"/>), and ends
/// every connection with 0x8B; the transports after it, so that all of that still leaves.
/// </summary>
public sealed partial class MqttBroker : IAsyncDisposable
{
    private readonly BrokerContext _context;
    private readonly WallDirectory _walls;
    private readonly ConnectionTable _connections = new();
    private readonly BrokerMetrics _metrics;
    private readonly StormWatch _storm;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _sweep;
    private int _isSweeping;
    private long _troubleLoggedAt;

    private readonly IWallStore? _store;

    /// <param name="store">Null: everything ends with the process. Otherwise call <see cref="RestoreAsync"/> before the first client.</param>
    public MqttBroker(BrokerOptions options, IAdmission admission, TimeProvider time, ILogger log, IWallStore? store = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _context = new BrokerContext(options, admission, time, log, _store = store);
        _walls = _context.Walls = new WallDirectory(_context, _stopping.Token);
        _storm = new StormWatch(options, _context.Counters);
        _metrics = new BrokerMetrics(_context.Counters, AllFigures);
        _sweep = time.CreateTimer(_ => Sweep(), null, options.SweepInterval, options.SweepInterval);
    }

    public BrokerOptions Options => _context.Options;

    public BrokerCounters Counters => _context.Counters;

    /// <summary>
    /// Puts back what an earlier process kept: sessions with their messages, retained messages; wills of clients that were connected when it
    /// ended are published. Once, before anybody is let in.
    /// </summary>
    public async Task RestoreAsync(CancellationToken cancellationToken = default)
    {
        if (_store is { } store)
        {
            new Restoring(_walls, _context).Run(await store.ReadAsync(cancellationToken));
        }
    }

    /// <summary>A client inside the process. Several may have the same name. Dispose it to leave.</summary>
    public LocalClient Attach(Wall wall, string name)
    {
        var state = _walls.Get(wall);
        var local = new LocalClient(state, name, _context);
        using (state.Enter())
        {
            state.Add(local);
        }
        return local;
    }

    /// <summary>
    /// Ends all admitted connections whose principal is meant, before it returns; their kept sessions stay. MQTT 5 clients are told
    /// <paramref name="reason"/>. Returns how many. It completes at once; awaitable for the day when connections live in other processes.
    /// </summary>
    public ValueTask<int> DisconnectAsync(Func<object, bool> predicate, ReasonCode reason = ReasonCode.AdministrativeAction)
    {
        var ended = 0;
        foreach (var connection in _connections.ToArray())
        {
            if (connection.Session is not null && !connection.HasEnded && predicate(connection.Principal))
            {
                connection.End(reason, DisconnectCause.Revoked);
                ended++;
            }
        }
        return ValueTask.FromResult(ended);
    }

    /// <summary>The network clients of a wall, by client id: connected ones, and those whose session waits for them.</summary>
    public IReadOnlyList<ClientView> ClientsOf(Wall wall)
    {
        if (_walls.Find(wall) is not { } state)
        {
            return [];
        }
        using (state.Enter())
        {
            return [.. state.Sessions.All.Where(session => !session.IsWillOnly).OrderBy(session => session.ClientId, StringComparer.Ordinal).Select(session => session.View())];
        }
    }

    /// <summary>How much a wall uses; nothing for one that is not there.</summary>
    public WallFigures FiguresOf(Wall wall) => _walls.Find(wall)?.Figures() ?? default;

    /// <summary>The same of every wall. Walks over all sessions: for somebody who asks now and then.</summary>
    public IEnumerable<(Wall Wall, WallFigures Figures)> AllFigures() => _walls.All.Select(wall => (wall.Wall, wall.Figures()));

    /// <summary>
    /// Watches what clients of a wall say and hear. Null when as many watch there as may (<see cref="BrokerOptions.MaxTailsPerWall"/>).
    /// </summary>
    /// <param name="clientIdPrefix">Of the clients that are meant, as their admissions gave it.</param>
    /// <param name="topicPrefix">Of the messages that are meant.</param>
    public TrafficTail? Tail(Wall wall, string clientIdPrefix, string topicPrefix = "")
    {
        var state = _walls.Get(wall);
        using (state.Enter())
        {
            if (state.IsRemoved || state.Tails?.Length >= Options.MaxTailsPerWall)
            {
                return null;
            }
            var tail = new TrafficTail(state, _context, clientIdPrefix, topicPrefix);
            state.Tails = [.. state.Tails ?? [], tail];
            return tail;
        }
    }

    /// <summary>
    /// Ends everything in a wall: connections (0x98), in-process clients, sessions, retained messages, tails. The name may be used again
    /// afterwards.
    /// </summary>
    public void RemoveWall(Wall wall)
    {
        if (_walls.Take(wall) is not { } state)
        {
            return;
        }
        Connection[] connections;
        LocalClient[] locals;
        using (state.Enter())
        {
            state.IsRemoved = true;
            connections = [.. state.Sessions.All.Select(session => session.Connection).OfType<Connection>()];
            locals = state.TakeLocals();
        }
        foreach (var tail in state.Tails ?? [])
        {
            tail.End();
        }
        foreach (var connection in connections)
        {
            connection.End(ReasonCode.AdministrativeAction, DisconnectCause.Revoked);
        }
        foreach (var local in locals)
        {
            local.Dispose();
        }
        using (state.Enter())
        {
            foreach (var session in state.Sessions.All)
            {
                _context.Deadlines.Set(session, Clock.Never);
            }
            state.Sessions.Clear();
        }
        state.Journal?.DropAll();
    }

    /// <summary>
    /// Clients that are gone for good: their sessions end and what they retained is cleared. Cut their connections first; what comes in
    /// between is forgotten too.
    /// </summary>
    /// <param name="clientIdPrefix">As their admissions gave it.</param>
    public void Forget(Wall wall, string clientIdPrefix)
    {
        var state = _walls.Get(wall);
        using (state.Enter())
        {
            foreach (var session in state.Sessions.All.Where(session => session.Connection is null && session.ClientId.StartsWith(clientIdPrefix, StringComparison.Ordinal)).ToList())
            {
                _context.Deadlines.Set(session, Clock.Never);
                state.Sessions.End(session);
            }
            state.Retained.ClearOf(clientIdPrefix);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }
        await _sweep.DisposeAsync();
        await _stopping.CancelAsync();
        await _connections.CloseAsync(_context);
        var journal = _context.Journal;
        if (journal is not null)
        {
            await journal.StopAsync();
        }
        foreach (var connection in _connections.ToArray())
        {
            connection.End(ReasonCode.ServerShuttingDown, DisconnectCause.ShuttingDown);
        }
        if (journal is not null)
        {
            await journal.DisposeAsync();
        }
        _metrics.Dispose();
        _stopping.Dispose();
    }

    /// <summary>
    /// A transport has a new connection; null when there are too many. It must call <see cref="Release"/> when its socket is gone.
    /// </summary>
    internal Connection? Accept(Outbox outbox)
    {
        var connection = new Connection(_context, outbox);
        if (!_connections.TryAdd(connection, _context.Options.MaxConnections))
        {
            _context.Counters.Refuse(ReasonCode.QuotaExceeded);
            return null;
        }
        _context.Counters.Opened();
        return connection;
    }

    internal void Release(Connection connection)
    {
        connection.End(null, DisconnectCause.Io);
        // Whoever ended it first may still be about to write a farewell: after this the transport may take its buffers away.
        connection.Outbox.Close(null, linger: false);
        _connections.Remove(connection);
        _context.Counters.Closed();
    }

    /// <summary>
    /// The machine had no descriptor or memory for a connection. Counted each time and logged at most once a second: in such a moment the
    /// log must not be the next to suffer.
    /// </summary>
    internal void NoteTransportTrouble(ILogger log, int error)
    {
        _context.Counters.Trouble();
        var now = _context.Clock.NowMs;
        var last = Volatile.Read(ref _troubleLoggedAt);
        if (now >= last && Interlocked.CompareExchange(ref _troubleLoggedAt, now + 1000, last) == last)
        {
            LogTrouble(log, Marshal.GetPInvokeErrorMessage(error), _context.Counters.TransportTroubles);
        }
    }

    private void Sweep()
    {
        if (Interlocked.Exchange(ref _isSweeping, 1) == 1)
        {
            return;
        }
        try
        {
            var now = _context.Clock.NowMs;
            var batch = _context.RentBatch();
            _connections.Sweep(now, batch);
            _context.Return(batch);
            _storm.Look(_context.Counters.Accepted, now);
            foreach (var wall in _walls.All)
            {
                wall.Quota.Renew();
            }
            while (_context.Deadlines.TakeDue(now) is { } session)
            {
                Farewell.Due(_context, session);
            }
        }
        catch (Exception exception)
        {
            // The timer's edge: a failing owner must not stop the keep-alive of everybody else.
            LogSweepFailed(_context.Log, exception);
        }
        finally
        {
            Volatile.Write(ref _isSweeping, 0);
        }
    }

    [LoggerMessage(1006, LogLevel.Warning, "No connection could be served: {Error} ({Count} times since the start)")]
    private static partial void LogTrouble(ILogger log, string error, long count);

    [LoggerMessage(1003, LogLevel.Error, "A sweep of the connections failed")]
    private static partial void LogSweepFailed(ILogger log, Exception exception);
}
