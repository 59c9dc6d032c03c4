using System.Text;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Walls;

/// <summary>
/// A message that must outlive the packet it came in: queued, in flight or retained. One array: topic, properties, payload.
/// </summary>
internal sealed class Message
{
    private readonly byte[] _bytes;
    private readonly ushort _topicLength;
    private readonly int _propertiesLength;

    public Message(scoped in Publication publication)
    {
        _bytes = new byte[publication.Topic.Length + publication.Properties.Length + publication.Payload.Length];
        _topicLength = (ushort)publication.Topic.Length;
        _propertiesLength = publication.Properties.Length;
        publication.Topic.CopyTo(_bytes);
        publication.Properties.CopyTo(_bytes.AsSpan(_topicLength));
        publication.Payload.CopyTo(_bytes.AsSpan(_topicLength + _propertiesLength));
        Qos = publication.Qos;
        ExpiresAt = publication.ExpiresAt;
        PublisherId = publication.PublisherId;
        IsKept = publication.IsKept;
    }

    public Qos Qos { get; }

    /// <summary>On the broker's <see cref="Clock"/>.</summary>
    public long ExpiresAt { get; }

    public string? PublisherId { get; }

    /// <summary>Retained, it outlives this process.</summary>
    public bool IsKept { get; }

    public ReadOnlySpan<byte> Topic => _bytes.AsSpan(0, _topicLength);

    public ReadOnlySpan<byte> Properties => _bytes.AsSpan(_topicLength, _propertiesLength);

    public ReadOnlyMemory<byte> Payload => _bytes.AsMemory(_topicLength + _propertiesLength);

    /// <summary>Bytes this message holds, with the objects around them (about 88).</summary>
    public int Size => _bytes.Length + 88;

    public string TopicText => Encoding.UTF8.GetString(Topic);
}
