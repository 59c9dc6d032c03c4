namespace Kith.Mqtt.Codec;

/// <summary>The protocol level byte of CONNECT.</summary>
public enum ProtocolVersion : byte
{
    V311 = 4,
    V5 = 5,
}

/// <summary>Quality of service of a message or the most a subscription wants.</summary>
public enum Qos : byte
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
    ExactlyOnce = 2,
}
