using System.Buffers;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>Bytes of one connection that make no whole packet yet, or that it may not read yet.</summary>
internal sealed class Leftover
{
    private byte[]? _bytes;
    private int _length;

    public ReadOnlyMemory<byte> Memory => new(_bytes, 0, _length);

    /// <summary>Becomes what is left of <paramref name="joined"/>, which began with these bytes.</summary>
    public void Become(in ReadOnlySequence<byte> joined, bool isUntouched)
    {
        var length = (int)joined.Length;
        if (isUntouched && length <= _bytes?.Length)
        {
            // A large packet comes in pieces: each is copied once.
            joined.Slice(_length).CopyTo(_bytes.AsSpan(_length));
            _length = length;
            return;
        }
        byte[]? larger = null;
        if (length > 0)
        {
            larger = ArrayPool<byte>.Shared.Rent(isUntouched ? length * 2 : length);
            joined.CopyTo(larger);
        }
        Clear();
        (_bytes, _length) = (larger, length);
    }

    public void Clear()
    {
        if (_bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
        (_bytes, _length) = (null, 0);
    }
}
