namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>What is taken from a zigbee2mqtt, which is somebody else's program; twice the largest real installation or definition known.</summary>
internal static class ZigbeeLimits
{
    /// <summary>Devices of one bridge. The largest coordinators hold about 300.</summary>
    internal const int Devices = 1000;

    /// <summary>Groups of one bridge; a coordinator's table holds fewer.</summary>
    internal const int Groups = 200;

    /// <summary>Devices whose joining is told at a time: the network is open for four minutes.</summary>
    internal const int Newcomings = 50;

    /// <summary>Links of the network map: each router tells its neighbours, of which a table holds about 26.</summary>
    internal const int Links = 5000;

    /// <summary>Characters of the arguments of one deed; the longest is a device's options.</summary>
    internal const int DeedLength = 16 * 1024;

    /// <summary>How long the network is looked over: a second and an answer for each router, more where one is silent.</summary>
    internal static readonly TimeSpan MapPatience = TimeSpan.FromMinutes(5);

    /// <summary>How long an interview or a look for new firmware may take: sleeping devices answer when they wake.</summary>
    internal static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(2);

    /// <summary>How long new firmware may take to be sent; the largest take hours.</summary>
    internal static readonly TimeSpan FirmwarePatience = TimeSpan.FromHours(12);

    /// <summary>Bytes of one device's state. The largest definition (231 exposes) makes about 8 KiB.</summary>
    internal const int StateBytes = 64 * 1024;

    /// <summary>Bytes of the list of devices, about 4 KiB each; the gateway lets no larger packet of a bridge in.</summary>
    internal const int ListBytes = 4 * 1024 * 1024;

    /// <summary>Features of one device, composites taken apart. Real: 400.</summary>
    internal const int Features = 500;

    /// <summary>How deep a composite is taken apart; below that it is one text of JSON. Real: 3.</summary>
    internal const int FeatureDepth = 4;

    /// <summary>Buttons of one device that get a service each; a device with more tells by event names alone.</summary>
    internal const int Buttons = 16;

    /// <summary>Commands of one device whose confirmation is awaited; the home allows fewer.</summary>
    internal const int Expected = 64;

    /// <summary>Requests of ours that await a response.</summary>
    internal const int Requests = 64;

    /// <summary>How long a request waits: an unknown request gets no response at all (seen with 2.14.1).</summary>
    internal static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a zigbee2mqtt that came online has to tell its devices before it is asked. It takes about a second after its start.</summary>
    internal static readonly TimeSpan ListPatience = TimeSpan.FromSeconds(2);

    /// <summary>Devices with whose options it is asked; one that it does not know any more gives no list.</summary>
    internal const int ListQuestions = 5;

    /// <summary>Longest time for which zigbee2mqtt opens the network, seconds (its own limit).</summary>
    internal const int LongestJoin = 254;

    /// <summary>After this silence an unchanged state is told once more, so that "last heard" stays true.</summary>
    internal static readonly TimeSpan Repeat = TimeSpan.FromMinutes(5);
}
