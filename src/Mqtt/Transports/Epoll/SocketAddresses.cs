using System.Buffers.Binary;
using System.Net;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>Reads the kernel's form of an address. Asked for when somebody wants it, so that no connection holds one.</summary>
internal static class SocketAddresses
{
    private const int IPv4 = 2, IPv6 = 10;

    /// <summary>sockaddr_in6, the longer of the two.</summary>
    private const int Longest = 28;

    /// <summary>Null when the peer has gone.</summary>
    public static IPEndPoint? PeerOf(int socket)
    {
        Span<byte> name = stackalloc byte[Longest];
        var length = name.Length;
        if (Libc.GetPeerName(socket, ref name[0], ref length) < 0)
        {
            return null;
        }
        var port = BinaryPrimitives.ReadUInt16BigEndian(name[2..]);
        switch (BitConverter.ToUInt16(name))
        {
            case IPv4:
                return new(new IPAddress(name.Slice(4, 4)), port);
            case IPv6:
                // A socket that listens to both families sees IPv4 peers as ::ffff:a.b.c.d; people and limits know them as a.b.c.d.
                var address = new IPAddress(name.Slice(8, 16), BitConverter.ToUInt32(name[24..]));
                return new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port);
            default:
                return null;
        }
    }
}
