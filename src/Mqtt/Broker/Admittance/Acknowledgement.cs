using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Admittance;

/// <summary>
/// The right to acknowledge one taken publish. PUBACK or PUBREC leaves in the order of the publishes (MQTT-4.6.0-2, -3), so a completed
/// one waits for those before it. Several completed together leave in one flush. Call from any thread, once; after the connection has
/// gone it does nothing for QoS 1 (the client sends again) and is remembered for QoS 2.
/// </summary>
public readonly struct Acknowledgement
{
    private readonly Inbound? _inbound;
    private readonly uint _token;
    private readonly ushort _packetId;

    internal Acknowledgement(Inbound inbound, uint token, ushort packetId)
    {
        _inbound = inbound;
        _token = token;
        _packetId = packetId;
    }

    /// <summary>Whether the client waits for it (QoS 1 and 2).</summary>
    public bool IsAwaited => _inbound is not null;

    public void Complete(ReasonCode reason = ReasonCode.Success) => _inbound?.Complete(_token, _packetId, reason, null);
}
