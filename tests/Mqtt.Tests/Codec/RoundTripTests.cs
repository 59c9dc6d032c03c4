using System.Buffers;
using System.Text;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests.Codec;

public class RoundTripTests
{
    public static TheoryData<ProtocolVersion> Versions => [ProtocolVersion.V311, ProtocolVersion.V5];

    [Theory, MemberData(nameof(Versions))]
    public void Connect(ProtocolVersion version)
    {
        var sent = new ConnectPacket
        {
            Version = version,
            ClientId = "küche",
            CleanStart = false,
            KeepAlive = 30,
            UserName = "user",
            Password = Encoding.UTF8.GetBytes("sëcret"),
            SessionExpiry = version == ProtocolVersion.V5 ? 3600 : uint.MaxValue,
            ReceiveMaximum = version == ProtocolVersion.V5 ? (ushort)7 : ushort.MaxValue,
            MaximumPacketSize = version == ProtocolVersion.V5 ? 1000u : 0,
            TopicAliasMaximum = version == ProtocolVersion.V5 ? (ushort)5 : (ushort)0,
            Will = new WillPacket
            {
                Topic = "will"u8.ToArray(),
                Payload = "gone"u8.ToArray(),
                Qos = Qos.ExactlyOnce,
                Retain = true,
                Delay = version == ProtocolVersion.V5 ? 5u : 0,
                Expiry = version == ProtocolVersion.V5 ? 60 : null,
                Properties = version == ProtocolVersion.V5 ? new MessageProperties { ContentType = "text" }.Encode() : [],
            },
        };

        var body = Body(output => ConnectWriter.Write(output, sent), PacketType.Connect);

        Assert.Equal(ReasonCode.Success, ConnectPacket.Parse(body, out var read));
        Assert.Equal(
            (sent.Version, sent.ClientId, sent.CleanStart, sent.KeepAlive, sent.UserName, sent.SessionExpiry, sent.ReceiveMaximum, sent.MaximumPacketSize, sent.TopicAliasMaximum),
            (read.Version, read.ClientId, read.CleanStart, read.KeepAlive, read.UserName, read.SessionExpiry, read.ReceiveMaximum, read.MaximumPacketSize, read.TopicAliasMaximum));
        Assert.Equal(sent.Password!.Value.ToArray(), read.Password!.Value.ToArray());
        Assert.Equal((sent.Will.Qos, sent.Will.Retain, sent.Will.Delay, sent.Will.Expiry), (read.Will!.Qos, read.Will.Retain, read.Will.Delay, read.Will.Expiry));
        Assert.Equal(sent.Will.Topic, read.Will.Topic);
        Assert.Equal(sent.Will.Payload, read.Will.Payload);
        Assert.Equal(sent.Will.Properties, read.Will.Properties);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Connack(ProtocolVersion version)
    {
        var sent = version == ProtocolVersion.V311
            ? new ConnackPacket { Reason = ReasonCode.NotAuthorized }
            : new ConnackPacket
            {
                SessionPresent = true,
                SessionExpiry = 9,
                ReceiveMaximum = 10,
                MaximumPacketSize = 11,
                TopicAliasMaximum = 12,
                AssignedClientId = "id",
                ServerKeepAlive = 13,
                ReasonText = "fine",
            };

        var body = Body(output => sent.Write(output, version), PacketType.Connack);

        Assert.Equal(ReasonCode.Success, ConnackPacket.Parse(0x20, body, version, out var read));
        Assert.Equal(sent, read);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, 10)]
    [InlineData(ProtocolVersion.V5, 10)]
    [InlineData(ProtocolVersion.V5, 200_000)]
    public void Publish(ProtocolVersion version, int payloadLength)
    {
        var properties = new MessageProperties { ResponseTopic = "reply", CorrelationData = "c1"u8.ToArray(), UserProperties = [new("a", "1"), new("a", "2")] };
        var payload = new byte[payloadLength];
        new Random(1).NextBytes(payload);

        var body = Body(
            output =>
            {
                var writer = new PublishWriter
                {
                    Topic = "a/b"u8,
                    Payload = payload,
                    Properties = properties.Encode(),
                    PacketId = 77,
                    Alias = 3,
                    Qos = Qos.ExactlyOnce,
                    Retain = true,
                    Duplicate = true,
                    Expiry = 5,
                    SubscriptionId = 200,
                    MoreSubscriptionIds = [1, 20_000],
                };
                var size = writer.Measure(version);
                writer.Write(output, version);
                Assert.Equal(size, ((ArrayBufferWriter<byte>)output).WrittenCount);
            },
            PacketType.Publish, out var header);

        Assert.Equal(ReasonCode.Success, PublishPacket.Parse(header, body, version, PropertySet.PublishToClient, out var read));
        Assert.Equal((77, Qos.ExactlyOnce, true, true), (read.PacketId, read.Qos, read.Retain, read.Duplicate));
        Assert.Equal("a/b", Encoding.UTF8.GetString(read.Topic));
        Assert.True(read.Payload.SequenceEqual(payload));
        if (version == ProtocolVersion.V5)
        {
            Assert.Equal((3, 5u, 200u), (read.Alias, read.Expiry, read.SubscriptionId));
            Assert.Equal(properties.Encode(), PropertyBlock.Forwardable(read.Properties, PropertySet.PublishToClient));
            Assert.Equal(properties.UserProperties, MessageProperties.Decode(read.Properties, read.Expiry).UserProperties);
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Acknowledgements(ProtocolVersion version)
    {
        foreach (var type in new[] { PacketType.Puback, PacketType.Pubrec, PacketType.Pubrel, PacketType.Pubcomp })
        {
            var body = Body(output => AckPacket.Write(output, type, 513, ReasonCode.QuotaExceeded, version), type, out var header);
            Assert.Equal(ReasonCode.Success, AckPacket.Parse(header, body, version, out var packetId, out var reason));
            Assert.Equal((513, version == ProtocolVersion.V5 ? ReasonCode.QuotaExceeded : ReasonCode.Success), (packetId, reason));
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void Subscribe_and_its_answer(ProtocolVersion version)
    {
        var options = new SubscribeOptions(version == ProtocolVersion.V5 ? (byte)0b10_1101 : (byte)1);

        var body = Body(output => SubscribeWriter.Subscribe(output, 9, "a/+", options, 300, version), PacketType.Subscribe, out var header);
        var answer = Body(output => SubackPacket.Write(output, PacketType.Suback, 9, [ReasonCode.GrantedQos1, ReasonCode.NotAuthorized], version), PacketType.Suback);

        Assert.Equal(ReasonCode.Success, SubscribePacket.Parse(header, body, version, out var read));
        Assert.True(read.Next());
        Assert.Equal((9, options, version == ProtocolVersion.V5 ? 300u : 0u), (read.PacketId, read.Options, read.SubscriptionId));
        Assert.Equal("a/+", Encoding.UTF8.GetString(read.Filter));
        Assert.False(read.Next());
        Assert.Equal(ReasonCode.Success, SubackPacket.Parse(0x90, answer, version, out var packetId, out var codes));
        Assert.Equal(9, packetId);
        Assert.Equal(version == ProtocolVersion.V5 ? new byte[] { 1, 0x87 } : [1, 0x80], codes.ToArray());
    }

    [Theory, MemberData(nameof(Versions))]
    public void Unsubscribe(ProtocolVersion version)
    {
        var body = Body(output => SubscribeWriter.Unsubscribe(output, 9, "a/+", version), PacketType.Unsubscribe, out var header);

        Assert.Equal(ReasonCode.Success, UnsubscribePacket.Parse(header, body, version, out var read));
        Assert.True(read.Next());
        Assert.Equal("a/+", Encoding.UTF8.GetString(read.Filter));
        Assert.False(read.Next());
        Assert.Equal(ReasonCode.Success, read.Error);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, ReasonCode.Success, null)]
    [InlineData(ProtocolVersion.V5, ReasonCode.Success, null)]
    [InlineData(ProtocolVersion.V5, ReasonCode.DisconnectWithWill, null)]
    [InlineData(ProtocolVersion.V5, ReasonCode.Success, 77u)]
    public void Disconnect(ProtocolVersion version, ReasonCode reason, uint? expiry)
    {
        var body = Body(output => DisconnectPacket.Write(output, reason, version, expiry), PacketType.Disconnect);

        Assert.Equal(ReasonCode.Success, DisconnectPacket.Parse(0xE0, body, version, out var read));
        Assert.Equal(new DisconnectPacket(reason, expiry, null), read);
    }

    private static byte[] Body(Action<IBufferWriter<byte>> write, PacketType type) => Body(write, type, out _);

    private static byte[] Body(Action<IBufferWriter<byte>> write, PacketType type, out byte header)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        var bytes = new ReadOnlySequence<byte>(output.WrittenMemory);
        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(ref bytes, int.MaxValue, out header, out var body));
        Assert.Equal((type, 0L), ((PacketType)(header >> 4), bytes.Length));
        return body.ToArray();
    }
}
