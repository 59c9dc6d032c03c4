using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Walls;

/// <summary>One filter of one subscriber, and its place in the index.</summary>
internal sealed class Subscription(Subscriber owner, byte[] filter, SubscribeOptions options, uint identifier)
{
    public Subscriber Owner { get; } = owner;

    /// <summary>As subscribed, with $share/group/ when shared.</summary>
    public byte[] Filter { get; } = filter;

    public SubscribeOptions Options { get; set; } = options;

    /// <summary>0 = none.</summary>
    public uint Identifier { get; set; } = identifier;

    /// <summary>Position in the list that holds it, so that leaving a crowded topic costs the same as a lonely one.</summary>
    public int Position { get; set; }

    public bool IsShared => Topics.IsShared(Filter);

    public Match ToMatch() => new()
    {
        Subscriber = Owner,
        Qos = Options.Qos,
        RetainAsPublished = Options.RetainAsPublished,
        Identifier = Identifier,
    };
}
