using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests.Codec;

/// <summary>Wrong packets and the reason each gets, with the clause it breaks.</summary>
public class MalformedTests
{
    [Theory]
    [InlineData("00 04 4D 51 54 54 05 03 00 00 00 00 00", ReasonCode.MalformedPacket)] // MQTT-3.1.2-3: reserved flag
    [InlineData("00 04 4D 51 54 54 05 1E 00 00 00 00 00", ReasonCode.MalformedPacket)] // MQTT-3.1.2-12: will QoS 3
    [InlineData("00 04 4D 51 54 54 05 0A 00 00 00 00 00", ReasonCode.MalformedPacket)] // MQTT-3.1.2-11: will QoS without will
    [InlineData("00 04 4D 51 54 54 05 22 00 00 00 00 00", ReasonCode.MalformedPacket)] // MQTT-3.1.2-13: will retain without will
    [InlineData("00 04 4D 51 54 54 04 42 00 00 00 00 00 00", ReasonCode.MalformedPacket)] // 3.1.1 MQTT-3.1.2-22: password without user
    [InlineData("00 04 4D 51 54 54 06 02 00 00 00 00 00", ReasonCode.UnsupportedProtocolVersion)] // MQTT-3.1.2-2
    [InlineData("00 06 4D 51 49 73 64 70 03 02 00 00 00 00", ReasonCode.UnsupportedProtocolVersion)]
    [InlineData("00 04 4D 51 54 54", ReasonCode.MalformedPacket)]
    [InlineData("00 04 4D 51 54 54 05 02 00 00 00", ReasonCode.MalformedPacket)] // no client id
    [InlineData("00 04 4D 51 54 54 05 02 00 00 00 00 00 00", ReasonCode.MalformedPacket)] // a byte too many
    [InlineData("00 04 4D 51 54 54 05 02 00 00 03 21 00 00 00 00", ReasonCode.ProtocolError)] // §3.1.2.11.3: receive maximum 0
    [InlineData("00 04 4D 51 54 54 05 02 00 00 06 21 00 01 21 00 01 00 00", ReasonCode.ProtocolError)] // twice
    [InlineData("00 04 4D 51 54 54 05 02 00 00 05 27 00 00 00 00 00 00", ReasonCode.ProtocolError)] // §3.1.2.11.4: maximum packet size 0
    [InlineData("00 04 4D 51 54 54 05 02 00 00 02 19 02 00 00", ReasonCode.ProtocolError)] // §3.1.2.11.6: not 0 or 1
    [InlineData("00 04 4D 51 54 54 05 02 00 00 03 23 00 01 00 00", ReasonCode.ProtocolError)] // a property of PUBLISH
    [InlineData("00 04 4D 51 54 54 05 02 00 00 02 7F 00 00 00", ReasonCode.MalformedPacket)] // no such property
    [InlineData("00 04 4D 51 54 54 05 02 00 00 03 16 00 00 00 00", ReasonCode.ProtocolError)] // authentication data without method
    [InlineData("00 04 4D 51 54 54 05 02 00 00 00 00 02 C3 28", ReasonCode.MalformedPacket)] // MQTT-1.5.4-1: not UTF-8
    [InlineData("00 04 4D 51 54 54 05 02 00 00 00 00 03 ED A0 80", ReasonCode.MalformedPacket)] // MQTT-1.5.4-1: surrogate
    [InlineData("00 04 4D 51 54 54 05 02 00 00 00 00 01 00", ReasonCode.MalformedPacket)] // MQTT-1.5.4-2: U+0000
    [InlineData("00 04 4D 51 54 54 05 06 00 00 00 00 00 00 00 01 23 00 00", ReasonCode.TopicNameInvalid)] // will topic with a wildcard
    public void Connect(string hex, ReasonCode reason) => Assert.Equal(reason, ConnectPacket.Parse(Hex.Bytes(hex), out _));

    [Theory]
    [InlineData(0x36, "00 01 61 00 01 00", ReasonCode.MalformedPacket)] // MQTT-3.3.1-4: QoS 3
    [InlineData(0x38, "00 01 61 00", ReasonCode.MalformedPacket)] // MQTT-3.3.1-2: DUP with QoS 0
    [InlineData(0x32, "00 01 61 00 00 00", ReasonCode.ProtocolError)] // MQTT-2.2.1-3: identifier 0
    [InlineData(0x32, "00 01 61 00", ReasonCode.ProtocolError)] // no identifier
    [InlineData(0x30, "00 00 00", ReasonCode.ProtocolError)] // §3.3.2.1: no topic and no alias
    [InlineData(0x30, "00 01 23 00", ReasonCode.TopicNameInvalid)] // MQTT-3.3.2-2
    [InlineData(0x30, "00 03 61 2F 2B 00", ReasonCode.TopicNameInvalid)]
    [InlineData(0x30, "00 05 61", ReasonCode.MalformedPacket)]
    [InlineData(0x30, "00 01 61 03 23 00 00", ReasonCode.TopicAliasInvalid)] // MQTT-3.3.2-8
    [InlineData(0x30, "00 01 61 02 0B 01", ReasonCode.ProtocolError)] // MQTT-3.3.4-6: a subscription identifier from a client
    [InlineData(0x30, "00 01 61 02 01 02", ReasonCode.ProtocolError)] // §3.3.2.3.2: not 0 or 1
    [InlineData(0x30, "00 01 61 04 08 00 01 23", ReasonCode.ProtocolError)] // MQTT-3.3.2-14: response topic with a wildcard
    [InlineData(0x30, "00 01 61 05 02 00 00 00", ReasonCode.MalformedPacket)]
    [InlineData(0x30, "00 01 61 7F", ReasonCode.MalformedPacket)]
    [InlineData(0x30, "00 01 00 00", ReasonCode.MalformedPacket)] // U+0000 in the topic
    public void Publish(byte header, string hex, ReasonCode reason)
        => Assert.Equal(reason, PublishPacket.Parse(header, Hex.Bytes(hex), ProtocolVersion.V5, PropertySet.Publish, out _));

    [Theory]
    [InlineData(0x80, "00 01 00 00 01 61 00", ReasonCode.MalformedPacket)] // MQTT-3.8.1-1
    [InlineData(0x82, "00 00 00 00 01 61 00", ReasonCode.ProtocolError)] // identifier 0
    [InlineData(0x82, "00 01 00", ReasonCode.ProtocolError)] // MQTT-3.8.3-2: no filter
    [InlineData(0x82, "00 01 00 00 01 61", ReasonCode.MalformedPacket)] // no options
    [InlineData(0x82, "00 01 00 00 01 61 03", ReasonCode.MalformedPacket)] // QoS 3
    [InlineData(0x82, "00 01 00 00 01 61 40", ReasonCode.MalformedPacket)] // MQTT-3.8.3-5: reserved bits
    [InlineData(0x82, "00 01 00 00 01 61 30", ReasonCode.ProtocolError)] // §3.8.3.1: retain handling 3
    [InlineData(0x82, "00 01 00 00 0A 24 73 68 61 72 65 2F 67 2F 61 04", ReasonCode.ProtocolError)] // MQTT-3.8.3-4: no-local on a shared one
    [InlineData(0x82, "00 01 02 0B 00 00 01 61 00", ReasonCode.ProtocolError)] // §3.8.2.1.2: subscription identifier 0
    public void Subscribe(byte header, string hex, ReasonCode reason)
    {
        var error = SubscribePacket.Parse(header, Hex.Bytes(hex), ProtocolVersion.V5, out var packet);
        while (error == ReasonCode.Success && packet.Next())
        {
        }
        Assert.Equal(reason, error == ReasonCode.Success ? packet.Error : error);
    }

    [Theory]
    [InlineData(0x62, "00 01", ProtocolVersion.V311, ReasonCode.Success)]
    [InlineData(0x60, "00 01", ProtocolVersion.V311, ReasonCode.MalformedPacket)] // MQTT-3.6.1-1
    [InlineData(0x41, "00 01", ProtocolVersion.V311, ReasonCode.MalformedPacket)]
    [InlineData(0x40, "00", ProtocolVersion.V311, ReasonCode.MalformedPacket)]
    [InlineData(0x40, "00 01 00", ProtocolVersion.V311, ReasonCode.MalformedPacket)]
    [InlineData(0x40, "00 00", ProtocolVersion.V5, ReasonCode.ProtocolError)]
    [InlineData(0x40, "00 01 00 05", ProtocolVersion.V5, ReasonCode.MalformedPacket)]
    [InlineData(0x40, "00 01 00 02 01 01", ProtocolVersion.V5, ReasonCode.ProtocolError)]
    public void Acknowledgement(byte header, string hex, ProtocolVersion version, ReasonCode reason)
        => Assert.Equal(reason, AckPacket.Parse(header, Hex.Bytes(hex), version, out _, out _));

    [Theory]
    [InlineData(0xE1, "", ProtocolVersion.V5, ReasonCode.MalformedPacket)] // MQTT-3.14.1-1
    [InlineData(0xE0, "00", ProtocolVersion.V311, ReasonCode.MalformedPacket)]
    [InlineData(0xE0, "00 01", ProtocolVersion.V5, ReasonCode.MalformedPacket)]
    [InlineData(0xE0, "00 02 21 00", ProtocolVersion.V5, ReasonCode.ProtocolError)]
    public void Disconnect(byte header, string hex, ProtocolVersion version, ReasonCode reason)
        => Assert.Equal(reason, DisconnectPacket.Parse(header, Hex.Bytes(hex), version, out _));
}
