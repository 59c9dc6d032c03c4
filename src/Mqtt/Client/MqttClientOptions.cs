using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Client;

/// <summary>Where to connect, as whom, and the client's own bounds.</summary>
public sealed record MqttClientOptions
{
    public string Host { get; init; } = "127.0.0.1";

    public int Port { get; init; } = 1883;

    /// <summary>MQTT over WebSocket at this ws:// or wss:// address instead of <see cref="Host"/> and <see cref="Port"/>.</summary>
    public Uri? WebSocket { get; init; }

    public bool UseTls { get; init; }

    /// <summary>Null = the system's trust. A device that pins its hub compares the certificate here.</summary>
    public RemoteCertificateValidationCallback? ValidateServer { get; init; }

    /// <summary>Shown when TLS asks for one; with its private key.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    public ProtocolVersion Version { get; init; } = ProtocolVersion.V5;

    /// <summary>Empty = the broker chooses.</summary>
    public string ClientId { get; init; } = "";

    public string? UserName { get; init; }

    public string? Password { get; init; }

    public bool CleanStart { get; init; } = true;

    /// <summary>Whole seconds are sent; zero = none. Default 60 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the broker keeps the session after the connection. MQTT 3.1.1 knows only CleanStart.</summary>
    public TimeSpan SessionExpiry { get; init; }

    public MqttWill? Will { get; init; }

    /// <summary>Called on the receiving loop, in order; must not block. Null = read <see cref="MqttClient.Messages"/>.</summary>
    public Action<MqttMessage>? OnMessage { get; init; }

    /// <summary>From the first packet to CONNACK, TCP and TLS included. 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Bytes waiting to be sent; beyond it QoS 0 is refused (false). 1 MiB: a device that is this far behind should drop, not hoard.
    /// </summary>
    public int MaxOutgoingBytes { get; init; } = 1024 * 1024;

    /// <summary>Publishes awaiting their acknowledgement; the broker's receive maximum may lower it. 64.</summary>
    public int MaxInflight { get; init; } = 64;

    /// <summary>QoS 1 and 2 publishes waiting for a place in flight; beyond it they are refused (0x97). 10,000.</summary>
    public int MaxWaitingPublishes { get; init; } = 10_000;

    /// <summary>Received messages waiting in <see cref="MqttClient.Messages"/>; when full, the socket is not read. 1,000.</summary>
    public int MaxWaitingMessages { get; init; } = 1_000;

    /// <summary>Bytes of one received packet. 256 KiB, as the broker.</summary>
    public int MaxPacketSize { get; init; } = 256 * 1024;

    /// <summary>QoS 1 and 2 messages the broker may send before we acknowledge (MQTT 5). 64.</summary>
    public ushort ReceiveMaximum { get; init; } = 64;

    /// <summary>Topic aliases the broker may use towards us (MQTT 5). 16; 0 = none.</summary>
    public ushort TopicAliasMaximum { get; init; } = 16;
}

/// <summary>What the broker publishes when this client vanishes.</summary>
public sealed record MqttWill(string Topic, ReadOnlyMemory<byte> Payload, Qos Qos = Qos.AtMostOnce, bool Retain = false)
{
    /// <summary>Time the client has to come back first (MQTT 5).</summary>
    public TimeSpan Delay { get; init; }

    public MessageProperties? Properties { get; init; }
}
