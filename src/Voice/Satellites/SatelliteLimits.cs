namespace Kith.Voice.Satellites;

/// <summary>How satellites are held on to, and how long people are listened to.</summary>
public static class SatelliteLimits
{
    /// <summary>A satellite that does not pick up by then is not there.</summary>
    public static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);

    /// <summary>As satellites and hubs of this protocol do it: a ping every so often, and without an answer it is dropped.</summary>
    public static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(2), PongWithin = TimeSpan.FromSeconds(5);

    /// <summary>Between tries to reach one that is away: doubling from first to longest.</summary>
    public static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1), LongestBackOff = TimeSpan.FromSeconds(60);

    /// <summary>After the wake word: so long for the first sound of a voice, so long for all that is said, so much silence at its end.</summary>
    public static readonly TimeSpan SpeakWithin = TimeSpan.FromSeconds(5), LongestSpeech = TimeSpan.FromSeconds(15), Silence = TimeSpan.FromMilliseconds(700);

    /// <summary>A wake engine that failed is tried again after this.</summary>
    public static readonly TimeSpan WakeAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>Beside the length of an answer, until a satellite says that it was played.</summary>
    public static readonly TimeSpan PlayedWithin = TimeSpan.FromSeconds(5);

    /// <summary>Sound that came within this is coming: the microphone is open.</summary>
    public static readonly TimeSpan SoundIsFresh = TimeSpan.FromSeconds(2);

    /// <summary>Sound that waits for an engine; a minute of speech. What comes on top is dropped.</summary>
    public const int WaitingBytes = 2 * 1024 * 1024;
}
