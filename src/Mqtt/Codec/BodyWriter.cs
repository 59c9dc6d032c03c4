using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Kith.Mqtt.Codec;

/// <summary>Collects the body of a rare packet (CONNECT, CONNACK, SUBSCRIBE, ...), or of what is kept, so that its length is known before its header.</summary>
internal sealed class BodyWriter : IDisposable
{
    private const int FirstSize = 256;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Byte(byte value) => Grow(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Grow(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Grow(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Grow(8), value);

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Grow(bytes.Length));

    public void Variable(int value)
    {
        Span<byte> digits = stackalloc byte[4];
        Raw(digits[..VariableInteger.Write(digits, value)]);
    }

    public void Binary(ReadOnlySpan<byte> bytes)
    {
        UInt16(checked((ushort)bytes.Length));
        Raw(bytes);
    }

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        UInt16(checked((ushort)length));
        Encoding.UTF8.GetBytes(text, Grow(length));
    }

    public void Property(PropertyId id, byte value)
    {
        Byte((byte)id);
        Byte(value);
    }

    public void Property(PropertyId id, ushort value)
    {
        Byte((byte)id);
        UInt16(value);
    }

    public void Property(PropertyId id, uint value)
    {
        Byte((byte)id);
        UInt32(value);
    }

    public void Property(PropertyId id, string value)
    {
        Byte((byte)id);
        Text(value);
    }

    /// <summary>Writes another body as a length-prefixed block.</summary>
    public void Block(BodyWriter block)
    {
        Variable(block._length);
        Raw(block.Written);
    }

    public void Finish(IBufferWriter<byte> output, byte header)
    {
        Span<byte> start = stackalloc byte[5];
        start[0] = header;
        output.Write(start[..(1 + VariableInteger.Write(start[1..], _length))]);
        output.Write(Written);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = [];
    }

    private Span<byte> Grow(int count)
    {
        if (_length + count > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + count, _bytes.Length * 2));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
            _bytes = larger;
        }
        var span = _bytes.AsSpan(_length, count);
        _length += count;
        return span;
    }
}
