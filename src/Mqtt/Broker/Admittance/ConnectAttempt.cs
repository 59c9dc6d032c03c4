using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Admittance;

/// <summary>Who knocks, and with what.</summary>
public sealed record ConnectAttempt
{
    /// <summary>As sent; empty when the client leaves the choice to the broker.</summary>
    public required string ClientId { get; init; }
    public string? UserName { get; init; }
    public ReadOnlyMemory<byte>? Password { get; init; }
    public EndPoint? RemoteEndPoint { get; init; }
    public bool Tls { get; init; }
    public X509Certificate2? ClientCertificate { get; init; }
    public ProtocolVersion Version { get; init; }

    /// <summary>Of enhanced authentication; null when the client names none.</summary>
    public string? Method { get; init; }
}

/// <summary>The answer to a <see cref="ConnectAttempt"/>.</summary>
public sealed record Admission
{
    private Admission()
    {
    }

    /// <summary>Success, or the refusal; MQTT 3.1.1 gets the return code it maps to.</summary>
    public ReasonCode Reason { get; private init; }

    /// <summary>How long a refusal is held back, to slow down guessing. The connection costs memory meanwhile: keep below 10 s.</summary>
    public TimeSpan Delay { get; private init; }

    public Wall Wall { get; private init; }

    public object Principal { get; private init; } = "";

    /// <summary>Keep-alive the client must use, whatever it asked (MQTT 5 only; 3.1.1 cannot be told).</summary>
    public TimeSpan? KeepAlive { get; init; }

    /// <summary>
    /// Put before the client id inside the wall, so that two principals of one wall cannot take over each other's sessions.
    /// </summary>
    public string ClientIdPrefix { get; init; } = "";

    /// <summary>
    /// What it leaves behind outlives the broker's process, where the broker has a store: its session if that outlives its connection, its
    /// retained messages, its will.
    /// </summary>
    public bool IsKept { get; init; }

    /// <summary>Bytes of its largest packet; null for <see cref="BrokerOptions.MaxPacketSize"/>.</summary>
    public int? MaxPacketSize { get; init; }

    public static Admission Admit(Wall wall, object principal) => new() { Wall = wall, Principal = principal };

    public static Admission Refuse(ReasonCode reason, TimeSpan delay = default) => new() { Reason = reason, Delay = delay };
}
