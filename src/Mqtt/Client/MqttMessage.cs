using System.Text;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Client;

/// <summary>A message received; it owns its bytes.</summary>
public sealed record MqttMessage(string Topic, ReadOnlyMemory<byte> Payload, Qos Qos, bool Retain)
{
    private readonly byte[]? _properties;
    private readonly uint? _expiry;

    /// <summary>The broker says it sent this before.</summary>
    public bool Duplicate { get; init; }

    /// <summary>First subscription identifier that matched; 0 = none.</summary>
    public uint SubscriptionId { get; init; }

    public string PayloadText => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>Decodes the MQTT 5 properties; allocates.</summary>
    public MessageProperties ReadProperties() => MessageProperties.Decode(_properties, _expiry);

    internal static MqttMessage From(scoped in PublishPacket packet, string topic)
        => new(topic, packet.Payload.ToArray(), packet.Qos, packet.Retain, packet);

    private MqttMessage(string topic, byte[] payload, Qos qos, bool retain, scoped in PublishPacket packet)
        : this(topic, payload, qos, retain)
    {
        _properties = packet.Properties.IsEmpty ? null : packet.Properties.ToArray();
        _expiry = packet.Seen.Has(PropertyId.MessageExpiryInterval) ? packet.Expiry : null;
        Duplicate = packet.Duplicate;
        SubscriptionId = packet.SubscriptionId;
    }
}

/// <summary>
/// How ConnectAsync went. A broker that cannot be reached is <see cref="ReasonCode.ServerUnavailable"/> with the error in words.
/// </summary>
public readonly record struct ConnectOutcome(ReasonCode Reason, bool SessionPresent, string ClientId, string? Error)
{
    public bool IsConnected => Reason == ReasonCode.Success;
}

/// <summary>Why the connection is over.</summary>
/// <param name="Reason">Success when this side asked for it.</param>
/// <param name="ByServer">The broker said so in a DISCONNECT.</param>
/// <param name="Error">In words, when the network or the protocol broke.</param>
public readonly record struct Disconnection(ReasonCode Reason, bool ByServer, string? Error);

/// <summary>Options of one subscription (MQTT 5 §3.8.3.1; MQTT 3.1.1 knows the QoS only).</summary>
public readonly record struct SubscribeRequest(string Filter, Qos Qos = Qos.AtMostOnce)
{
    public bool NoLocal { get; init; }
    public bool RetainAsPublished { get; init; }
    public RetainHandling RetainHandling { get; init; }
    /// <summary>1 to 268,435,455; 0 = none.</summary>
    public uint Identifier { get; init; }

    internal SubscribeOptions Options
        => new((byte)((byte)Qos | (NoLocal ? 4 : 0) | (RetainAsPublished ? 8 : 0) | ((byte)RetainHandling << 4)));
}

public enum RetainHandling : byte
{
    Send,
    SendIfNew,
    DoNotSend,
}
