using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>
/// The way out of one connection. Packets are encoded straight into the transport's buffer; one flush at the end of a batch sends
/// them. While a send is under way because the peer is slow, publishes are refused (they wait, not encoded, in the session's queue),
/// and answers go to a small side buffer, which is bounded because the same connection is not read meanwhile.
/// Its lock is a leaf: nothing else is locked inside.
/// </summary>
internal sealed class Outbox(Wire wire)
{
    /// <summary>Bytes written but not sent at which a send is forced: half of Kestrel's default pause threshold.</summary>
    private const int SendThreshold = 32 * 1024;

    private ArrayBufferWriter<byte>? _held;
    private Connection? _connection;
    private int _unsent;
    private bool _sending;
    private bool _touched;
    private bool _closed;

    public bool IsBlocked => Volatile.Read(ref _sending);

    /// <summary>Who is on the other side; nobody when it has gone.</summary>
    public (EndPoint? Address, bool Tls, X509Certificate2? Certificate) Peer
    {
        get
        {
            lock (this)
            {
                return _closed ? default : (wire.RemoteEndPoint, wire.IsEncrypted, wire.ClientCertificate);
            }
        }
    }

    /// <summary>Whose packets these are; it hears when a slow peer can take more.</summary>
    public void Belongs(Connection connection) => _connection = connection;

    /// <summary>False = the peer is slow, keep the message. A closed outbox swallows it: the session already knows or will.</summary>
    public bool TryPublish(ref PublishWriter publish, int size, ProtocolVersion version, Batch batch)
    {
        lock (this)
        {
            if (_closed)
            {
                return true;
            }
            if (_sending)
            {
                return false;
            }
            publish.Write(wire, version);
            Written(size);
            Touch(batch);
            if (_unsent >= SendThreshold)
            {
                SendLocked();
            }
            return true;
        }
    }

    public void Acknowledge(PacketType type, ushort packetId, ReasonCode reason, ProtocolVersion version, Batch? batch, FlushQueue later)
    {
        lock (this)
        {
            if (_closed)
            {
                return;
            }
            AckPacket.Write(Target, type, packetId, reason, version);
            Written(4);
            if (batch is not null)
            {
                Touch(batch);
            }
            else if (!_touched)
            {
                _touched = true;
                later.Add(this);
            }
        }
    }

    /// <summary>Any other packet: it must fit, so it is never refused.</summary>
    public void Write<TState>(TState state, Action<IBufferWriter<byte>, TState> write, Batch batch)
    {
        lock (this)
        {
            if (!_closed)
            {
                write(Target, state);
                Written(8);
                Touch(batch);
            }
        }
    }

    public void Flush()
    {
        lock (this)
        {
            _touched = false;
            if (!_closed && !_sending)
            {
                SendLocked();
            }
        }
    }

    /// <summary>The transport finished a send that it had called slow.</summary>
    public void Sent()
    {
        lock (this)
        {
            _sending = false;
            if (_closed)
            {
                return;
            }
            if (_held is { WrittenCount: > 0 } held)
            {
                wire.Write(held.WrittenSpan);
                _held = null;
                SendLocked();
            }
        }
        if (!IsBlocked)
        {
            _connection?.OnWritable();
        }
    }

    /// <summary>Sends a last packet if there is one and takes nothing more.</summary>
    /// <param name="largest">Bytes of a whole packet that the client takes.</param>
    public void Close(ReasonCode? disconnect, bool linger, uint largest = uint.MaxValue)
    {
        lock (this)
        {
            if (_closed)
            {
                return;
            }
            _closed = true;
            if (_sending)
            {
                // Its buffer is full and nobody reads it: a farewell would never leave.
                wire.Abort();
                return;
            }
            if (disconnect is { } reason)
            {
                DisconnectPacket.WriteFarewell(wire, reason, largest);
            }
            wire.Send(this);
            wire.Close(linger);
        }
    }

    public void Abort()
    {
        lock (this)
        {
            _closed = true;
            wire.Abort();
        }
    }

    public void Resume() => wire.Resume();

    private IBufferWriter<byte> Target => _sending ? _held ??= new ArrayBufferWriter<byte>() : wire;

    private void Touch(Batch batch)
    {
        if (!_touched)
        {
            _touched = true;
            batch.Touch(this);
        }
    }

    private void Written(int size)
    {
        _unsent += size;
    }

    private void SendLocked()
    {
        if (_unsent == 0)
        {
            return;
        }
        _unsent = 0;
        // Said only of a peer that is slow: who reads IsBlocked without this lock waits for Sent(), which a fast one never calls. Sent()
        // cannot come before this is set: it needs the lock.
        _sending = !wire.Send(this);
    }
}
