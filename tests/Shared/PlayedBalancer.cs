using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Kith.Shared;

/// <summary>
/// A balancer in front of a server: passes on what it gets, from an address of its own on this machine, after saying with PROXY protocol v2 for
/// whom. Its clients are where a test says they are.
/// </summary>
internal sealed class PlayedBalancer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    internal PlayedBalancer(int server, IPEndPoint client)
    {
        _listener.Start();
        _ = ServeAsync(server, client);
    }

    /// <summary>Where it connects from; the network 127.0.0.0/8 is this machine on Linux.</summary>
    internal static IPAddress Address { get; } = new([127, 0, 0, 2]);

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    /// <summary>The header for a client, with <paramref name="extra"/> bytes of TLVs behind the addresses.</summary>
    internal static byte[] Header(IPEndPoint client, params byte[] extra)
    {
        var address = client.Address.GetAddressBytes();
        byte[] body = [.. address, .. address, .. Port16(client.Port), .. Port16(1883), .. extra];
        return Header(0x21, address.Length == 4 ? (byte)0x11 : (byte)0x21, body);
    }

    internal static byte[] Header(byte versionAndCommand, byte family, byte[] body) => [.. "\r\n\r\n\0\r\nQUIT\n"u8, versionAndCommand, family, .. Port16(body.Length), .. body];

    private static byte[] Port16(int number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)number);
        return bytes;
    }

    private async Task ServeAsync(int server, IPEndPoint client)
    {
        try
        {
            while (true) _ = PassAsync(await _listener.AcceptSocketAsync(), server, client);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task PassAsync(Socket accepted, int server, IPEndPoint client)
    {
        try
        {
            await using var inner = new NetworkStream(accepted, ownsSocket: true);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(Address, 0));
            await socket.ConnectAsync(IPAddress.Loopback, server);
            await using var outer = new NetworkStream(socket);
            await outer.WriteAsync(Header(client));
            await Task.WhenAny(inner.CopyToAsync(outer), outer.CopyToAsync(inner));
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Either side has gone.
        }
    }
}
