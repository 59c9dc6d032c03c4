namespace Kith.Mqtt.Broker.Admittance;

/// <summary>
/// One conversation by a method of MQTT 5's enhanced authentication (§4.12): called with what the client says, once for each time that it
/// says something, never twice at once. Broken off without notice when the client is gone or takes longer than
/// <see cref="BrokerOptions.ConnectTimeout"/>.
/// </summary>
/// <param name="data">Authentication data of CONNECT, then of each AUTH; empty when the packet has none.</param>
public delegate ValueTask<AuthenticationStep> AuthenticationExchange(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

/// <summary>What the owner says next in an <see cref="AuthenticationExchange"/>.</summary>
public sealed record AuthenticationStep
{
    private AuthenticationStep()
    {
    }

    /// <summary>Null while the client is to say more.</summary>
    public Admission? Admission { get; private init; }

    /// <summary>For the client; empty = nothing is said but that it goes on, or is over.</summary>
    public ReadOnlyMemory<byte> Data { get; private init; }

    /// <summary>The client must answer this (AUTH 0x18).</summary>
    public static AuthenticationStep Challenge(ReadOnlyMemory<byte> data) => new() { Data = data };

    /// <summary>
    /// It is decided. For a client that is in already (§4.12.1) only whether it may stay is looked at: it remains who it is, and where.
    /// </summary>
    public static AuthenticationStep Decide(Admission admission, ReadOnlyMemory<byte> data = default) => new() { Admission = admission, Data = data };
}
