using System.Buffers;
using System.Globalization;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Tests.Keeping;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Mqtt.Tests.Codec;

/// <summary>Seeded noise and damaged packets: parsers and a whole broker answer with a reason or nothing, and never throw or hang.</summary>
public class FuzzTests
{
    /// <summary>Damaged packets in all. A long run names its number in KITH_FUZZ (tests/Mqtt.Tests/README.md).</summary>
    private static readonly int Packets = int.Parse(Environment.GetEnvironmentVariable("KITH_FUZZ") ?? "1000000", CultureInfo.InvariantCulture);

    /// <summary>For the parsers alone, by each of three seeds.</summary>
    private static readonly int Rounds = Packets / 4;

    /// <summary>For a whole broker, by each of three seeds.</summary>
    private static readonly int BrokerRounds = Packets / 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_parser_survives_noise_and_damaged_packets(int seed)
    {
        var random = new Random(seed);
        var corpus = Corpus();
        for (var round = 0; round < Rounds; round++)
        {
            var packet = round % 4 == 0 ? Noise(random) : Damage(random, corpus[random.Next(corpus.Count)]);
            var sequence = Segments.Of(packet, random.Next(1, 20));
            while (FrameReader.TryRead(ref sequence, 64 * 1024, out var header, out var body) == FrameStatus.Complete)
            {
                ParseAll(header, body.ToArray());
            }
        }
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, 11)]
    [InlineData(ProtocolVersion.V5, 12)]
    [InlineData(ProtocolVersion.V5, 13)]
    public async Task A_broker_survives_clients_that_send_damaged_packets(ProtocolVersion version, int seed)
    {
        var random = new Random(seed);
        var corpus = Corpus();
        var connect = new ArrayBufferWriter<byte>();
        ConnectWriter.Write(connect, new ConnectPacket { Version = version, ClientId = "fuzz", SessionExpiry = 60, CleanStart = false });
        await using var broker = new MqttBroker(new BrokerOptions(), new TestAdmission { IsKept = true }, TimeProvider.System, NullLogger.Instance, new CutDisk());
        var connections = 0;
        for (var round = 0; round < BrokerRounds; connections++)
        {
            var wire = new MemoryWire();
            var connection = broker.Accept(new Outbox(wire))!;
            var status = Feed(connection, connect.WrittenMemory);
            while (status == ReceiveStatus.More && !connection.HasEnded && round++ < BrokerRounds)
            {
                status = Feed(connection, Segments.Of(Damage(random, corpus[random.Next(corpus.Count)]), random.Next(1, 30)));
            }
            broker.Release(connection);
        }

        Assert.Equal(0, broker.Counters.Connections);
        Assert.InRange(connections, 10, BrokerRounds);
    }

    private static ReceiveStatus Feed(Connection connection, ReadOnlyMemory<byte> bytes) => Feed(connection, new ReadOnlySequence<byte>(bytes));

    private static ReceiveStatus Feed(Connection connection, ReadOnlySequence<byte> bytes) => connection.Receive(ref bytes);

    private static void ParseAll(byte header, byte[] body)
    {
        foreach (var version in new[] { ProtocolVersion.V311, ProtocolVersion.V5 })
        {
            ConnectPacket.Parse(body, out _);
            ConnackPacket.Parse(header, body, version, out _);
            if (PublishPacket.Parse(header, body, version, PropertySet.PublishToClient, out var publish) == ReasonCode.Success)
            {
                _ = PropertyBlock.Forwardable(publish.Properties, PropertySet.PublishToClient);
                _ = MessageProperties.Decode(publish.Properties, publish.Expiry);
            }
            AckPacket.Parse(header, body, version, out _, out _);
            SubackPacket.Parse(header, body, version, out _, out _);
            DisconnectPacket.Parse(header, body, version, out _);
            if (SubscribePacket.Parse(header, body, version, out var subscribe) == ReasonCode.Success)
            {
                while (subscribe.Next())
                {
                    _ = Topics.IsShared(subscribe.Filter) && Topics.TrySplitShared(subscribe.Filter, out _, out _);
                }
            }
            if (UnsubscribePacket.Parse(header, body, version, out var unsubscribe) == ReasonCode.Success)
            {
                while (unsubscribe.Next())
                {
                }
            }
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(1, 64)];
        random.NextBytes(bytes);
        if (bytes.Length > 2)
        {
            // A fitting length, so that the noise reaches the parsers.
            bytes[1] = (byte)(bytes.Length - 2);
        }
        return bytes;
    }

    private static byte[] Damage(Random random, byte[] packet)
    {
        var bytes = (byte[])packet.Clone();
        for (var i = random.Next(0, 4); i > 0; i--)
        {
            var at = random.Next(bytes.Length);
            bytes[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)(bytes[at] ^ (1 << random.Next(8))), _ => (byte)(bytes[at] + 1) };
        }
        return bytes;
    }

    private static List<byte[]> Corpus()
    {
        var corpus = new List<byte[]>();
        foreach (var version in new[] { ProtocolVersion.V311, ProtocolVersion.V5 })
        {
            Add(output => ConnectWriter.Write(output, new ConnectPacket
            {
                Version = version,
                ClientId = "c",
                UserName = "u",
                Password = "p"u8.ToArray(),
                Will = new WillPacket { Topic = "w"u8.ToArray(), Payload = "x"u8.ToArray(), Delay = 1, Properties = version == ProtocolVersion.V5 ? new MessageProperties { ContentType = "t" }.Encode() : [] },
            }));
            foreach (var qos in new[] { Qos.AtMostOnce, Qos.AtLeastOnce, Qos.ExactlyOnce })
            {
                Add(output =>
                {
                    var writer = new PublishWriter
                    {
                        Topic = "a/b"u8,
                        Payload = "payload"u8,
                        Properties = new MessageProperties { ResponseTopic = "r", PayloadIsText = true, UserProperties = [new("k", "v")] }.Encode(),
                        PacketId = (ushort)(1 + (corpus.Count % 5)),
                        Qos = qos,
                        Retain = qos == Qos.AtMostOnce,
                        Expiry = 3,
                    };
                    writer.Measure(version);
                    writer.Write(output, version);
                });
            }
            Add(output => new ConnackPacket { AssignedClientId = "x", ServerKeepAlive = 4, ReasonText = "y" }.Write(output, version));
            Add(output => SubscribeWriter.Subscribe(output, 1, "a/+", new SubscribeOptions(1), version == ProtocolVersion.V5 ? 5u : 0, version));
            Add(output => SubscribeWriter.Subscribe(output, 2, "$share/g/a/#", new SubscribeOptions(2), 0, version));
            Add(output => SubscribeWriter.Unsubscribe(output, 3, "a/+", version));
            Add(output => SubackPacket.Write(output, PacketType.Suback, 1, [ReasonCode.GrantedQos1], version));
            Add(output => AckPacket.Write(output, PacketType.Puback, 1, ReasonCode.QuotaExceeded, version));
            Add(output => AckPacket.Write(output, PacketType.Pubrec, 2, ReasonCode.Success, version));
            Add(output => AckPacket.Write(output, PacketType.Pubrel, 3, ReasonCode.Success, version));
            Add(output => AckPacket.Write(output, PacketType.Pubcomp, 4, ReasonCode.Success, version));
            Add(output => output.Write<byte>([0xC0, 0]));
        }
        return corpus;

        void Add(Action<IBufferWriter<byte>> write)
        {
            var output = new ArrayBufferWriter<byte>();
            write(output);
            corpus.Add(output.WrittenSpan.ToArray());
        }
    }
}
