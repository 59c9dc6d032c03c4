using System.Buffers;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>What one connection has written and not sent: from Start to End.</summary>
internal sealed class SendBlock
{
    /// <summary>Bytes that a block keeps. 2 KiB holds twenty usual messages; while there are more it has a larger array of the runtime's pool.</summary>
    private const int UsualSize = 2048;

    private readonly byte[] _usual = GC.AllocateUninitializedArray<byte>(UsualSize);
    private byte[] _bytes;

    public SendBlock() => _bytes = _usual;

    public int Start { get; set; }

    public int End { get; set; }

    public int Length => End - Start;

    public ref byte First => ref _bytes[Start];

    /// <summary>At least so much, after what is there.</summary>
    public Memory<byte> Room(int size)
    {
        if (_bytes.Length - End < size)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + size, _bytes.Length * 2));
            _bytes.AsSpan(Start, Length).CopyTo(larger);
            (Start, End) = (0, Length);
            Give(larger);
        }
        return _bytes.AsMemory(End);
    }

    public void Clear()
    {
        (Start, End) = (0, 0);
        Give(_usual);
    }

    private void Give(byte[] bytes)
    {
        if (_bytes != _usual)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
        _bytes = bytes;
    }
}
