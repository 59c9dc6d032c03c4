namespace Kith.Mqtt.Codec;

/// <summary>Property identifiers of MQTT 5.0 §2.2.2.2; all are below 64, so a set of them is one ulong.</summary>
internal enum PropertyId : byte
{
    PayloadFormatIndicator = 1,
    MessageExpiryInterval = 2,
    ContentType = 3,
    ResponseTopic = 8,
    CorrelationData = 9,
    SubscriptionIdentifier = 11,
    SessionExpiryInterval = 17,
    AssignedClientIdentifier = 18,
    ServerKeepAlive = 19,
    AuthenticationMethod = 21,
    AuthenticationData = 22,
    RequestProblemInformation = 23,
    WillDelayInterval = 24,
    RequestResponseInformation = 25,
    ResponseInformation = 26,
    ServerReference = 28,
    ReasonString = 31,
    ReceiveMaximum = 33,
    TopicAliasMaximum = 34,
    TopicAlias = 35,
    MaximumQos = 36,
    RetainAvailable = 37,
    UserProperty = 38,
    MaximumPacketSize = 39,
    WildcardSubscriptionAvailable = 40,
    SubscriptionIdentifierAvailable = 41,
    SharedSubscriptionAvailable = 42,
}

/// <summary>Which properties each packet may carry (MQTT 5.0 table 2-4), as bit sets.</summary>
internal static class PropertySet
{
    public const ulong Message = (1UL << 1) | (1UL << 2) | (1UL << 3) | (1UL << 8) | (1UL << 9) | (1UL << 38);
    public const ulong Publish = Message | (1UL << 35);
    public const ulong PublishToClient = Publish | (1UL << 11);
    public const ulong Will = Message | (1UL << 24);
    public const ulong Connect = (1UL << 17) | (1UL << 33) | (1UL << 39) | (1UL << 34) | (1UL << 25) | (1UL << 23) | (1UL << 38)
        | (1UL << 21) | (1UL << 22);
    public const ulong Connack = (1UL << 17) | (1UL << 33) | (1UL << 36) | (1UL << 37) | (1UL << 39) | (1UL << 18) | (1UL << 34)
        | (1UL << 31) | (1UL << 38) | (1UL << 40) | (1UL << 41) | (1UL << 42) | (1UL << 19) | (1UL << 26) | (1UL << 28) | (1UL << 21)
        | (1UL << 22);
    public const ulong Acknowledgement = (1UL << 31) | (1UL << 38);
    public const ulong Subscribe = (1UL << 11) | (1UL << 38);
    public const ulong Unsubscribe = 1UL << 38;
    public const ulong Disconnect = (1UL << 17) | (1UL << 31) | (1UL << 38) | (1UL << 28);
    public const ulong Auth = (1UL << 21) | (1UL << 22) | (1UL << 31) | (1UL << 38);

    public static ulong Of(PropertyId id) => 1UL << (byte)id;

    public static bool Has(this ulong set, PropertyId id) => (set & Of(id)) != 0;
}
