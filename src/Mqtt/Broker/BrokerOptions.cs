using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker;

/// <summary>Every bound of the broker, with its unit and why it is what it is.</summary>
public sealed record BrokerOptions
{
    /// <summary>Bytes of one packet, both ways. 256 KiB: the largest device snapshot in use plus room; see AWS IoT's 128 KiB.</summary>
    public int MaxPacketSize { get; init; } = 256 * 1024;

    /// <summary>From accept to CONNECT. 10 s covers a slow radio link and starves connection hoarders.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections at once; beyond it a new one is closed. 200,000 is about 1.3 GB of Kestrel connections.</summary>
    public int MaxConnections { get; init; } = 200_000;

    /// <summary>Connections in one go after which the memory that they needed for a moment is given back. 5,000: some 5 MB.</summary>
    public int StormSize { get; init; } = 5_000;

    /// <summary>Bytes of a client id as sent. 256: longer ones are accidents.</summary>
    public int MaxClientIdLength { get; init; } = 256;

    /// <summary>Bytes of a topic name or filter. 1,024: four times the longest topic Zigbee2MQTT or Home Assistant make.</summary>
    public int MaxTopicLength { get; init; } = 1024;

    /// <summary>Levels of a topic name or filter. 32 bounds the walk through the topic tree.</summary>
    public int MaxTopicLevels { get; init; } = 32;

    /// <summary>Filters one session may hold. 1,000: a hub subscribes once per child device.</summary>
    public int MaxSubscriptionsPerClient { get; init; } = 1_000;

    /// <summary>Filters in one SUBSCRIBE or UNSUBSCRIBE. 256: bounds the answer.</summary>
    public int MaxFiltersPerPacket { get; init; } = 256;

    /// <summary>Retained messages of one wall. 20,000 is a hundred devices with two hundred discovery topics each.</summary>
    public int MaxRetainedPerWall { get; init; } = 20_000;

    /// <summary>Bytes of all retained messages of one wall. 32 MiB.</summary>
    public long MaxRetainedBytesPerWall { get; init; } = 32 * 1024 * 1024;

    /// <summary>Sessions of one wall, connected or kept. 20,000: the largest wall is a test bench, a home has tens.</summary>
    public int MaxSessionsPerWall { get; init; } = 20_000;

    /// <summary>
    /// What a server of many homes gives each of them: a large hotel floor has some hundred connections, and the busiest bridge met says 2,000
    /// messages a second. Ten times that; and twice as many sessions, for those that are away.
    /// </summary>
    public static BrokerOptions Shared { get; } = new() { MaxConnectionsPerWall = 2_000, MaxSessionsPerWall = 4_000, MaxMessagesPerSecondPerWall = 20_000, MaxBytesPerSecondPerWall = 16 * 1024 * 1024 };

    /// <summary>Connections of one wall at once; beyond it CONNECT is refused with 0x97. Null = no limit but <see cref="MaxConnections"/>.</summary>
    public int? MaxConnectionsPerWall { get; init; }

    /// <summary>
    /// PUBLISH packets that one wall's clients may send in a second. Beyond it they are not read until the next <see cref="SweepInterval"/>:
    /// nothing is lost, and only that wall waits. Null = no limit.
    /// </summary>
    public int? MaxMessagesPerSecondPerWall { get; init; }

    /// <summary>Bytes of those packets in a second. Null = no limit.</summary>
    public int? MaxBytesPerSecondPerWall { get; init; }

    /// <summary>
    /// Messages waiting for one client. When full: see <see cref="DropReason"/>. 1,000 as in Mosquitto's max_queued_messages.
    /// </summary>
    public int MaxQueuedMessages { get; init; } = 1_000;

    /// <summary>Bytes of the messages waiting for one client. 4 MiB.</summary>
    public int MaxQueuedBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Bytes of the messages waiting for all clients of one wall, of which those for absent ones take at most half. When full: as with
    /// <see cref="MaxQueuedBytes"/>. 64 MiB: a hundred hubs that are away for a night.
    /// </summary>
    public long MaxQueuedBytesPerWall { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// Messages waiting for an in-process client's handler; from half of it on network clients are read slower, beyond it the oldest is
    /// dropped and counted. 20,000: a burst of retained messages.
    /// </summary>
    public int MaxQueuedLocal { get; init; } = 20_000;

    /// <summary>Bytes of the messages waiting for an in-process client's handler; beyond it the oldest are dropped and counted. 64 MiB.</summary>
    public long MaxQueuedLocalBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>QoS 1 and 2 messages sent to one client and not yet acknowledged; the client's receive maximum may lower it. 128.</summary>
    public int MaxInflight { get; init; } = 128;

    /// <summary>QoS 1 and 2 messages of one client that await our acknowledgement (sent as Receive Maximum). 128.</summary>
    public ushort ReceiveMaximum { get; init; } = 128;

    /// <summary>Tails of one wall at once (<see cref="MqttBroker.Tail"/>). 5: a family with a stubborn device.</summary>
    public int MaxTailsPerWall { get; init; } = 5;

    /// <summary>Lines that wait for the reader of a tail; beyond it the oldest are lost and counted. 256: at most 1 MiB with their payloads.</summary>
    public int MaxTailedLines { get; init; } = 256;

    /// <summary>Bytes of a payload that a tail copies. 4 KiB: any report whole; of a longer one enough to know it again.</summary>
    public int MaxTailPayload { get; init; } = 4 * 1024;

    /// <summary>Topic aliases a client may use towards us. 32: a device has few topics.</summary>
    public ushort TopicAliasMaximum { get; init; } = 32;

    /// <summary>Topic aliases we use towards a client that allows them. 32.</summary>
    public ushort OutboundTopicAliasMaximum { get; init; } = 32;

    /// <summary>
    /// Longest keep-alive; MQTT 5 clients asking for more or none are told this. 20 min: the longest NAT-safe silence in use. Null = no
    /// limit.
    /// </summary>
    public TimeSpan? MaxKeepAlive { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>What an MQTT 5 client hears about a filter it may not have. An owner that will not say why uses 0x80.</summary>
    public ReasonCode SubscribeRefusal { get; init; } = ReasonCode.NotAuthorized;

    /// <summary>
    /// Longest life of a session without a connection, also for MQTT 3.1.1 sessions that are not clean. 7 days: a holiday.
    /// </summary>
    public TimeSpan MaxSessionExpiry { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// After a restart: how long a client that was connected before may take to come back, before its will is published. 60 s: the longest
    /// pause of common clients between attempts. A will's own delay may be longer.
    /// </summary>
    public TimeSpan RestartGrace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a broker that stops waits for its owner and its store to answer what was read. 5 s: a hundred slow commits.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a peer that was told the end has to close, before we do: what it still says meanwhile must not take our last packet back. 1 s: a
    /// live one closes at once. Kestrel cannot close one half, so there a peer that waits for our end waits as long as this.
    /// </summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often silence is looked for. A client is given up between 1.5 x keep-alive minus this and 1.5 x keep-alive after its
    /// last packet. 250 ms: at keep-alive 1 s there is still a second of slack.
    /// </summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromMilliseconds(250);
}
