using System.Text;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Client;

/// <summary>What one packet from the broker means to a client.</summary>
internal sealed class ClientIntake(ClientConnection connection, MqttClient client)
{
    private readonly MqttClientOptions _options = client.Options;
    private string?[]? _aliases;

    /// <summary>A message comes out when it is to be handed over; the error ends the connection.</summary>
    public ReasonCode Handle(byte header, ReadOnlySpan<byte> body, out MqttMessage? message)
    {
        message = null;
        switch ((PacketType)(header >> 4))
        {
            case PacketType.Connack:
                var error = ConnackPacket.Parse(header, body, _options.Version, out var connack);
                if (error == ReasonCode.Success)
                {
                    client.OnConnack(connack);
                    connection.OnConnack(connack);
                }
                return error;
            case PacketType.Publish:
                return OnPublish(header, body, out message);
            case PacketType.Puback or PacketType.Pubrec or PacketType.Pubrel or PacketType.Pubcomp:
                return OnAck(header, body);
            case PacketType.Suback or PacketType.Unsuback:
                return OnSuback(header, body);
            case PacketType.Pingresp:
                return ReasonCode.Success;
            case PacketType.Disconnect:
                var bad = DisconnectPacket.Parse(header, body, _options.Version, out var disconnect);
                connection.End(new Disconnection(bad == ReasonCode.Success ? disconnect.Reason : bad, true, disconnect.ReasonText));
                return ReasonCode.Success;
            default:
                return ReasonCode.ProtocolError;
        }
    }

    private ReasonCode OnPublish(byte header, ReadOnlySpan<byte> body, out MqttMessage? message)
    {
        message = null;
        var error = PublishPacket.Parse(header, body, _options.Version, PropertySet.PublishToClient, out var packet);
        if (error != ReasonCode.Success)
        {
            return error;
        }
        var topic = packet.Topic.IsEmpty ? "" : Encoding.UTF8.GetString(packet.Topic);
        if (packet.Alias != 0)
        {
            if (packet.Alias > _options.TopicAliasMaximum)
            {
                return ReasonCode.TopicAliasInvalid;
            }
            ref var known = ref (_aliases ??= new string?[_options.TopicAliasMaximum])[packet.Alias - 1];
            if (topic.Length == 0 && known is null)
            {
                return ReasonCode.TopicAliasInvalid;
            }
            topic = known = topic.Length == 0 ? known! : topic;
        }
        if (packet.Qos != Qos.ExactlyOnce || client.IsFirst(packet.PacketId))
        {
            message = MqttMessage.From(packet, topic);
        }
        if (packet.Qos > 0)
        {
            Answer(packet.Qos == Qos.AtLeastOnce ? PacketType.Puback : PacketType.Pubrec, packet.PacketId);
        }
        return ReasonCode.Success;
    }

    private ReasonCode OnAck(byte header, ReadOnlySpan<byte> body)
    {
        var error = AckPacket.Parse(header, body, _options.Version, out var packetId, out var reason);
        if (error != ReasonCode.Success)
        {
            return error;
        }
        switch ((PacketType)(header >> 4))
        {
            case PacketType.Pubrel:
                client.Released(packetId);
                Answer(PacketType.Pubcomp, packetId);
                break;
            case PacketType.Pubrec when reason.IsError():
                Complete(packetId, PacketType.Pubrec, reason);
                break;
            case PacketType.Pubrec:
                // Answered even when unknown, so that the broker's exchange can end.
                connection.Pending.MoveOn(packetId);
                Answer(PacketType.Pubrel, packetId);
                break;
            default:
                Complete(packetId, (PacketType)(header >> 4), reason);
                break;
        }
        return ReasonCode.Success;
    }

    private void Complete(ushort packetId, PacketType type, ReasonCode reason)
    {
        if (connection.Pending.Take(packetId, type) is { } publish)
        {
            publish.TrySetResult(reason);
            connection.Window.Release();
        }
    }

    private ReasonCode OnSuback(byte header, ReadOnlySpan<byte> body)
    {
        var error = SubackPacket.Parse(header, body, _options.Version, out var packetId, out var codes);
        if (error == ReasonCode.Success)
        {
            var granted = codes.IsEmpty ? ReasonCode.Success : (ReasonCode)codes[0];
            connection.Pending.Take(packetId, (PacketType)(header >> 4))?.TrySetResult(granted);
        }
        return error;
    }

    private void Answer(PacketType type, ushort packetId)
        => connection.Outgoing.Write(
            (type, packetId, _options.Version),
            static (output, ack) => AckPacket.Write(output, ack.type, ack.packetId, ReasonCode.Success, ack.Version));
}
