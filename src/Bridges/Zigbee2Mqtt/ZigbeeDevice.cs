using Kith.Bridges.Zigbee2Mqtt.Mapping;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>A command whose confirmation is awaited: what has not been seen in the state yet.</summary>
internal sealed record Expected(OperationId Operation, IReadOnlyDictionary<string, Value> Asked, HashSet<string> Open, DateTimeOffset Until);

/// <summary>One zigbee device as the bridge knows it. Everything but the address is read and written under <see cref="Gate"/>.</summary>
internal sealed class ZigbeeDevice(string address)
{
    internal Lock Gate { get; } = new();

    /// <summary>The IEEE address; its native id in the home.</summary>
    internal string Address { get; } = address;

    /// <summary>The friendly name, part of its topics.</summary>
    internal string Name { get; set; } = "";

    /// <summary>As last listed; null when the list does not have it (any more).</summary>
    internal ListedDevice? Listed { get; set; }

    /// <summary>What zigbee2mqtt's availability says; null when it does not watch.</summary>
    internal bool? Available { get; set; }

    /// <summary>It was asked and did not answer, and zigbee2mqtt has not said whether it is available; until it is heard again.</summary>
    internal bool IsSilent { get; set; }

    /// <summary>It left the network by itself, until it joins again.</summary>
    internal bool HasLeft { get; set; }

    /// <summary>It is being removed, by whichever side: the list may still have it for a moment.</summary>
    internal bool IsLeaving { get; set; }

    /// <summary>Its id in the home, once it is in.</summary>
    internal DeviceId? Id { get; set; }

    internal DeviceMapping? Mapping { get; set; }

    /// <summary>The definition that <see cref="Mapping"/> was made of.</summary>
    internal string MappedHash { get; set; } = "";

    /// <summary>The last state whole: kept for a device that is not in yet, and for composites of which only a part is set.</summary>
    internal ReadOnlyMemory<byte> LastState { get; set; }

    /// <summary>What the home was told last, by address: a state repeats everything, the home hears what is new.</summary>
    internal Dictionary<string, Value> Told { get; } = new(StringComparer.Ordinal);

    internal DateTimeOffset ToldAt { get; set; }

    /// <summary>What was asked for last, by address: while the device says the same in its own domain, it is what was asked for.</summary>
    internal Dictionary<string, Value> Asked { get; } = new(StringComparer.Ordinal);

    internal List<Expected> Expected { get; } = [];

    internal bool IsThere(bool bridgeIsOnline) => bridgeIsOnline && Listed is { IsReady: true } && (Available ?? !IsSilent) && !IsLeaving;
}
