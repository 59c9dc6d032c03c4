using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Satellites;

/// <summary>One connection to a satellite, from its describe to its end: what it asks for, whether it still answers, whether it is listened to.</summary>
internal sealed class SatelliteSession(Station station, Surroundings around, WyomingConnection connection, Func<bool> alone, Action<SatelliteState, string?> show) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _turning = new(1, 1);
    private volatile Turn? _now;
    private long _pong = around.Time.GetTimestamp();
    private long _sound;

    /// <summary>What the satellite calls itself.</summary>
    internal string? Program { get; private set; }

    internal bool Microphone => !station.Paused && Volatile.Read(ref _sound) is not 0 and var at && around.Time.GetElapsedTime(at) < SatelliteLimits.SoundIsFresh;

    /// <summary>Holds on until the satellite leaves, falls silent or <paramref name="cancel"/>; gives what went wrong, if anything did.</summary>
    internal async Task<string?> RunAsync(CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, _end.Token);
        try
        {
            if (await GreetAsync(both.Token) is { } wrong) return wrong;
            show(station.Paused ? SatelliteState.Paused : SatelliteState.Idle, null);
            var pinging = PingAsync(both.Token);
            while (await connection.ReadAsync(both.Token) is { } heard) await TakeAsync(heard, both.Token);
            await _end.CancelAsync();
            return await pinging ? connection.Broken : "it did not answer for 5 s";
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return "it did not answer for 5 s";
        }
        finally
        {
            await TurnToAsync(null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        _end.Dispose();
        _turning.Dispose();
    }

    private sealed record Turn(Pipeline Pipeline, CancellationTokenSource Stop, Task Running);

    private async Task<string?> GreetAsync(CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(SatelliteLimits.ConnectWithin, around.Time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await connection.WriteAsync(new("describe"), patience.Token);
            while (await connection.ReadAsync(patience.Token) is { } heard)
            {
                if (heard.Type != "info") continue;
                if (heard.Data?["satellite"] is not JsonObject satellite) return "the program there is no satellite";
                Program = satellite["name"]?.GetValueKind() is JsonValueKind.String ? satellite["name"]!.GetValue<string>() : null;
                await connection.WriteAsync(new(station.Paused ? "pause-satellite" : "run-satellite"), patience.Token);
                return null;
            }
            return connection.Broken ?? "it closed the connection";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "it does not say what it is";
        }
    }

    private async Task TakeAsync(WyomingEvent heard, CancellationToken cancel)
    {
        switch (heard.Type)
        {
            case "ping": await connection.WriteAsync(new("pong", heard.Data), cancel); break;
            case "pong": Volatile.Write(ref _pong, around.Time.GetTimestamp()); break;
            case "run-pipeline" when !station.Paused: await BeginAsync(heard, cancel); break;
            case "audio-chunk" when AudioFormat.Of(heard) != AudioFormat.Speech:
                await connection.WriteAsync(WyomingEvent.Error("sound is 16 kHz, 16 bit, mono", "bad-sound"), cancel);
                break;
            case "audio-chunk" when !station.Paused:
                Volatile.Write(ref _sound, around.Time.GetTimestamp());
                _now?.Pipeline.Sound.Add(heard.Payload);
                break;
            case "audio-stop": _now?.Pipeline.Sound.End(); break;
            case "played": _now?.Pipeline.Played(); break;
        }
    }

    private async Task BeginAsync(WyomingEvent asked, CancellationToken cancel)
    {
        var start = asked.Text("start_stage");
        if (start is not ("wake" or "asr"))
        {
            await connection.WriteAsync(WyomingEvent.Error("a pipeline starts at wake or asr", "bad-pipeline"), cancel);
            return;
        }
        await TurnToAsync(() =>
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var pipeline = new Pipeline(station, around, connection, start == "asr", alone, show);
            return new(pipeline, stop, RunAsync(pipeline, asked.Truth("restart_on_end") ?? start == "wake", stop.Token));
        });
    }

    /// <summary>Ends what runs before anything else begins.</summary>
    private async Task TurnToAsync(Func<Turn>? next)
    {
        await _turning.WaitAsync(CancellationToken.None);
        try
        {
            if (_now is { } old)
            {
                _now = null;
                await old.Stop.CancelAsync();
                await old.Running;
                old.Stop.Dispose();
            }
            _now = next?.Invoke();
        }
        finally
        {
            _turning.Release();
        }
    }

    private async Task RunAsync(Pipeline pipeline, bool restart, CancellationToken cancel)
    {
        await Task.Yield();
        try
        {
            await pipeline.RunAsync(restart, cancel);
        }
        catch (OperationCanceledException)
        {
            // Paused, gone, or asked for anew.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The connection's edge: the next wake is another try.
            SatelliteLog.Failed(around.Log, station.Id, failure);
            show(SatelliteState.Idle, "something went wrong on our side");
        }
    }

    /// <summary>False when the satellite fell silent; then the session ends.</summary>
    private async Task<bool> PingAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(SatelliteLimits.PingEvery, around.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                if (around.Time.GetElapsedTime(Volatile.Read(ref _pong)) > SatelliteLimits.PongWithin)
                {
                    await _end.CancelAsync();
                    return false;
                }
                await connection.WriteAsync(new("ping", new() { ["text"] = "kith" }), cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The session ended otherwise.
        }
        return true;
    }
}
