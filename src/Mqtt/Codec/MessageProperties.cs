using System.Text;

namespace Kith.Mqtt.Codec;

/// <summary>
/// What MQTT 5 lets a publisher say about a message besides its payload (§3.3.2.3). MQTT 3.1.1 peers neither send nor see it.
/// </summary>
public sealed record MessageProperties
{
    /// <summary>Time after which the message is of no use; whole seconds are sent. Null = never expires.</summary>
    public TimeSpan? Expiry { get; init; }
    /// <summary>True = the payload says it is UTF-8 text.</summary>
    public bool PayloadIsText { get; init; }
    public string? ContentType { get; init; }
    public string? ResponseTopic { get; init; }
    public ReadOnlyMemory<byte>? CorrelationData { get; init; }
    /// <summary>Names may repeat; the order is kept.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UserProperties { get; init; } = [];

    internal uint? ExpirySeconds => Expiry is { } expiry ? (uint)Math.Clamp(Math.Ceiling(expiry.TotalSeconds), 0, uint.MaxValue) : null;

    /// <summary>Everything but the expiry, which each hop writes anew.</summary>
    internal byte[] Encode()
    {
        using var block = new BodyWriter();
        if (PayloadIsText)
        {
            block.Property(PropertyId.PayloadFormatIndicator, (byte)1);
        }
        if (ContentType is { } contentType)
        {
            block.Property(PropertyId.ContentType, contentType);
        }
        if (ResponseTopic is { } responseTopic)
        {
            block.Property(PropertyId.ResponseTopic, responseTopic);
        }
        if (CorrelationData is { } correlation)
        {
            block.Byte((byte)PropertyId.CorrelationData);
            block.Binary(correlation.Span);
        }
        foreach (var (name, value) in UserProperties)
        {
            block.Property(PropertyId.UserProperty, name);
            block.Text(value);
        }
        return block.Written.ToArray();
    }

    /// <summary>Reads a block already known to be valid.</summary>
    internal static MessageProperties Decode(ReadOnlySpan<byte> block, uint? expirySeconds)
    {
        var isText = false;
        string? contentType = null;
        string? responseTopic = null;
        byte[]? correlation = null;
        List<KeyValuePair<string, string>>? user = null;
        var properties = new PropertyReader(block, PropertySet.PublishToClient);
        while (properties.Next())
        {
            switch (properties.Id)
            {
                case PropertyId.PayloadFormatIndicator:
                    isText = properties.Number == 1;
                    break;
                case PropertyId.ContentType:
                    contentType = Encoding.UTF8.GetString(properties.Bytes);
                    break;
                case PropertyId.ResponseTopic:
                    responseTopic = Encoding.UTF8.GetString(properties.Bytes);
                    break;
                case PropertyId.CorrelationData:
                    correlation = properties.Bytes.ToArray();
                    break;
                case PropertyId.UserProperty:
                    (user ??= []).Add(new(Encoding.UTF8.GetString(properties.Bytes), Encoding.UTF8.GetString(properties.Second)));
                    break;
                default:
                    break;
            }
        }
        return new MessageProperties
        {
            Expiry = expirySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            PayloadIsText = isText,
            ContentType = contentType,
            ResponseTopic = responseTopic,
            CorrelationData = correlation is null ? null : correlation,
            UserProperties = user ?? (IReadOnlyList<KeyValuePair<string, string>>)[],
        };
    }
}
