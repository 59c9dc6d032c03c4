namespace Kith.Bridges.Bluetooth;

/// <summary>What is taken of the air: anybody on the street can send there.</summary>
internal static class BluetoothLimits
{
    /// <summary>Devices that are known and not adopted; the one that was heard the longest ago gives way.</summary>
    internal const int Newcomers = 200;

    /// <summary>Gateways and proxies that one bridge hears; whoever may publish could name any number.</summary>
    internal const int Sources = 50;

    /// <summary>Devices of one bridge in the home.</summary>
    internal const int Adopted = 500;

    /// <summary>Different things that one device may measure.</summary>
    internal const int Kinds = 40;

    /// <summary>Buttons of one device.</summary>
    internal const int Buttons = 16;

    /// <summary>Advertisements that wait; older ones give way, a sensor repeats itself.</summary>
    internal const int Waiting = 1_000;

    /// <summary>Bytes of one message of a gateway.</summary>
    internal const int MessageBytes = 8 * 1024;

    /// <summary>Proxies of one bridge.</summary>
    internal const int Proxies = 20;

    /// <summary>One that measures all the time is gone after an hour of silence.</summary>
    internal static readonly TimeSpan SilenceOfMeters = TimeSpan.FromHours(1);

    /// <summary>One that speaks when something happens (a door, a button) says at least once a day that it lives.</summary>
    internal static readonly TimeSpan SilenceOfWatchers = TimeSpan.FromHours(26);

    /// <summary>How often silence is looked for.</summary>
    internal static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    /// <summary>The counter of a sealed sensor is on disk at most this much later: so old may a message be that is sent again after a power cut.</summary>
    internal static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);
}
