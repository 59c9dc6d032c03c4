using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>Topic aliases towards one client (§3.3.2.3.4): the first topics it gets, until the client's limit; then full names.</summary>
internal sealed class OutboundAliases
{
    private readonly Dictionary<byte[], ushort> _byTopic = new(Utf8Comparer.Instance);
    private readonly int _maximum;

    private OutboundAliases(int maximum) => _maximum = maximum;

    public static OutboundAliases? Create(int maximum) => maximum == 0 ? null : new OutboundAliases(maximum);

    /// <summary>True = the packet introduces a new alias; call <see cref="Learn"/> when it was sent.</summary>
    public bool Use(ref PublishWriter writer)
    {
        if (_byTopic.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(writer.Topic, out var alias))
        {
            writer.Alias = alias;
            writer.AliasOnly = true;
            return false;
        }
        if (_byTopic.Count >= _maximum)
        {
            return false;
        }
        writer.Alias = (ushort)(_byTopic.Count + 1);
        return true;
    }

    public void Learn(ReadOnlySpan<byte> topic) => _byTopic.Add(topic.ToArray(), (ushort)(_byTopic.Count + 1));
}
