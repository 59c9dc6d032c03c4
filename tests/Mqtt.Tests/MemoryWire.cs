using System.Buffers;
using System.Net;
using Kith.Mqtt.Broker.Connections;

namespace Kith.Mqtt.Tests;

/// <summary>A transport without a socket: what the broker sends lands in a buffer; <see cref="IsSlow"/> makes it a peer that does not read.</summary>
internal sealed class MemoryWire : Wire
{
    private readonly ArrayBufferWriter<byte> _written = new();

    public bool IsSlow { get; set; }

    public bool IsClosed { get; private set; }

    public override EndPoint? RemoteEndPoint => null;

    public int Sends { get; private set; }

    /// <summary>Runs while the broker is inside a send.</summary>
    public Action? OnSend { get; set; }

    public ReadOnlyMemory<byte> Written => _written.WrittenMemory;

    public override Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

    public override void Advance(int count) => _written.Advance(count);

    public override bool Send(Outbox outbox)
    {
        Sends++;
        OnSend?.Invoke();
        return !IsSlow;
    }

    public override void Close(bool linger) => IsClosed = true;

    public override void Abort() => IsClosed = true;

    public override void Resume()
    {
    }
}
