namespace Kith.Bridges.Own;

/// <summary>What is taken of described devices.</summary>
internal static class OwnLimits
{
    /// <summary>Devices of one bridge.</summary>
    internal const int Devices = 200;

    /// <summary>Properties, events and actions of one device together.</summary>
    internal const int Members = 100;

    /// <summary>Bytes of a message or an answer.</summary>
    internal const int MessageBytes = 64 * 1024;

    internal const int JsonDepth = 32;

    /// <summary>Seconds between readings of an HTTP device.</summary>
    internal const int ShortestEvery = 1, LongestEvery = 86_400;

    /// <summary>One call of an HTTP device.</summary>
    internal static readonly TimeSpan Call = TimeSpan.FromSeconds(5);

    /// <summary>How long a test listens for messages.</summary>
    internal static readonly TimeSpan Test = TimeSpan.FromSeconds(5);
}
