using Kith.Model.Errors;
using Kith.Voice.Engines;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Satellites;

/// <summary>
/// What a satellite asked for with run-pipeline: wake word (if it has none itself), who answers, words, answer, speech. Sound is added from
/// outside; nothing of it outlives the turn.
/// </summary>
internal sealed class Pipeline(Station station, Surroundings around, WyomingConnection connection, bool hasWake, Func<bool> alone, Action<SatelliteState, string?> show)
{
    private volatile TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Sound Sound { get; } = new();

    /// <summary>The satellite has played what it was given.</summary>
    internal void Played() => _played.TrySetResult();

    /// <summary>One turn; a satellite that leaves the wake word to us is listened to until it goes.</summary>
    internal async Task RunAsync(bool restart, CancellationToken cancel)
    {
        do
        {
            var woken = hasWake ? "" : await WokenAsync(cancel);
            if (woken is null) continue;
            string? trouble = null;
            // Given back also where nobody waits for it any more.
            using (var turn = await around.Court.ClaimAsync(station.Home, station.Id, alone()))
            {
                if (turn is null) await StandBackAsync(cancel);
                else trouble = await TurnAsync(woken, cancel);
            }
            show(SatelliteState.Idle, trouble);
            // What waits by now is our own voice.
            Sound.Clear();
        }
        while (restart && !hasWake && !Sound.HasEnded);
    }

    /// <summary>The wake word that was heard; null when none was before the sound ended or the engine failed.</summary>
    private async Task<string?> WokenAsync(CancellationToken cancel)
    {
        show(SatelliteState.Idle, null);
        var begun = around.Waking is { } engine ? await engine.BeginAsync(AudioFormat.Speech, [], cancel) : new Fault(ErrorCodes.SpeechOff, "this server has no engine for wake words");
        if (begun.Fault is { } absent) return await LaterAsync(absent, cancel);
        await using var watch = begun.Value;
        // A microphone that is open never stops to send, so every piece is an occasion to look.
        while (!watch.Detected.IsCompleted)
        {
            if (await Sound.NextAsync(cancel) is not { } piece) return null;
            await watch.WriteAsync(piece, cancel);
        }
        var detected = await watch.Detected;
        return detected.Fault is { } failed ? await LaterAsync(failed, cancel) : detected.Value;
    }

    private async Task<string?> LaterAsync(Fault fault, CancellationToken cancel)
    {
        show(SatelliteState.Idle, fault.Detail);
        await Task.Delay(SatelliteLimits.WakeAgainAfter, around.Time, cancel);
        Sound.Clear();
        return null;
    }

    /// <summary>Another speaker answers: this one stops to send and waits for the next wake. One whose wake word is found here has not been woken at all.</summary>
    private async Task StandBackAsync(CancellationToken cancel)
    {
        if (!hasWake) return;
        await connection.WriteAsync(new("pause-satellite"), cancel);
        await connection.WriteAsync(new("run-satellite"), cancel);
    }

    /// <summary>One turn; what went wrong with it, if anything did.</summary>
    private async Task<string?> TurnAsync(string woken, CancellationToken cancel)
    {
        show(SatelliteState.Listening, null);
        if (!hasWake) await connection.WriteAsync(new("detection", new() { ["name"] = woken }), cancel);
        var heard = await HearAsync(cancel);
        if (heard.Fault is { } fault)
        {
            await connection.WriteAsync(WyomingEvent.Error(fault.Detail, fault.Error.Code), cancel);
            return fault.Detail;
        }
        // An empty text too: it is what tells the satellite to stop sending.
        await connection.WriteAsync(new("transcript", new() { ["text"] = heard.Value.Text }), cancel);
        if (heard.Value.Text.Length == 0) return null;
        show(SatelliteState.Thinking, null);
        return await around.Answer(station, heard.Value, cancel) is { } reply ? await SayAsync(reply, cancel) : null;
    }

    private async Task<Result<Transcript>> HearAsync(CancellationToken cancel)
    {
        if (around.Hearing is not { } engine) return new Fault(ErrorCodes.SpeechOff, "this server has no engine for speech to text");
        var begun = await engine.BeginAsync(AudioFormat.Speech, station.Language, cancel);
        if (begun.Fault is { } absent) return absent;
        await using var transcription = begun.Value;
        var end = new SpeechEnd(AudioFormat.Speech.Rate);
        while (end.State is Speaking.NotYet or Speaking.Speaks && !transcription.Text.IsCompleted && await Sound.NextAsync(cancel) is { } piece)
        {
            await transcription.WriteAsync(piece, cancel);
            var before = end.State;
            if (end.Take(piece.Span) is Speaking.Speaks && before is Speaking.NotYet) await connection.WriteAsync(new("voice-started"), cancel);
        }
        if (end.State is Speaking.Nothing && !transcription.Text.IsCompleted) return new Transcript("", null);
        await connection.WriteAsync(new("voice-stopped"), cancel);
        return await transcription.EndAsync(cancel);
    }

    private async Task<string?> SayAsync(Reply reply, CancellationToken cancel)
    {
        _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await connection.WriteAsync(new("synthesize", new() { ["text"] = reply.Text }), cancel);
        if (around.Speaking is not { } engine) return null;
        var begun = await engine.SpeakAsync(reply.Text, reply.Language, cancel);
        if (begun.Fault is { } fault)
        {
            await connection.WriteAsync(WyomingEvent.Error(fault.Detail, fault.Error.Code), cancel);
            return fault.Detail;
        }
        await using var speech = begun.Value;
        show(SatelliteState.Speaking, null);
        await connection.WriteAsync(speech.Format.Start(), cancel);
        var bytes = 0L;
        await foreach (var piece in speech.ChunksAsync(cancel))
        {
            bytes += piece.Length;
            await connection.WriteAsync(speech.Format.Chunk(piece), cancel);
        }
        await connection.WriteAsync(AudioFormat.Stop(), cancel);
        try
        {
            await _played.Task.WaitAsync(speech.Format.LengthOf(bytes) + SatelliteLimits.PlayedWithin, around.Time, cancel);
        }
        catch (TimeoutException)
        {
            // Some satellites never say that they played.
        }
        return speech.Fault?.Detail;
    }
}
