using System.Text;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Client;

/// <summary>CONNECT from the client's options.</summary>
internal static class ConnectRequest
{
    public static ConnectPacket From(MqttClientOptions options) => new()
    {
        Version = options.Version,
        ClientId = options.ClientId,
        CleanStart = options.CleanStart,
        KeepAlive = (ushort)Math.Min(options.KeepAlive.TotalSeconds, ushort.MaxValue),
        UserName = options.UserName,
        // Not "? bytes : null", which is an empty password: MQTT 3.1.1 forbids one without a user name.
        Password = options.Password is { } password ? (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(password) : default(ReadOnlyMemory<byte>?),
        SessionExpiry = (uint)Math.Min(options.SessionExpiry.TotalSeconds, uint.MaxValue),
        ReceiveMaximum = options.ReceiveMaximum,
        MaximumPacketSize = (uint)options.MaxPacketSize,
        TopicAliasMaximum = options.TopicAliasMaximum,
        Will = options.Will is { } will
            ? new WillPacket
            {
                Topic = Encoding.UTF8.GetBytes(will.Topic),
                Payload = will.Payload.ToArray(),
                Qos = will.Qos,
                Retain = will.Retain,
                Delay = (uint)will.Delay.TotalSeconds,
                Properties = will.Properties?.Encode() ?? [],
                Expiry = will.Properties?.ExpirySeconds,
            }
            : null,
    };
}
