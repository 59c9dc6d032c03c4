using Kith.Model.Errors;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Engines;

/// <summary>Speech in, text out.</summary>
public sealed class SpeechToText(WyomingAddress address, TimeProvider time) : Engine(EngineKind.Hearing, address, time)
{
    /// <summary>Begins to listen: write sound as it comes, then ask for the text.</summary>
    /// <param name="language">en, zh, ...; null lets the engine find out.</param>
    public async Task<Result<Transcription>> BeginAsync(AudioFormat format, string? language, CancellationToken cancel = default)
    {
        var opened = await OpenAsync(cancel);
        if (opened.Fault is { } closed) return closed;
        var call = opened.Value;
        if (await call.SayAsync(new("transcribe", language is null ? null : new() { ["language"] = language }), cancel) is null
            && await call.SayAsync(format.Start(), cancel) is null) return new Transcription(call, format);
        await call.DisposeAsync();
        return new Fault(ErrorCodes.SpeechUnavailable, $"{Address} closed the connection");
    }
}

/// <summary>What was heard.</summary>
/// <param name="Language">Which language the engine took it for, if it says so.</param>
public sealed record Transcript(string Text, string? Language);

/// <summary>One utterance on its way through an engine. Its text may come before its sound ends, from engines that hear the end themselves.</summary>
public sealed class Transcription : IAsyncDisposable
{
    private readonly EngineCall _call;
    private readonly AudioFormat _format;
    private readonly CancellationTokenSource _end = new();

    internal Transcription(EngineCall call, AudioFormat format)
    {
        (_call, _format) = (call, format);
        Text = HearAsync();
    }

    /// <summary>The text, as soon as the engine has it; a fault when it fails before.</summary>
    public Task<Result<Transcript>> Text { get; }

    /// <summary>A piece of sound, in the format it was begun with. A fault of the engine shows in <see cref="Text"/>.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> sound, CancellationToken cancel = default)
    {
        if (!Text.IsCompleted) await _call.SayAsync(_format.Chunk(sound), cancel);
    }

    /// <summary>No more sound will come: the text within <see cref="EngineLimits.TranscriptWithin"/>.</summary>
    public async Task<Result<Transcript>> EndAsync(CancellationToken cancel = default)
    {
        if (!Text.IsCompleted) await _call.SayAsync(AudioFormat.Stop(), cancel);
        _end.CancelAfter(EngineLimits.TranscriptWithin);
        return await Text.WaitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _call.DisposeAsync();
        await Text;
        _end.Dispose();
    }

    private async Task<Result<Transcript>> HearAsync()
    {
        try
        {
            while (true)
            {
                var heard = await _call.HearAsync(Timeout.InfiniteTimeSpan, _end.Token);
                if (heard.Fault is { } fault) return fault;
                if (heard.Value is { Type: "transcript" } its) return Of(its);
            }
        }
        catch (OperationCanceledException)
        {
            return new Fault(ErrorCodes.SpeechTimeout, $"no text within {EngineLimits.TranscriptWithin.TotalSeconds:0} s of the last sound");
        }
    }

    private static Result<Transcript> Of(WyomingEvent its)
    {
        var text = its.Text("text")?.Trim() ?? "";
        return text.Length <= EngineLimits.TextLength
            ? new Transcript(text, its.Text("language"))
            : new Fault(ErrorCodes.SpeechFailed, $"the engine heard more than {EngineLimits.TextLength} characters");
    }
}
