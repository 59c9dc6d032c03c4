namespace Kith.Voice.Engines;

/// <summary>How long an engine is waited for, and how much of it is taken. A person stands there and waits: rather an answer that it is not there.</summary>
public static class EngineLimits
{
    /// <summary>An engine is on this machine or this network; who does not pick up by then is not there.</summary>
    public static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(3);

    /// <summary>To say what it can: whisper and piper do it in milliseconds, also while they work.</summary>
    public static readonly TimeSpan DescribeWithin = TimeSpan.FromSeconds(3);

    /// <summary>From the end of what was said to its text. A large model on a small processor needs ten seconds.</summary>
    public static readonly TimeSpan TranscriptWithin = TimeSpan.FromSeconds(20);

    /// <summary>To the next piece of sound: the first of a sentence or one in its middle.</summary>
    public static readonly TimeSpan SoundWithin = TimeSpan.FromSeconds(10);

    /// <summary>What an engine said of itself is taken as true for so long.</summary>
    public static readonly TimeSpan FactsFor = TimeSpan.FromSeconds(30);

    /// <summary>Characters of one transcript, and of an engine's words in an error.</summary>
    public const int TextLength = 2_000, ErrorLength = 300;

    /// <summary>Models or voices of one engine that are looked at; piper has about 200 voices.</summary>
    public const int Models = 1_000;

    /// <summary>Sound of one spoken answer: 5 minutes of 48 kHz, 16 bit, mono.</summary>
    public const long SpeechBytes = 48_000L * 2 * 300;
}
