using System.Net.WebSockets;
using System.Text.Json;
using Kith.Model.Errors;
using Kith.Server.Api;
using Kith.Voice.Engines;
using Kith.Voice.Wyoming;

namespace Kith.Server.Voice;

/// <summary>
/// One utterance of somebody signed in, from their app's microphone: sound in, the words, the home's answer, and the answer aloud. What they say is heard
/// exactly as if they had typed it. Sound goes through memory to the engine and is kept nowhere.
/// </summary>
internal sealed class Microphone(WebSocket socket, HttpContext context, Visit visit, Microphones its)
{
    /// <summary>Nobody gives an order that takes longer.</summary>
    internal static readonly TimeSpan MostSound = TimeSpan.FromSeconds(30);

    /// <summary>An app that begins late, falls silent with its microphone open, or reads nothing.</summary>
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(10), TalkWithin = TimeSpan.FromSeconds(45), SendWithin = TimeSpan.FromSeconds(10), CloseWithin = TimeSpan.FromSeconds(2);

    /// <summary>Half a second of sound; apps send a tenth at a time.</summary>
    private const int FrameBytes = 16 * 1024;

    private const int LongestTag = 20;

    private readonly byte[] _frame = new byte[FrameBytes];
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    /// <param name="putDown">The person opened another microphone, or the server stops.</param>
    internal async Task RunAsync(CancellationToken putDown)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, putDown);
        using var closed = new CancellationTokenSource();
        try
        {
            if (await StartAsync() is { } start) await TalkAsync(start, over, closed.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Put down, cancelled or gone: there is nobody to tell but an app that holds on to it.
            if (putDown.IsCancellationRequested) await FailAsync(new(ErrorCodes.Conflict, "another microphone of yours was opened"), CancellationToken.None);
        }
        finally
        {
            await CloseAsync(closed);
        }
    }

    private async Task TalkAsync(MicrophoneWord start, CancellationTokenSource over, CancellationToken closed)
    {
        var engine = its.Engines.ToHear;
        var begun = engine.Fault ?? await engine.Value.BeginAsync(AudioFormat.Speech, start.Language?.Split('-', '_')[0], over.Token);
        if (begun.Fault is { } deaf)
        {
            await FailAsync(deaf, over.Token);
            return;
        }
        await using var hearing = begun.Value;
        await SendAsync(new("listening"), over.Token);
        _reading = ReadAsync(hearing, over, closed);
        // An engine may hear the end by itself, and an app may never tell it.
        await Task.WhenAny(_stopped.Task, hearing.Text, Task.Delay(TalkWithin, its.Time, over.Token));
        _stopped.TrySetResult();
        await SendAsync(new("stopped"), over.Token);
        var heard = await hearing.EndAsync(over.Token);
        if (heard.Fault is { } failed)
        {
            await FailAsync(failed, over.Token);
            return;
        }
        await SendAsync(new("transcript", heard.Value.Text), over.Token);
        if (heard.Value.Text.Length > 0) await AnswerAsync(start, heard.Value.Text, over.Token);
        await SendAsync(new("done"), over.Token);
    }

    private async Task AnswerAsync(MicrophoneWord start, string text, CancellationToken cancel)
    {
        // While somebody spoke, their session or their place in the home may have ended.
        if (await its.Gate.RecheckAsync(context) is { } ended)
        {
            await FailAsync(ended, cancel);
            return;
        }
        // From here on it is done, also where nobody waits for the answer.
        var (pin, _) = await its.Pins.CheckAsync(visit.Who, null);
        var answer = pin.Fault ?? await its.Assistant.HearAsync(visit.Home, visit.Caller with { Pin = pin.Value }, new(text, start.Language, start.Room, start.Conversation), CancellationToken.None);
        if (answer.Fault is { } fault)
        {
            await FailAsync(fault, cancel);
            return;
        }
        await SendAsync(new("answer", Answer: answer.Value), cancel);
        if (start.Speak && its.Engines.Speaking is { } mouth && answer.Value.Say.Length > 0) await SpeakAsync(mouth, answer.Value.Say, start.Language, cancel);
    }

    private async Task SpeakAsync(TextToSpeech mouth, string text, string? language, CancellationToken cancel)
    {
        var isChinese = text.Any(letter => letter is >= '\u4e00' and <= '\u9fff') || (language?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true && !text.Any(char.IsAsciiLetter));
        var begun = await mouth.SpeakAsync(text, isChinese ? "zh" : "en", cancel);
        if (begun.Fault is { } mute)
        {
            await FailAsync(mute, cancel);
            return;
        }
        await using var speech = begun.Value;
        await SendAsync(new("sound", Rate: speech.Format.Rate, Width: speech.Format.Width, Channels: speech.Format.Channels), cancel);
        await foreach (var piece in speech.ChunksAsync(cancel)) await SendAsync(piece, WebSocketMessageType.Binary, cancel);
        if (speech.Fault is { } broken) await FailAsync(broken, cancel);
    }

    /// <summary>What the app begins with; null when it begins with anything else.</summary>
    private async Task<MicrophoneWord?> StartAsync()
    {
        using var late = new CancellationTokenSource(StartWithin, its.Time);
        var got = await socket.ReceiveAsync(_frame.AsMemory(), late.Token);
        if (Word(got) is { Type: "start", Language: null or { Length: <= LongestTag } } start) return start;
        await FailAsync(new(ErrorCodes.RequestInvalid, "a microphone begins with {\"type\":\"start\"}"), late.Token);
        return null;
    }

    /// <summary>Takes what the app sends until it leaves: sound for the engine until it is enough, then only a change of mind.</summary>
    private async Task ReadAsync(Transcription hearing, CancellationTokenSource over, CancellationToken closed)
    {
        var left = (long)AudioFormat.Speech.BytesPerSecond * (long)MostSound.TotalSeconds;
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(_frame.AsMemory(), closed);
                if (got.MessageType is WebSocketMessageType.Binary)
                {
                    if (!_stopped.Task.IsCompleted) await hearing.WriteAsync(_frame.AsMemory(0, got.Count), over.Token);
                    if ((left -= got.Count) <= 0) _stopped.TrySetResult();
                }
                else if (Word(got) is { Type: "stop" }) _stopped.TrySetResult();
                else break;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Gone without a word, or all is said.
        }
        if (!closed.IsCancellationRequested) await over.CancelAsync();
    }

    private MicrophoneWord? Word(ValueWebSocketReceiveResult got)
    {
        if (got is not { MessageType: WebSocketMessageType.Text, EndOfMessage: true }) return null;
        try
        {
            return JsonSerializer.Deserialize(_frame.AsSpan(0, got.Count), ApiJson.Wire.MicrophoneWord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task FailAsync(Fault fault, CancellationToken cancel) => SendAsync(new("fault", Code: fault.Error.Code, Detail: fault.Detail), cancel);

    private Task SendAsync(MicrophoneEvent said, CancellationToken cancel) =>
        SendAsync(JsonSerializer.SerializeToUtf8Bytes(said, ApiJson.Wire.MicrophoneEvent), WebSocketMessageType.Text, cancel);

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, CancellationToken cancel)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        using var late = new CancellationTokenSource(SendWithin, its.Time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        await socket.SendAsync(bytes, type, endOfMessage: true, patience.Token);
    }

    private async Task CloseAsync(CancellationTokenSource closed)
    {
        using var late = new CancellationTokenSource(CloseWithin, its.Time);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, late.Token);
            await _reading.WaitAsync(late.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
        await closed.CancelAsync();
        await _reading;
    }
}
