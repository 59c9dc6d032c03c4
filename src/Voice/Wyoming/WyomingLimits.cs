namespace Kith.Voice.Wyoming;

/// <summary>What a peer may send, however friendly it is. A peer that says more is answered with an error and left.</summary>
public static class WyomingLimits
{
    /// <summary>The line that begins an event. A few hundred bytes by the reference writer; others put an event's data into it.</summary>
    public const int HeaderBytes = 64 * 1024;

    /// <summary>An event's data. The largest honest one is the info of a speech engine with some hundred voices, about 200 kB.</summary>
    public const int DataBytes = 1024 * 1024;

    /// <summary>An event's payload. The reference sends chunks of 1,024 samples (2 kB); this is 32 s of 16 kHz speech in one piece.</summary>
    public const int PayloadBytes = 1024 * 1024;

    /// <summary>How deep data may be nested; info is 5 deep.</summary>
    public const int DataDepth = 16;

    /// <summary>An event that has begun is complete by then, and one that is written is taken by then.</summary>
    public static readonly TimeSpan EventWithin = TimeSpan.FromSeconds(10);

    /// <summary>Connections to one of our listeners at a time; more are closed at once.</summary>
    public const int Connections = 32;
}
