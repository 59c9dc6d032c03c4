using System.Buffers.Binary;
using System.Text;

namespace Kith.Ledger.Facts;

/// <summary>Grows a buffer that is used again and again. Numbers are LEB128 varints, signed ones zigzag, texts UTF-8 with their length before.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Byte(byte value)
    {
        if (_length == _bytes.Length) Grow(1);
        _bytes[_length++] = value;
    }

    public void Varint(ulong value)
    {
        if (_bytes.Length - _length < 10) Grow(10);
        while (value >= 0x80)
        {
            _bytes[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _bytes[_length++] = (byte)value;
    }

    public void Zigzag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public void Fixed64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Varint((ulong)length);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>The next bytes, to be filled by the caller.</summary>
    public Span<byte> Take(int count)
    {
        if (_bytes.Length - _length < count) Grow(count);
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }

    private void Grow(int count) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
}
