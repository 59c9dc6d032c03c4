namespace Kith.Bridges.Infrared;

/// <summary>What is taken of signals and code sets, which anybody may have written.</summary>
internal static class InfraredLimits
{
    /// <summary>Times of one signal, on and off counted alike. The longest of real air conditioners (three sections, repeated) have about 900.</summary>
    internal const int Timings = 2_048;

    /// <summary>Microseconds of one time: longer than any gap within a signal.</summary>
    internal const int LongestTime = 500_000;

    /// <summary>Microseconds of a whole signal: a blaster sends nothing else meanwhile.</summary>
    internal const int LongestSignal = 5_000_000;

    /// <summary>Hertz of a carrier. Nearly all have 36,000 to 40,000; some makers 455,000.</summary>
    internal const int LeastCarrier = 15_000, MostCarrier = 500_000;

    /// <summary>What most remotes have, for forms that do not say it.</summary>
    internal const int UsualCarrier = 38_000;

    /// <summary>Characters of a file, as many as a document of the bridge.</summary>
    internal const int FileLength = 1 << 20;

    /// <summary>Buttons of one remote, below the 256 actions of a spec. The largest in the field has about 120.</summary>
    internal const int Buttons = 200;

    /// <summary>States of one air conditioner: 5 modes, 15 temperatures, 5 speeds and 5 swings are 1,875.</summary>
    internal const int States = 4_000;

    /// <summary>Reasons that are listed for what was left out of a file; the rest is counted.</summary>
    internal const int Losses = 20;

    /// <summary>Characters of a button's name.</summary>
    internal const int NameLength = 64;

    /// <summary>Remotes of one bridge, and blasters that people added.</summary>
    internal const int Remotes = 200, Blasters = 50;

    /// <summary>Signals that wait for one blaster; it sends one after the other.</summary>
    internal const int Waiting = 16;

    /// <summary>What has waited so long is not sent any more: the person was told meanwhile that it did not happen (the home gives up after 5 s).</summary>
    internal static readonly TimeSpan Stale = TimeSpan.FromSeconds(4);

    /// <summary>How long a blaster may take to say that it sent.</summary>
    internal static readonly TimeSpan Sending = TimeSpan.FromSeconds(4);

    /// <summary>How long a blaster listens for a button.</summary>
    internal static readonly TimeSpan Learning = TimeSpan.FromSeconds(30);
}
