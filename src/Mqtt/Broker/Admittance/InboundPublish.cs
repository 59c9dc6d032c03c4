using System.Text;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Admittance;

/// <summary>
/// A publish as it came from a network client, before it is routed. Spans are valid only during <see cref="IAdmission.Intercept"/>.
/// </summary>
public readonly ref struct InboundPublish
{
    public required Wall Wall { get; init; }
    public required object Principal { get; init; }
    /// <summary>With the admission's prefix.</summary>
    public required string ClientId { get; init; }
    /// <summary>UTF-8, no wildcards, at least one byte.</summary>
    public required ReadOnlySpan<byte> Topic { get; init; }
    public required ReadOnlySpan<byte> Payload { get; init; }
    public Qos Qos { get; init; }
    public bool Retain { get; init; }
    /// <summary>The client says it sent this before; it may not have reached anyone.</summary>
    public bool Duplicate { get; init; }
    /// <summary>The client's will, published because its connection ended.</summary>
    public bool IsWill { get; init; }
    public ProtocolVersion Version { get; init; }
    /// <summary>To be completed when the message was taken; nothing to do for QoS 0.</summary>
    public Acknowledgement Acknowledgement { get; init; }

    internal ReadOnlySpan<byte> PropertyBlock { get; init; }
    internal uint? ExpirySeconds { get; init; }

    /// <summary>Allocates the string; <see cref="Topic"/> does not.</summary>
    public string TopicText => Encoding.UTF8.GetString(Topic);

    public bool HasProperties => !PropertyBlock.IsEmpty || ExpirySeconds is not null;

    /// <summary>Decodes the MQTT 5 properties; allocates.</summary>
    public MessageProperties ReadProperties() => MessageProperties.Decode(PropertyBlock, ExpirySeconds);
}
