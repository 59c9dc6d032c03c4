using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>
/// What a transport gives a connection: a buffer to write to and a way to send it. Called under the outbox's lock, one caller at a time.
/// The other direction is <see cref="Connection.Receive"/>, which the transport calls with what it read.
/// </summary>
internal abstract class Wire : IBufferWriter<byte>
{
    /// <summary>The other side of the socket. Null when unknown. Asked for while the connection is open.</summary>
    public abstract EndPoint? RemoteEndPoint { get; }

    public virtual bool IsEncrypted => false;

    public virtual X509Certificate2? ClientCertificate => null;

    public abstract Span<byte> GetSpan(int sizeHint = 0);

    public abstract Memory<byte> GetMemory(int sizeHint = 0);

    public abstract void Advance(int count);

    /// <summary>
    /// Starts to send what was written. False = the peer is slow: nothing may be written until the transport calls
    /// <see cref="Outbox.Sent"/>.
    /// </summary>
    public abstract bool Send(Outbox outbox);

    /// <summary>
    /// Send what was written, then end. With <paramref name="linger"/> the peer does not know yet: what it still sends is read and thrown
    /// away until it has closed too, because a socket closed with unread bytes resets and takes our last packet with it. May be called
    /// under locks; must not call back.
    /// </summary>
    public abstract void Close(bool linger);

    /// <summary>End now, whatever is unsent.</summary>
    public abstract void Abort();

    /// <summary>Reading may go on; called after <see cref="Connection.Receive"/> said to pause.</summary>
    public abstract void Resume();
}
