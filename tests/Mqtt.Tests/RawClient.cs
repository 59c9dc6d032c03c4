using System.Buffers;
using System.Net.Sockets;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests;

/// <summary>A socket that sends what a test wants to say, right or wrong, and reads whole packets.</summary>
internal sealed class RawClient : IDisposable
{
    private const int Largest = 512 * 1024;

    private readonly TcpClient _socket = new() { NoDelay = true };
    private byte[] _buffer = new byte[4 * 1024];
    private int _filled;

    public static async Task<RawClient> ConnectAsync(int port)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync("127.0.0.1", port);
        return client;
    }

    public ProtocolVersion Version { get; set; }

    public Socket Socket => _socket.Client;

    /// <summary>CONNECT, and its CONNACK as (flags, code).</summary>
    public async Task<(byte Flags, byte Code)> HelloAsync(
        string clientId, ProtocolVersion version = ProtocolVersion.V5, bool cleanStart = true, Action<ConnectPacket>? more = null, ushort keepAlive = 0)
    {
        Version = version;
        var packet = new ConnectPacket { Version = version, ClientId = clientId, CleanStart = cleanStart, UserName = "home", KeepAlive = keepAlive };
        more?.Invoke(packet);
        await SendAsync(output => ConnectWriter.Write(output, packet));
        var answer = await ReadAsync();
        Assert.Equal(PacketType.Connack, answer.Type);
        return (answer.Body[0], answer.Body[1]);
    }

    public async Task SendAsync(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        await SendAsync(output.WrittenMemory);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _socket.GetStream().WriteAsync(bytes);

    public Task PublishAsync(string topic, string payload, Qos qos = Qos.AtMostOnce, ushort packetId = 0, bool retain = false, bool duplicate = false, byte[]? properties = null)
        => SendAsync(output =>
        {
            var writer = new PublishWriter
            {
                Topic = System.Text.Encoding.UTF8.GetBytes(topic),
                Payload = System.Text.Encoding.UTF8.GetBytes(payload),
                Properties = properties,
                Qos = qos,
                PacketId = packetId,
                Retain = retain,
                Duplicate = duplicate,
            };
            writer.Measure(Version);
            writer.Write(output, Version);
        });

    public Task AckAsync(PacketType type, ushort packetId, ReasonCode reason = ReasonCode.Success)
        => SendAsync(output => AckPacket.Write(output, type, packetId, reason, Version));

    public async Task<byte> SubscribeAsync(string filter, Qos qos = Qos.AtMostOnce, ushort packetId = 1)
    {
        await SendAsync(output => SubscribeWriter.Subscribe(output, packetId, filter, new SubscribeOptions((byte)qos), 0, Version));
        return (await ExpectAsync(PacketType.Suback)).Body[^1];
    }

    public async Task<Packet> ExpectAsync(PacketType type)
    {
        var packet = await ReadAsync();
        Assert.Equal(type, packet.Type);
        return packet;
    }

    /// <summary>Sends a ping and takes everything that comes before its answer: all the broker had to say.</summary>
    public async Task<List<Packet>> SettleAsync()
    {
        await SendAsync(new byte[] { 0xC0, 0 });
        var packets = new List<Packet>();
        while (true)
        {
            var packet = await ReadAsync();
            if (packet.Type == PacketType.Pingresp)
            {
                return packets;
            }
            packets.Add(packet);
        }
    }

    /// <summary>The next packet; type 0 when the broker closed.</summary>
    public async Task<Packet> ReadAsync()
    {
        using var patience = new CancellationTokenSource(TestHost.Patience);
        while (true)
        {
            var bytes = new ReadOnlySequence<byte>(_buffer, 0, _filled);
            var status = FrameReader.TryRead(ref bytes, Largest, out var header, out var body);
            if (status == FrameStatus.Complete)
            {
                var packet = new Packet(header, body.ToArray(), Version);
                bytes.CopyTo(_buffer);
                _filled = (int)bytes.Length;
                return packet;
            }
            Assert.Equal(FrameStatus.Incomplete, status);
            if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }
            int read;
            try
            {
                read = await _socket.GetStream().ReadAsync(_buffer.AsMemory(_filled), patience.Token);
            }
            catch (IOException)
            {
                read = 0;
            }
            if (read == 0)
            {
                return new Packet(0, [], Version);
            }
            _filled += read;
        }
    }

    public void Dispose() => _socket.Dispose();
}

internal sealed record Packet(byte Header, byte[] Body, ProtocolVersion Version)
{
    public PacketType Type => (PacketType)(Header >> 4);

    public bool IsEnd => Header == 0;

    public ushort PacketId
    {
        get
        {
            Assert.Equal(ReasonCode.Success, AckPacket.Parse(Header, Body, Version, out var id, out _));
            return id;
        }
    }

    public ReasonCode Reason
    {
        get
        {
            Assert.Equal(ReasonCode.Success, AckPacket.Parse(Header, Body, Version, out _, out var reason));
            return reason;
        }
    }

    public ReceivedPublish Publish
    {
        get
        {
            Assert.Equal(ReasonCode.Success, PublishPacket.Parse(Header, Body, Version, PropertySet.PublishToClient, out var packet));
            return new ReceivedPublish(
                System.Text.Encoding.UTF8.GetString(packet.Topic), System.Text.Encoding.UTF8.GetString(packet.Payload), packet.Qos, packet.Retain,
                packet.Duplicate, packet.PacketId, packet.Alias, packet.Seen.Has(PropertyId.MessageExpiryInterval) ? packet.Expiry : null, packet.Properties.ToArray());
        }
    }
}

internal sealed record ReceivedPublish(
    string Topic, string Payload, Qos Qos, bool Retain, bool Duplicate, ushort PacketId, ushort Alias, uint? Expiry, byte[] Properties);
