using System.Text.Json.Nodes;
using Kith.Model.Errors;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Engines;

/// <summary>Sound in, and the moment somebody calls.</summary>
public sealed class WakeWords(WyomingAddress address, TimeProvider time) : Engine(EngineKind.Waking, address, time)
{
    /// <summary>Begins to listen for a wake word.</summary>
    /// <param name="names">Which of the engine's words; none for all of them.</param>
    public async Task<Result<Watch>> BeginAsync(AudioFormat format, IReadOnlyList<string> names, CancellationToken cancel = default)
    {
        var opened = await OpenAsync(cancel);
        if (opened.Fault is { } closed) return closed;
        var call = opened.Value;
        var wanted = names.Count == 0 ? null : new JsonObject { ["names"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
        if (await call.SayAsync(new("detect", wanted), cancel) is null && await call.SayAsync(format.Start(), cancel) is null) return new Watch(call, format);
        await call.DisposeAsync();
        return new Fault(ErrorCodes.SpeechUnavailable, $"{Address} closed the connection");
    }
}

/// <summary>Sound that is listened to until a wake word is in it.</summary>
public sealed class Watch : IAsyncDisposable
{
    private readonly EngineCall _call;
    private readonly AudioFormat _format;
    private readonly CancellationTokenSource _end = new();

    internal Watch(EngineCall call, AudioFormat format)
    {
        (_call, _format) = (call, format);
        Detected = HearAsync();
    }

    /// <summary>The name of the first wake word heard; a fault when the engine fails before.</summary>
    public Task<Result<string>> Detected { get; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> sound, CancellationToken cancel = default)
    {
        if (!Detected.IsCompleted) await _call.SayAsync(_format.Chunk(sound), cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _call.DisposeAsync();
        await Detected;
        _end.Dispose();
    }

    private async Task<Result<string>> HearAsync()
    {
        try
        {
            while (true)
            {
                var heard = await _call.HearAsync(Timeout.InfiniteTimeSpan, _end.Token);
                if (heard.Fault is { } fault) return fault;
                if (heard.Value is { Type: "detection" } its) return its.Text("name") ?? "";
            }
        }
        catch (OperationCanceledException)
        {
            return new Fault(ErrorCodes.SpeechTimeout, "nobody waits for a wake word any more");
        }
    }
}
