using Kith.Mqtt.Broker;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>
/// One thread that serves its sockets: waits, reads what came, looks at what others posted, sends what all of it brought about, closes
/// what has ended. Everything of one wake-up shares one batch, so whoever gets several answers and messages gets them in one send.
/// </summary>
internal sealed partial class EpollLoop : IAsyncDisposable
{
    private readonly EventQueue _events = new();
    private readonly List<EpollWire?> _wires = [];
    private readonly Coalescing _coalescing = new();
    private readonly Stack<int> _freeKeys = new();
    private readonly List<EpollWire> _retired = [];
    // All wait equally long, so the first to come is the first to go.
    private readonly Queue<(EpollWire Wire, long At)> _ending = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private readonly ILogger _log;
    private readonly Acceptor? _acceptor;
    private readonly Lock _postLock = new();
    private List<EpollWire> _posted = [];
    private List<EpollWire> _attended = [];
    private bool _isClosed;
    private volatile bool _isStopping;
    private int _open;

    /// <summary>With an acceptor it also takes new connections, for itself and the others.</summary>
    public EpollLoop(MqttBroker broker, SendBuffers blocks, string name, ILogger log, Acceptor? acceptor)
    {
        (Broker, Blocks, _log, _acceptor) = (broker, blocks, log, acceptor);
        _thread = new Thread(Run) { IsBackground = true, Name = name };
    }

    public MqttBroker Broker { get; }

    public SendBuffers Blocks { get; }

    public ReadBuffer Input { get; } = new();

    /// <summary>Of the wake-up under way.</summary>
    public Batch Batch { get; } = new();

    public void Start() => _thread.Start();

    /// <summary>Ends what is not ending already, waits a linger for the rest.</summary>
    public ValueTask DisposeAsync()
    {
        _isStopping = true;
        using (_postLock.EnterScope())
        {
            if (!_isClosed)
            {
                _events.Wake();
            }
        }
        return new(_stopped.Task);
    }

    /// <summary>From any thread: have a look at it. False = the loop has stopped.</summary>
    public bool Post(EpollWire wire)
    {
        using (_postLock.EnterScope())
        {
            if (_isClosed || wire.IsPosted)
            {
                return !_isClosed;
            }
            wire.IsPosted = true;
            _posted.Add(wire);
            if (_posted.Count == 1 && Thread.CurrentThread != _thread)
            {
                _events.Wake();
            }
            return true;
        }
    }

    public void Watch(EpollWire wire, Readiness before, Readiness wanted) => _events.Watch(wire.Socket, wire.Key, before, wanted);

    /// <summary>A peer that does not close is closed.</summary>
    public void EndLater(EpollWire wire) => _ending.Enqueue((wire, Environment.TickCount64 + (long)Broker.Options.Linger.TotalMilliseconds));

    /// <summary>Its socket is closed after this wake-up: until then no new one can get its number or its key.</summary>
    public void Retire(EpollWire wire) => _retired.Add(wire);

    public void NoteTrouble(int error) => Broker.NoteTransportTrouble(_log, error);

    private void Run()
    {
        Coalescing.Begin();
        _acceptor?.Watch(_events);
        while (!_isStopping || _open > 0)
        {
            try
            {
                Turn();
            }
            catch (Exception exception)
            {
                // The connections' edge: whatever failed here must not end the others.
                LogTurnFailed(_log, exception);
            }
        }
        using (_postLock.EnterScope())
        {
            _isClosed = true;
            _events.Dispose();
        }
        _stopped.SetResult();
    }

    private void Turn()
    {
        var count = _events.Wait(TimeoutMs());
        for (var i = 0; i < count; i++)
        {
            Dispatch(_events.Key(i));
        }
        AttendPosted();
        if (_isStopping)
        {
            EndAll();
        }
        EndOverdue();
        Batch.Finish(Broker.Counters, later: null);
        CloseRetired();
        _coalescing.Rest(count);
    }

    private void Dispatch(int key)
    {
        switch (key)
        {
            case EventQueue.WakeKey:
                _events.Calm();
                break;
            case Acceptor.Key:
                _acceptor!.TakeSome(_events);
                break;
            default:
                Serve(_wires[key]!, static wire => wire.OnReady());
                break;
        }
    }

    private void AttendPosted()
    {
        using (_postLock.EnterScope())
        {
            (_posted, _attended) = (_attended, _posted);
            foreach (var wire in _attended)
            {
                wire.IsPosted = false;
            }
        }
        foreach (var wire in _attended)
        {
            if (wire.Key < 0)
            {
                Admit(wire);
            }
            Serve(wire, static wire => wire.Attend());
        }
        _attended.Clear();
    }

    private void Serve(EpollWire wire, Action<EpollWire> serve)
    {
        try
        {
            serve(wire);
        }
        catch (Exception exception)
        {
            LogTurnFailed(_log, exception);
            wire.End();
        }
    }

    private void Admit(EpollWire wire)
    {
        if (!_freeKeys.TryPop(out var key))
        {
            key = _wires.Count;
            _wires.Add(null);
        }
        (wire.Key, _wires[key]) = (key, wire);
        _open++;
    }

    private void EndAll()
    {
        _acceptor?.Close(_events);
        foreach (var wire in _wires)
        {
            if (wire is { IsEnding: false })
            {
                Serve(wire, static wire => wire.End());
            }
        }
    }

    private void EndOverdue()
    {
        var now = Environment.TickCount64;
        while (_ending.TryPeek(out var first) && first.At <= now)
        {
            Serve(_ending.Dequeue().Wire, static wire => wire.End());
        }
    }

    private void CloseRetired()
    {
        foreach (var wire in _retired)
        {
            _wires[wire.Key] = null;
            _freeKeys.Push(wire.Key);
            _open--;
            _ = Libc.Close(wire.Socket);
        }
        _retired.Clear();
    }

    /// <summary>Until the next thing is due: something posted while we served, the end of a linger, the end of an acceptor's rest.</summary>
    private int TimeoutMs()
    {
        if (Volatile.Read(ref _posted).Count > 0)
        {
            return 0;
        }
        var due = Math.Min(_acceptor?.RestsUntil(_events) ?? long.MaxValue, _ending.TryPeek(out var first) ? first.At : long.MaxValue);
        return due == long.MaxValue ? -1 : (int)Math.Max(0, due - Environment.TickCount64);
    }

    [LoggerMessage(1101, LogLevel.Error, "Serving a connection failed")]
    private static partial void LogTurnFailed(ILogger log, Exception exception);
}
