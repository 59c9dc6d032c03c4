using System.Net;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker;

/// <summary>A network client of a wall: connected now, or its session waits for it.</summary>
/// <param name="ClientId">With the prefix of its admission.</param>
/// <param name="Address">Null while it is away.</param>
/// <param name="Version">Null while it is away.</param>
/// <param name="Filters">What it is subscribed to, as it said so.</param>
/// <param name="Waiting">Messages that wait for it.</param>
/// <param name="Until">When its session ends unless it comes back; null while it is connected, and for one that never ends.</param>
public sealed record ClientView(
    string ClientId, EndPoint? Address, bool IsConnected, bool IsEncrypted, ProtocolVersion? Version, IReadOnlyList<string> Filters, int Waiting, DateTimeOffset? Until);
