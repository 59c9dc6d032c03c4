namespace Kith.Mqtt.Codec;

/// <summary>Reason codes of MQTT 5.0 §2.4. Values from 0x80 are failures. MQTT 3.1.1 peers see the mapped code or none.</summary>
public enum ReasonCode : byte
{
    /// <summary>Also: normal disconnection, granted QoS 0.</summary>
    Success = 0x00,
    GrantedQos1 = 0x01,
    GrantedQos2 = 0x02,
    DisconnectWithWill = 0x04,
    NoMatchingSubscribers = 0x10,
    NoSubscriptionExisted = 0x11,
    ContinueAuthentication = 0x18,
    ReAuthenticate = 0x19,
    UnspecifiedError = 0x80,
    MalformedPacket = 0x81,
    ProtocolError = 0x82,
    ImplementationSpecificError = 0x83,
    UnsupportedProtocolVersion = 0x84,
    ClientIdentifierNotValid = 0x85,
    BadUserNameOrPassword = 0x86,
    NotAuthorized = 0x87,
    ServerUnavailable = 0x88,
    ServerBusy = 0x89,
    Banned = 0x8A,
    ServerShuttingDown = 0x8B,
    BadAuthenticationMethod = 0x8C,
    KeepAliveTimeout = 0x8D,
    SessionTakenOver = 0x8E,
    TopicFilterInvalid = 0x8F,
    TopicNameInvalid = 0x90,
    PacketIdentifierInUse = 0x91,
    PacketIdentifierNotFound = 0x92,
    ReceiveMaximumExceeded = 0x93,
    TopicAliasInvalid = 0x94,
    PacketTooLarge = 0x95,
    MessageRateTooHigh = 0x96,
    QuotaExceeded = 0x97,
    AdministrativeAction = 0x98,
    PayloadFormatInvalid = 0x99,
    RetainNotSupported = 0x9A,
    QosNotSupported = 0x9B,
    UseAnotherServer = 0x9C,
    ServerMoved = 0x9D,
    SharedSubscriptionsNotSupported = 0x9E,
    ConnectionRateExceeded = 0x9F,
    MaximumConnectTime = 0xA0,
    SubscriptionIdentifiersNotSupported = 0xA1,
    WildcardSubscriptionsNotSupported = 0xA2,
}

/// <summary>What a reason code means on an MQTT 3.1.1 connection, and to whoever reads it.</summary>
public static class ReasonCodes
{
    public static bool IsError(this ReasonCode code) => (byte)code >= 0x80;

    /// <summary>The reason string (§3.1.2.11.7) that goes with a refusal or a farewell; null where the code says all. English, at most 70 characters.</summary>
    internal static string? Text(this ReasonCode code) => code switch
    {
        ReasonCode.MalformedPacket => "a packet could not be read",
        ReasonCode.ProtocolError => "a packet that may not come here or in this form",
        ReasonCode.ImplementationSpecificError => "the server could not do it",
        ReasonCode.UnsupportedProtocolVersion => "this server speaks MQTT 3.1.1 and 5.0",
        ReasonCode.ClientIdentifierNotValid => "the client id is too long, or missing for a session that is to stay",
        ReasonCode.BadUserNameOrPassword => "the user name, password or certificate is not right",
        ReasonCode.NotAuthorized => "this credential may not do that here, or has ended",
        ReasonCode.ServerUnavailable => "the server cannot answer now; try again later",
        ReasonCode.ServerBusy => "the server has too much to do; try again later",
        ReasonCode.ServerShuttingDown => "the server stops; it may be back soon",
        ReasonCode.BadAuthenticationMethod => "this authentication method is not offered",
        ReasonCode.KeepAliveTimeout => "nothing was heard for one and a half keep-alives",
        ReasonCode.SessionTakenOver => "another connection came with this client id",
        ReasonCode.ReceiveMaximumExceeded => "more messages were unanswered than the receive maximum",
        ReasonCode.TopicAliasInvalid => "the topic alias is 0 or above the maximum",
        ReasonCode.PacketTooLarge => "a packet is larger than the other side takes",
        ReasonCode.QuotaExceeded => "a limit is reached: connections, sessions or messages that wait",
        ReasonCode.AdministrativeAction => "ended by whoever runs the server",
        ReasonCode.ConnectionRateExceeded => "too many attempts; try again later",
        _ => null,
    };

    /// <summary>CONNACK return code of MQTT 3.1.1 §3.2.2.3 (0 to 5) for a refusal.</summary>
    public static byte ToConnectReturnCode(this ReasonCode code) => code switch
    {
        ReasonCode.Success => 0,
        ReasonCode.UnsupportedProtocolVersion => 1,
        ReasonCode.ClientIdentifierNotValid => 2,
        ReasonCode.BadUserNameOrPassword => 4,
        ReasonCode.NotAuthorized or ReasonCode.Banned or ReasonCode.BadAuthenticationMethod => 5,
        _ => 3,
    };

    /// <summary>The reason code an MQTT 3.1.1 CONNACK return code stands for.</summary>
    public static ReasonCode FromConnectReturnCode(byte code) => code switch
    {
        0 => ReasonCode.Success,
        1 => ReasonCode.UnsupportedProtocolVersion,
        2 => ReasonCode.ClientIdentifierNotValid,
        3 => ReasonCode.ServerUnavailable,
        4 => ReasonCode.BadUserNameOrPassword,
        5 => ReasonCode.NotAuthorized,
        _ => ReasonCode.ProtocolError,
    };
}
