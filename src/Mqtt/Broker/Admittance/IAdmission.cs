using Kith.Mqtt.Broker.Local;

namespace Kith.Mqtt.Broker.Admittance;

/// <summary>
/// The owner of the walls: says who comes in and what they may do. Only <see cref="AdmitAsync"/> and exchanges may wait; the others are called on
/// the connection's reading thread, per packet, and must be quick and never block. They may publish through a <see cref="LocalClient"/>.
/// </summary>
public interface IAdmission
{
    /// <summary>
    /// Called once per connection, after CONNECT was found valid. A credential revoked while this runs must be looked for again in
    /// <see cref="Connected"/>.
    /// </summary>
    ValueTask<Admission> AdmitAsync(ConnectAttempt attempt, CancellationToken cancellationToken);

    /// <summary>
    /// A CONNECT of MQTT 5 names a method of enhanced authentication (<see cref="ConnectAttempt.Method"/>): the exchange that decides in the
    /// place of <see cref="AdmitAsync"/>. Null = the method is not offered; the client hears 0x8C.
    /// </summary>
    AuthenticationExchange? Authenticate(ConnectAttempt attempt) => null;

    /// <summary>A client that came in by an exchange wants to prove itself once more by the same method (§4.12.1). Null ends its connection.</summary>
    AuthenticationExchange? AuthenticateAgain(object principal, string method) => null;

    /// <summary>
    /// Topic name as UTF-8, without wildcards. False: MQTT 5 gets reason 0x87, MQTT 3.1.1 is acknowledged and the message dropped and
    /// counted.
    /// </summary>
    bool MayPublish(object principal, ReadOnlySpan<byte> topic);

    /// <summary>The filter of a shared subscription comes without its $share/group/ prefix. False: 0x87, or 0x80 for MQTT 3.1.1.</summary>
    bool MaySubscribe(object principal, string filter);

    /// <summary>Called for each allowed publish of a network client, in the order received. Spans are valid only during the call.</summary>
    Routing Intercept(in InboundPublish publish);

    /// <summary>After the session exists and CONNACK is written; before any of its publishes.</summary>
    void Connected(object principal, string clientId);

    /// <summary>
    /// Exactly once after <see cref="Connected"/>. When a session is taken over, before the new connection's <see cref="Connected"/>.
    /// </summary>
    void Disconnected(object principal, string clientId, DisconnectCause cause);
}

public enum Routing
{
    /// <summary>To the subscribers of the wall, and to the retained messages when it says so.</summary>
    Deliver,
    /// <summary>
    /// The owner has it. It completes <see cref="InboundPublish.Acknowledgement"/> when the message is safe; nobody else sees the
    /// message.
    /// </summary>
    Taken,
}

/// <summary>Why a connection ended.</summary>
public enum DisconnectCause
{
    /// <summary>DISCONNECT by the client.</summary>
    Normal,
    /// <summary>DISCONNECT by the client that asks for its will (0x04).</summary>
    Will,
    /// <summary>Silent for longer than its keep-alive allows.</summary>
    KeepAlive,
    /// <summary>Another connection came with the same client id.</summary>
    TakenOver,
    /// <summary>By <see cref="MqttBroker.DisconnectAsync"/> or <see cref="MqttBroker.RemoveWall"/>, or it could not prove itself again.</summary>
    Revoked,
    ProtocolError,
    /// <summary>Its queue of QoS 1 and 2 messages was full.</summary>
    TooSlow,
    /// <summary>The connection broke without DISCONNECT.</summary>
    Io,
    /// <summary>This broker stops.</summary>
    ShuttingDown,
}
