using System.Buffers;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>
/// Blocks to write packets into, held by a connection only while it has something to send. A fan-out touches thousands in one wake-up,
/// more than the shared pool of the runtime keeps of one size.
/// </summary>
internal sealed class SendBuffers
{
    /// <summary>Bytes of a block. 2 KiB holds twenty usual messages; larger packets get larger arrays of the runtime's pool.</summary>
    private const int BlockSize = 2048;

    /// <summary>Blocks kept for the next: at most 4 MiB.</summary>
    private const int MaxKept = 2048;

    private readonly Lock _lock = new();
    private readonly Stack<byte[]> _free = new();

    public byte[] Rent(int size)
    {
        if (size > BlockSize)
        {
            return ArrayPool<byte>.Shared.Rent(size);
        }
        using (_lock.EnterScope())
        {
            if (_free.TryPop(out var block))
            {
                return block;
            }
        }
        return GC.AllocateUninitializedArray<byte>(BlockSize);
    }

    public void Return(byte[] block)
    {
        if (block.Length != BlockSize)
        {
            ArrayPool<byte>.Shared.Return(block);
            return;
        }
        using (_lock.EnterScope())
        {
            if (_free.Count < MaxKept)
            {
                _free.Push(block);
            }
        }
    }
}
