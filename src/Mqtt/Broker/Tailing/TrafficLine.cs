using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Tailing;

/// <summary>What happened between a client and the broker.</summary>
public enum TrafficKind
{
    /// <summary>The client published.</summary>
    Says,
    /// <summary>A message was sent to it.</summary>
    Hears,
    /// <summary>It connected.</summary>
    Comes,
    /// <summary>Its connection ended.</summary>
    Goes,
}

/// <summary>One line of a <see cref="TrafficTail"/>. Topic and what follows is of messages only.</summary>
/// <param name="ClientId">With the admission's prefix.</param>
/// <param name="Size">Bytes of the whole payload.</param>
/// <param name="Payload">Its beginning, see <see cref="BrokerOptions.MaxTailPayload"/>.</param>
/// <param name="Duplicate">It may have been sent before.</param>
/// <param name="IsRefused">The client may not publish there: nobody got it.</param>
/// <param name="Cause">Why its connection ended.</param>
public sealed record TrafficLine(
    DateTimeOffset At, TrafficKind Kind, string ClientId, string Topic = "", Qos Qos = default, bool Retain = false, bool Duplicate = false, int Size = 0,
    ReadOnlyMemory<byte> Payload = default, bool IsRefused = false, DisconnectCause? Cause = null);
