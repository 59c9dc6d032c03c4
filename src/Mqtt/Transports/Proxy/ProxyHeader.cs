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

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Takes the header from the front. What follows the addresses (TLVs, a checksum among them) is skipped.</summary>
    /// <param name="client">Null when the balancer speaks for itself (LOCAL) or does not know.</param>
    public static ProxyStatus TryRead(ref ReadOnlySequence<byte> buffer, out IPEndPoint? client)
    {
        client = null;
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
        if (command == 1 && !TryReadClient(head[13], head[FixedSize..], length, out client))
        {
            return ProxyStatus.Malformed;
        }
        buffer = buffer.Slice(FixedSize + length);
        return ProxyStatus.Complete;
    }

    private static bool TryReadClient(byte family, ReadOnlySpan<byte> addresses, int length, out IPEndPoint? client)
    {
        client = null;
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
}
