using Kith.Model.Errors;
using Kith.Server.Composition;
using Kith.Voice.Engines;

namespace Kith.Server.Voice;

/// <summary>The speech engines that the operator named; those that were not are null.</summary>
internal sealed class SpeechEngines(VoiceOptions options, TimeProvider time)
{
    internal SpeechToText? Hearing { get; } = options.Hearing is { } address ? new(address, time) : null;

    internal TextToSpeech? Speaking { get; } = options.Speaking is { } address ? new(address, time) : null;

    internal WakeWords? Waking { get; } = options.Waking is { } address ? new(address, time) : null;

    /// <summary>What stands for an engine that was not named.</summary>
    internal static Fault Off(string what) => new(ErrorCodes.SpeechOff, $"this server has no engine for {what}");

    /// <summary>Speech to text, or why not.</summary>
    internal Result<SpeechToText> ToHear => Hearing is { } engine ? engine : Off("speech to text");

    /// <summary>Text to speech, or why not.</summary>
    internal Result<TextToSpeech> ToSpeak => Speaking is { } engine ? engine : Off("text to speech");
}
