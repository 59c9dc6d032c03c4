using System.Buffers;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>
/// Where one thread reads all its sockets to. Packets are parsed in place; behind a connection's leftover of earlier reads they are
/// joined without copying either.
/// </summary>
internal sealed class ReadBuffer
{
    /// <summary>Bytes of one read. 64 KiB: a full window of the loopback, and no connection keeps the others waiting for long.</summary>
    private const int Size = 64 * 1024;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
    private readonly Segment _earlier = new();
    private readonly Segment _fresh = new();

    /// <summary>As recv: bytes read, 0 at the end, negative for <see cref="Libc.LastError"/>.</summary>
    public int Fill(int socket) => (int)Libc.Receive(socket, ref _bytes[0], Size, 0);

    /// <summary>Valid until the next read.</summary>
    public ReadOnlySequence<byte> Join(ReadOnlyMemory<byte> earlier, int count)
    {
        if (earlier.IsEmpty)
        {
            return new(_bytes, 0, count);
        }
        _earlier.Set(earlier, 0, _fresh);
        _fresh.Set(_bytes.AsMemory(0, count), earlier.Length, null);
        return new(_earlier, 0, _fresh, count);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public void Set(ReadOnlyMemory<byte> memory, long runningIndex, Segment? next) => (Memory, RunningIndex, Next) = (memory, runningIndex, next);
    }
}
