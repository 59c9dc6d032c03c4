using System.Buffers.Binary;
using System.Text.Unicode;

namespace Kith.Mqtt.Codec;

/// <summary>Reads the fields of one packet body; every method says false instead of reading past the end.</summary>
internal ref struct PacketReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public readonly int Remaining => _rest.Length;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public bool TryByte(out byte value)
    {
        if (_rest.IsEmpty)
        {
            value = 0;
            return false;
        }
        value = _rest[0];
        _rest = _rest[1..];
        return true;
    }

    public bool TryUInt16(out ushort value)
    {
        if (!BinaryPrimitives.TryReadUInt16BigEndian(_rest, out value))
        {
            return false;
        }
        _rest = _rest[2..];
        return true;
    }

    public bool TryUInt32(out uint value)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(_rest, out value))
        {
            return false;
        }
        _rest = _rest[4..];
        return true;
    }

    public bool TryInt64(out long value)
    {
        if (!BinaryPrimitives.TryReadInt64BigEndian(_rest, out value))
        {
            return false;
        }
        _rest = _rest[8..];
        return true;
    }

    public bool TryVariable(out int value)
    {
        value = 0;
        for (var i = 0; i < 4 && i < _rest.Length; i++)
        {
            value |= (_rest[i] & 0x7F) << (7 * i);
            if ((_rest[i] & 0x80) == 0)
            {
                var shortest = i == 0 || _rest[i] != 0;
                _rest = _rest[(i + 1)..];
                return shortest;
            }
        }
        return false;
    }

    public bool TryTake(int length, out ReadOnlySpan<byte> bytes)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            bytes = default;
            return false;
        }
        bytes = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    public bool TryBinary(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return TryUInt16(out var length) && TryTake(length, out bytes);
    }

    /// <summary>UTF-8 string: well formed, no surrogates (MQTT-1.5.4-1), no U+0000 (MQTT-1.5.4-2).</summary>
    public bool TryText(out ReadOnlySpan<byte> utf8) => TryBinary(out utf8) && IsText(utf8);

    public static bool IsText(ReadOnlySpan<byte> utf8) => Utf8.IsValid(utf8) && !utf8.Contains((byte)0);
}
