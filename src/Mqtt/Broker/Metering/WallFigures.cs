namespace Kith.Mqtt.Broker.Metering;

/// <summary>How much of the broker a wall uses.</summary>
/// <param name="Connections">Admitted.</param>
/// <param name="Sessions">Connected or kept.</param>
/// <param name="Retained">Retained messages.</param>
/// <param name="Queued">Messages that wait for clients that are away or slow.</param>
/// <param name="MessagesIn">PUBLISH packets from its clients since the start of the server; and so on.</param>
/// <param name="Pauses">Times that a client was not read for a moment because the share was used up.</param>
public readonly record struct WallFigures(
    int Connections, int Sessions, long Subscriptions, int Retained, long RetainedBytes, long Queued, long QueuedBytes, long MessagesIn, long BytesIn, long MessagesOut, long BytesOut, long Pauses);
