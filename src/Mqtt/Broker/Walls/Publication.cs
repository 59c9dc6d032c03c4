using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Walls;

/// <summary>A message on its way through a wall. It becomes a <see cref="Message"/>, once, only when somebody must keep it.</summary>
internal ref struct Publication
{
    public ReadOnlySpan<byte> Topic;
    /// <summary>Only what may travel on, see <see cref="PropertyBlock"/>.</summary>
    public ReadOnlySpan<byte> Properties;
    public ReadOnlySpan<byte> Payload;
    public Qos Qos;
    public bool Retain;
    /// <summary>On the broker's <see cref="Clock"/>; <see cref="Clock.Never"/> = keeps.</summary>
    public long ExpiresAt;
    public string? PublisherId;
    /// <summary>Who published it leaves behind what outlives this process, see <see cref="Admission.IsKept"/>.</summary>
    public bool IsKept;
    /// <summary>For no-local; null for wills and retained messages.</summary>
    public Subscriber? Publisher;

    private Message? _kept;

    public static Publication Of(Message message) => new()
    {
        Topic = message.Topic,
        Properties = message.Properties,
        Payload = message.Payload.Span,
        Qos = message.Qos,
        ExpiresAt = message.ExpiresAt,
        PublisherId = message.PublisherId,
        IsKept = message.IsKept,
        _kept = message,
    };

    public Message Keep() => _kept ??= new Message(this);
}
