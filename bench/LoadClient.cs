using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kith.Bench;

/// <summary>One MQTT 3.1.1 client of the load: a socket and the packets it needs, nothing that could cost more than the broker.</summary>
internal sealed class LoadClient : IDisposable
{
    /// <summary>Clients of one source address: an address has 28,000 ports, and far fewer are found quickly.</summary>
    private const int PerSource = 2_000;

    /// <summary>Lets the kernel choose the port at connect, when it knows the other side (Linux, ip(7)); choosing at bind costs 15 times as much.</summary>
    private const int BindAddressNoPort = 24;

    private const byte Clean = 0x02;

    private readonly Socket _socket;
    private byte[] _leftover = [];

    private LoadClient(Socket socket, int index) => (_socket, Index) = (socket, index);

    internal int Index { get; }

    internal int Descriptor => (int)_socket.SafeHandle.DangerousGetHandle();

    /// <summary>What a scenario counts: acknowledgements or messages since it last looked.</summary>
    internal int Arrived { get; set; }

    /// <summary>Connects and says CONNECT; the answer comes to the loop.</summary>
    /// <param name="session">Seconds of keep-alive of a session that the broker keeps; null for a clean one of an hour.</param>
    internal static LoadClient Open(int port, int index, Identity who, int? session = null)
    {
        var client = new LoadClient(From(index), index);
        try
        {
            client._socket.Connect(IPAddress.Loopback, port);
            client.Send(Connect(who, session is null ? Clean : (byte)0, session ?? 3600));
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>A socket of one of many addresses of this machine, so that there are ports enough.</summary>
    internal static Socket From(int index)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetRawSocketOption(0, BindAddressNoPort, [1, 0, 0, 0]);
        socket.Bind(new IPEndPoint(new IPAddress([127, (byte)(1 + (Environment.ProcessId % 200)), 1, (byte)(1 + (index / PerSource))]), 0));
        return socket;
    }

    /// <summary>Blocks while the broker does not read: that is how a flood is held back.</summary>
    internal void Send(ReadOnlySpan<byte> packets)
    {
        while (!packets.IsEmpty) packets = packets[_socket.Send(packets)..];
    }

    /// <summary>Reads what is there and hands over whole packets; false when the broker closed.</summary>
    internal bool Read(byte[] buffer, PacketHandler handle)
    {
        _leftover.CopyTo(buffer, 0);
        var count = _socket.Receive(buffer.AsSpan(_leftover.Length));
        if (count == 0) return false;
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, _leftover.Length + count);
        while (TryCut(ref rest, out var header, out var body)) handle(this, header, body);
        _leftover = rest.IsEmpty ? [] : rest.ToArray();
        return true;
    }

    internal static byte[] Publish(string topic, ReadOnlySpan<byte> payload, int qos, int id)
    {
        byte[] identifier = qos == 0 ? [] : [(byte)(id >> 8), (byte)id];
        return Packet((byte)(0x30 | (qos << 1)), [.. Text(topic), .. identifier, .. payload]);
    }

    internal static byte[] Subscribe(string filter, int qos) => Packet(0x82, [0, 1, .. Text(filter), (byte)qos]);

    internal static byte[] Puback(ReadOnlySpan<byte> id) => [0x40, 2, id[0], id[1]];

    public void Dispose() => _socket.Dispose();

    /// <summary>Gone without a word: what was under way is thrown away.</summary>
    internal void Cut() => _socket.Close(0);

    private static bool TryCut(ref ReadOnlySpan<byte> bytes, out byte header, out ReadOnlySpan<byte> body)
    {
        header = 0;
        body = default;
        var (length, at, shift) = (0, 1, 0);
        do
        {
            if (at >= bytes.Length) return false;
            length |= (bytes[at] & 127) << shift;
            shift += 7;
        }
        while ((bytes[at++] & 128) != 0);
        if (bytes.Length < at + length) return false;
        header = bytes[0];
        body = bytes.Slice(at, length);
        bytes = bytes[(at + length)..];
        return true;
    }

    private static byte[] Connect(Identity who, byte flags, int keepAlive)
    {
        byte[] credentials = who.Secret is null ? [] : [.. Text(who.User ?? who.Name), .. Text(who.Secret)];
        return Packet(0x10, [0, 4, .. "MQTT"u8, 4, (byte)(flags | (who.Secret is null ? 0 : 0xC0)), (byte)(keepAlive >> 8), (byte)keepAlive, .. Text(who.Name), .. credentials]);
    }

    private static byte[] Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return [(byte)(utf8.Length >> 8), (byte)utf8.Length, .. utf8];
    }

    private static byte[] Packet(byte header, byte[] body)
    {
        var length = new List<byte>();
        for (var rest = body.Length; rest > 0 || length.Count == 0; rest >>= 7) length.Add((byte)((rest & 127) | (rest > 127 ? 128 : 0)));
        return [header, .. length, .. body];
    }
}

internal delegate void PacketHandler(LoadClient client, byte header, ReadOnlySpan<byte> body);
