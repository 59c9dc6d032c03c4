using System.Text;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Local;

/// <summary>A message for an in-process subscriber. It owns its bytes: keep them as long as you like, never change them.</summary>
public readonly struct LocalMessage
{
    private readonly Message _message;
    private readonly Clock _clock;

    internal LocalMessage(Message message, Qos qos, bool retained, Clock clock)
    {
        _message = message;
        _clock = clock;
        Qos = qos;
        IsRetained = retained;
    }

    /// <summary>Allocates the string; <see cref="TopicUtf8"/> does not.</summary>
    public string Topic => _message.TopicText;

    public ReadOnlySpan<byte> TopicUtf8 => _message.Topic;

    public ReadOnlyMemory<byte> Payload => _message.Payload;

    public string PayloadText => Encoding.UTF8.GetString(_message.Payload.Span);

    public Qos Qos { get; }

    /// <summary>It was retained before the subscription was made.</summary>
    public bool IsRetained { get; }

    /// <summary>Client id of the publisher, or the name of the local client.</summary>
    public string? PublisherId => _message.PublisherId;

    /// <summary>Decodes the MQTT 5 properties; allocates.</summary>
    public MessageProperties ReadProperties() => MessageProperties.Decode(
        _message.Properties,
        _message.ExpiresAt == Clock.Never ? null : (uint)Math.Max(0, (_message.ExpiresAt - _clock.NowMs) / 1000));
}
