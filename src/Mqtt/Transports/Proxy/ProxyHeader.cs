using System.Buffers;
using System.Buffers.Binary;
using System.Net;

namespace Kith.Mqtt.Transports.Proxy;

internal enum ProxyStatus
{
    Incomplete,
    Complete,
    Malformed,
}

/// <summary>On whose behalf a balancer connects.</summary>
/// <param name="Address">Null when it speaks for itself (LOCAL) or does not know.</param>
/// <param name="IsEncrypted">Its client came over TLS, which ended there.</param>
internal readonly record struct ProxiedClient(IPEndPoint? Address, bool IsEncrypted);

/// <summary>
/// What a balancer says before its client's first byte: PROXY protocol, version 2 (haproxy.org, doc/proxy-protocol.txt, section 2.2). Version 1,
/// the one in letters, is not understood: one form that is bounded is enough.
/// </summary>
internal static class ProxyHeader
{
    /// <summary>Bytes of the longest one. 4 KiB: addresses take 36, and the largest extra known (a client's certificate) some 2,000.</summary>
    public const int MaxSize = 4096;

    private const int FixedSize = 16, OfIPv4 = 12, OfIPv6 = 36, OfUnix = 216;

    /// <summary>Address family and transport in one byte; those of datagrams have no business here.</summary>
    private const byte Unknown = 0x00, Tcp4 = 0x11, Tcp6 = 0x21, UnixStream = 0x31;

    /// <summary>PP2_TYPE_SSL (section 2.2.6): a byte of flags, four of what became of its certificate, then more of the same form that nobody asks for.</summary>
    private const byte OfTls = 0x20, ByTls = 0x01;

    private const int LeastOfTls = 5;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Takes the header from the front. Of what follows the addresses it reads whether there was TLS; the rest, a checksum among it, is skipped.</summary>
    public static ProxyStatus TryRead(ref ReadOnlySequence<byte> buffer, out ProxiedClient client)
    {
        client = default;
        Span<byte> head = stackalloc byte[FixedSize + OfIPv6];
        head = head[..(int)Math.Min(buffer.Length, head.Length)];
        buffer.Slice(0, head.Length).CopyTo(head);
        // Who says something else is not kept waiting for sixteen bytes.
        var common = Math.Min(head.Length, Signature.Length);
        if (!head[..common].SequenceEqual(Signature[..common]))
        {
            return ProxyStatus.Malformed;
        }
        if (head.Length < FixedSize)
        {
            return ProxyStatus.Incomplete;
        }
        var (version, command) = (head[12] >> 4, head[12] & 0xF);
        var length = BinaryPrimitives.ReadUInt16BigEndian(head[14..]);
        if (version != 2 || command > 1 || FixedSize + length > MaxSize)
        {
            return ProxyStatus.Malformed;
        }
        if (buffer.Length < FixedSize + length)
        {
            return ProxyStatus.Incomplete;
        }
        if (command == 1)
        {
            if (!TryReadAddress(head[13], head[FixedSize..], length, out var address, out var size)
                || !TryReadExtras(buffer.Slice(FixedSize + size, length - size), out var isEncrypted))
            {
                return ProxyStatus.Malformed;
            }
            client = new(address, isEncrypted);
        }
        buffer = buffer.Slice(FixedSize + length);
        return ProxyStatus.Complete;
    }

    /// <param name="size">Bytes of both addresses, ours and its; all there is where the family says nothing of it.</param>
    private static bool TryReadAddress(byte family, ReadOnlySpan<byte> addresses, int length, out IPEndPoint? client, out int size)
    {
        (client, size) = (null, family switch { Tcp4 => OfIPv4, Tcp6 => OfIPv6, UnixStream => OfUnix, _ => length });
        switch (family)
        {
            case Tcp4 when length >= OfIPv4:
                client = new(new IPAddress(addresses[..4]), BinaryPrimitives.ReadUInt16BigEndian(addresses[8..]));
                return true;
            case Tcp6 when length >= OfIPv6:
                var address = new IPAddress(addresses[..16]);
                client = new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, BinaryPrimitives.ReadUInt16BigEndian(addresses[32..]));
                return true;
            default:
                return family == Unknown || (family == UnixStream && length >= OfUnix);
        }
    }

    /// <summary>Extras (type, length, value; section 2.2), each of which must end where the header does at the latest.</summary>
    private static bool TryReadExtras(in ReadOnlySequence<byte> extras, out bool isEncrypted)
    {
        isEncrypted = false;
        var reader = new SequenceReader<byte>(extras);
        while (reader.TryRead(out var type))
        {
            if (!reader.TryReadBigEndian(out short signed) || reader.Remaining < (ushort)signed)
            {
                return false;
            }
            var length = (ushort)signed;
            if (type == OfTls)
            {
                if (length < LeastOfTls)
                {
                    return false;
                }
                _ = reader.TryPeek(out var how);
                isEncrypted = (how & ByTls) != 0;
            }
            reader.Advance(length);
        }
        return true;
    }
}
