using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Metering;

namespace Kith.Server.Api;

/// <summary>How much of the broker a home uses, and may.</summary>
/// <param name="Sessions">Connected or kept.</param>
/// <param name="Retained">Retained messages.</param>
/// <param name="Queued">Messages that wait for clients that are away or slow.</param>
/// <param name="MessagesIn">Published by its clients since the server started; and so on.</param>
/// <param name="Pauses">Times that a client was not read for a moment because the home had used up its share.</param>
internal sealed record BrokerUse(
    int Connections, int Sessions, long Subscriptions, int Retained, long RetainedBytes, long Queued, long QueuedBytes, long MessagesIn, long BytesIn, long MessagesOut, long BytesOut, long Pauses,
    BrokerLimits Limits)
{
    internal static BrokerUse Of(WallFigures its, BrokerOptions options) => new(
        its.Connections, its.Sessions, its.Subscriptions, its.Retained, its.RetainedBytes, its.Queued, its.QueuedBytes, its.MessagesIn, its.BytesIn, its.MessagesOut, its.BytesOut, its.Pauses,
        new(options.MaxConnectionsPerWall, options.MaxSessionsPerWall, options.MaxRetainedPerWall, options.MaxRetainedBytesPerWall, options.MaxQueuedBytesPerWall,
            options.MaxMessagesPerSecondPerWall, options.MaxBytesPerSecondPerWall));
}

/// <summary>A home's share of the broker; null where there is no limit.</summary>
internal sealed record BrokerLimits(int? Connections, int Sessions, int Retained, long RetainedBytes, long QueuedBytes, int? MessagesPerSecond, int? BytesPerSecond);
