using System.Buffers;
using System.Net;
using Kith.Mqtt.Broker.Connections;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>
/// A connection over a socket of its own, served by one loop. The loop alone reads, watches and closes the socket; sending is tried at
/// once by whoever holds the outbox's lock. Everything else that other threads want is a flag and a <see cref="EpollLoop.Post"/>.
/// The socket stays open until the outbox is closed, so nobody ever sends to a number that has become somebody else's.
/// </summary>
internal class EpollWire(EpollLoop loop, int socket) : Wire
{
    private Connection? _connection;
    private Leftover? _leftover;
    // What was written and not sent. Guarded by the outbox's lock; while slow, the loop's.
    private SendBlock? _unsent;
    private Readiness _watched;
    private bool _isPaused;
    private bool _isLingering;
    private bool _hasEnded;
    private volatile bool _isSlow;
    private volatile bool _isClosing;
    private volatile bool _isAborted;
    private bool _lingers;

    public int Socket => socket;

    /// <summary>The loop's name for it; negative before it has one.</summary>
    public int Key { get; set; } = -1;

    /// <summary>Waits in the loop's list of those to look at. Under the list's lock.</summary>
    public bool IsPosted { get; set; }

    /// <summary>It will end when its peer has closed too, or in a moment by itself.</summary>
    public bool IsEnding { get; private set; }

    public override EndPoint? RemoteEndPoint => SocketAddresses.PeerOf(socket);

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        return Room(sizeHint).Span;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        return Room(sizeHint);
    }

    public override void Advance(int count) => _unsent!.End += count;

    public override bool Send(Outbox outbox)
    {
        if (Push())
        {
            return true;
        }
        _isSlow = true;
        Post();
        return false;
    }

    public override void Close(bool linger)
    {
        _lingers = linger;
        _isClosing = true;
        Post();
    }

    public override void Abort()
    {
        _isAborted = true;
        Post();
    }

    public override void Resume() => Post();

    /// <summary>The loop's: the socket can be read, written, or is broken.</summary>
    public void OnReady()
    {
        if (_hasEnded)
        {
            return;
        }
        if (_isSlow)
        {
            GoOnSending();
        }
        else if (_isLingering)
        {
            Discard();
        }
        else
        {
            Read();
        }
        Settle();
    }

    /// <summary>The loop's: somebody posted it. The first time it comes to be.</summary>
    public void Attend()
    {
        if (_hasEnded)
        {
            return;
        }
        if (_connection is null && !TryOpen())
        {
            return;
        }
        if (_isPaused && !_isClosing && _connection!.CanRead)
        {
            Receive(new(_leftover?.Memory ?? default));
        }
        Settle();
    }

    /// <summary>The loop's: it has had its time, or the loop stops.</summary>
    public void End()
    {
        if (_hasEnded)
        {
            return;
        }
        _hasEnded = true;
        if (_connection is { } connection)
        {
            loop.Broker.Release(connection);
        }
        loop.Retire(this);
        DropLeftover();
        Drop();
    }

    private void Post()
    {
        if (!_hasEnded)
        {
            loop.Post(this);
        }
    }

    private bool TryOpen()
    {
        _connection = loop.Broker.Accept(new Outbox(this));
        if (_connection is null)
        {
            End();
        }
        return _connection is not null;
    }

    private void Read()
    {
        var count = loop.Input.Fill(socket);
        if (count > 0)
        {
            Receive(loop.Input.Join(_leftover?.Memory ?? default, count));
        }
        else if (count == 0 || Libc.LastError is not (Libc.WouldBlock or Libc.Interrupted))
        {
            // The peer has said all that it will, or is gone: as on the other transports nobody waits for what we may still have to say.
            End();
        }
    }

    protected virtual void Receive(ReadOnlySequence<byte> bytes) => Take(bytes, bytes.Length);

    /// <param name="before">Bytes that there were, before something in front was taken away.</param>
    protected void Take(ReadOnlySequence<byte> bytes, long before)
    {
        var status = _connection!.ReceiveWith(loop.Batch, ref bytes);
        if (status == ReceiveStatus.Ended)
        {
            DropLeftover();
        }
        else if (_leftover is not null || !bytes.IsEmpty)
        {
            Keep(bytes, isUntouched: bytes.Length == before);
        }
        // Whoever lets it read again posts afterwards: that is attended to by this thread, after this.
        _isPaused = status != ReceiveStatus.More;
    }

    protected void Keep(ReadOnlySequence<byte> bytes, bool isUntouched) => (_leftover ??= new Leftover()).Become(bytes, isUntouched);

    /// <summary>What a peer still says after our farewell goes nowhere.</summary>
    private void Discard()
    {
        var count = loop.Input.Fill(socket);
        if (count == 0 || (count < 0 && Libc.LastError is not (Libc.WouldBlock or Libc.Interrupted)))
        {
            End();
        }
    }

    private void GoOnSending()
    {
        if (Push())
        {
            _isSlow = false;
            _connection!.Outbox.Sent();
        }
    }

    /// <summary>Where it goes from here: what to wait for, or the end.</summary>
    private void Settle()
    {
        if (_hasEnded)
        {
            return;
        }
        if (_isAborted || (_isClosing && !_isSlow && !_lingers))
        {
            End();
            return;
        }
        if (_isClosing && !IsEnding)
        {
            IsEnding = true;
            loop.EndLater(this);
        }
        if (_isClosing && !_isSlow && !_isLingering)
        {
            _isLingering = true;
            _ = Libc.Shutdown(socket, Libc.Writing);
        }
        var wanted = _isSlow ? Readiness.Writable : _isPaused && !_isLingering ? Readiness.None : Readiness.Readable;
        loop.Watch(this, _watched, wanted);
        _watched = wanted;
    }

    /// <summary>True when nothing is left to send: it has left, or there is nobody to take it, which the reading side finds out.</summary>
    private bool Push()
    {
        while (_unsent is { Length: > 0 } block)
        {
            var sent = Libc.Send(socket, ref block.First, block.Length, Libc.NoSignal);
            if (sent >= 0)
            {
                block.Start += (int)sent;
                continue;
            }
            switch (Libc.LastError)
            {
                case Libc.Interrupted:
                    continue;
                case Libc.WouldBlock:
                    return false;
                case Libc.NoBuffers or Libc.OutOfMemory:
                    // The machine has no memory for what we say: one connection less is the best that can be done for the others.
                    loop.NoteTrouble(Libc.LastError);
                    Abort();
                    break;
            }
            break;
        }
        Drop();
        return true;
    }

    private Memory<byte> Room(int size)
    {
        _unsent ??= loop.Blocks.Rent();
        return _unsent.Room(Math.Max(size, 1));
    }

    private void Drop()
    {
        if (_unsent is { } block)
        {
            _unsent = null;
            loop.Blocks.Return(block);
        }
    }

    private void DropLeftover()
    {
        _leftover?.Clear();
        _leftover = null;
    }
}
