using System.Buffers.Binary;
using System.Text;

namespace Kith.Ledger.Facts;

/// <summary>Reads what <see cref="ByteWriter"/> wrote; every step is checked against the end.</summary>
/// <exception cref="InvalidDataException">The bytes end early or hold an impossible number.</exception>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly bool AtEnd => _at == _bytes.Length;

    public byte Byte() => Take(1)[0];

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw new InvalidDataException("A number has no end.");
    }

    public long Zigzag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number of things of which each takes at least one byte of what is left.</summary>
    public int Count()
    {
        var count = Varint();
        return count <= (ulong)(_bytes.Length - _at) ? (int)count : throw new InvalidDataException("A count is beyond the end.");
    }

    public long Fixed64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public ReadOnlySpan<byte> Rest() => Take(_bytes.Length - _at);

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || _bytes.Length - _at < count) throw new InvalidDataException("The bytes end early.");
        _at += count;
        return _bytes.Slice(_at - count, count);
    }
}
