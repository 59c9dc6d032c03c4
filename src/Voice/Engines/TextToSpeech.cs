using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Kith.Model.Errors;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Engines;

/// <summary>Text in, speech out.</summary>
public sealed class TextToSpeech(WyomingAddress address, TimeProvider time) : Engine(EngineKind.Speaking, address, time)
{
    /// <summary>Begins to speak: the sound comes piece by piece.</summary>
    /// <param name="language">en, zh, ...: a voice of it is chosen from what the engine has; null for its first.</param>
    public async Task<Result<Speech>> SpeakAsync(string text, string? language, CancellationToken cancel = default)
    {
        var described = await DescribeAsync(cancel);
        if (described.Fault is { } absent) return absent;
        var voice = described.Value.For(language);
        if (voice is null && described.Value.Models.Count > 0) return new Fault(ErrorCodes.SpeechFailed, $"{Address} has no voice for {language}");
        var opened = await OpenAsync(cancel);
        if (opened.Fault is { } closed) return closed;
        var call = opened.Value;
        var its = new JsonObject();
        if (voice is not null) its["name"] = voice.Name;
        if (language is not null) its["language"] = language;
        var fault = await call.SayAsync(new("synthesize", new() { ["text"] = text, ["voice"] = its }), cancel);
        var start = fault is null ? await call.HearAsync("audio-start", EngineLimits.SoundWithin, cancel) : fault;
        if (start.Ok && AudioFormat.Of(start.Value) is { } format) return new Speech(call, format);
        await call.DisposeAsync();
        return start.Fault ?? new Fault(ErrorCodes.SpeechFailed, $"{Address} speaks in a format that sound cannot have");
    }
}

/// <summary>A sentence on its way out of an engine. Read <see cref="ChunksAsync"/> once.</summary>
public sealed class Speech : IAsyncDisposable
{
    private readonly EngineCall _call;

    internal Speech(EngineCall call, AudioFormat format) => (_call, Format) = (call, format);

    public AudioFormat Format { get; }

    /// <summary>Why the sound ended before its end; null while all is well.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>Pieces of sound until the sentence is said, the engine fails (<see cref="Fault"/>), or the limit is reached.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ChunksAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var bytes = 0L; bytes <= EngineLimits.SpeechBytes;)
        {
            var heard = await _call.HearAsync(EngineLimits.SoundWithin, cancel);
            if ((Fault = heard.Fault) is not null || heard.Value.Type == "audio-stop") yield break;
            if (heard.Value is not { Type: "audio-chunk", Payload.Length: > 0 and var length } chunk) continue;
            bytes += length;
            yield return chunk.Payload;
        }
        Fault = new(ErrorCodes.SpeechFailed, "the engine does not stop to speak");
    }

    public ValueTask DisposeAsync() => _call.DisposeAsync();
}
