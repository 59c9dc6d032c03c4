namespace Kith.Mqtt.Transports;

/// <summary>What carries plain TCP; TLS and WebSocket are Kestrel's.</summary>
public enum MqttTransport
{
    /// <summary>Everywhere.</summary>
    Kestrel,
    /// <summary>Linux: less memory for an idle connection, fewer calls of the kernel for a message (bench/README.md, broker).</summary>
    Epoll,
}

public static class MqttTransports
{
    /// <summary>The best that runs on this machine.</summary>
    public static MqttTransport OfThisMachine => OperatingSystem.IsLinux() ? MqttTransport.Epoll : MqttTransport.Kestrel;
}
