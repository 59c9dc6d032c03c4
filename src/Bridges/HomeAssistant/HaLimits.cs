namespace Kith.Bridges.HomeAssistant;

/// <summary>What is taken from emitters of Home Assistant discovery, who are strangers; several times the largest installation known.</summary>
internal static class HaLimits
{
    /// <summary>Devices of one bridge.</summary>
    internal const int Devices = 1000;

    /// <summary>Entities of one bridge. A zigbee network of 300 devices has about 3,000.</summary>
    internal const int Entities = 10_000;

    /// <summary>Entities of one device: a spec has at most 512 properties.</summary>
    internal const int EntitiesOfDevice = 400;

    /// <summary>Bytes of one discovery message. A device-based one with 200 components has about 100 KiB.</summary>
    internal const int ConfigBytes = 512 * 1024;

    /// <summary>Bytes of one state message.</summary>
    internal const int StateBytes = 64 * 1024;

    /// <summary>Refused entities that are named in the status; more are counted.</summary>
    internal const int Refused = 200;

    /// <summary>Characters of a topic.</summary>
    internal const int TopicLength = 512;

    /// <summary>Characters of an identifier of a device or an entity.</summary>
    internal const int IdLength = 200;

    /// <summary>Items of a list: options, modes, tones, topics of availability.</summary>
    internal const int Items = 256;

    /// <summary>Entities of a device come one by one; the device is made when none came for this long.</summary>
    internal static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(400);

    /// <summary>A device whose entities keep coming is made after this long with what there is.</summary>
    internal static readonly TimeSpan GatherAtMost = TimeSpan.FromSeconds(5);

    /// <summary>A device that nobody describes any more goes after this long; zigbee2mqtt takes two seconds to describe a renamed one anew.</summary>
    internal static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>How often values that expire are looked at.</summary>
    internal static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
}
