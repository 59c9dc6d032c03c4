using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Voice.Wyoming;

namespace Kith.Shared;

/// <summary>A satellite as small as it can be: a Wyoming server that wakes when a test says so and sends what a test gives it.</summary>
internal sealed class PlayedSatellite : IAsyncDisposable
{
    /// <summary>What it says of itself; a microphone, a loudspeaker, a wake word of its own.</summary>
    private static readonly WyomingEvent Info = new("info", new() { ["satellite"] = new JsonObject { ["name"] = "played satellite", ["area"] = "kitchen", ["has_vad"] = false, ["active_wake_words"] = new JsonArray("kith") } });

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WyomingListener _listener;
    private readonly Channel<WyomingEvent> _heard = Channel.CreateUnbounded<WyomingEvent>();
    private volatile WyomingConnection? _hub;

    internal PlayedSatellite(bool pongs = true, WyomingEvent? info = null, int port = 0) =>
        _listener = WyomingListener.Start(new(IPAddress.Loopback, port), async (connection, cancel) =>
        {
            _hub = connection;
            while (await connection.ReadAsync(cancel) is { } heard)
            {
                if (heard.Type == "describe") await connection.WriteAsync(info ?? Info, cancel);
                if (heard.Type == "ping" && pongs) await connection.WriteAsync(new("pong", heard.Data), cancel);
                if (heard.Type != "ping" || !pongs) _heard.Writer.TryWrite(heard);
            }
            _heard.Writer.TryWrite(new("left"));
        });

    internal WyomingAddress Address => new("127.0.0.1", _listener.Port);

    internal async Task SayAsync(WyomingEvent said) => Assert.True(await _hub!.WriteAsync(said));

    /// <summary>Its wake word was said: it tells so and asks for a turn.</summary>
    internal async Task WakeAsync()
    {
        await SayAsync(new("detection", new() { ["name"] = "kith" }));
        await SayAsync(new("run-pipeline", new() { ["start_stage"] = "asr", ["end_stage"] = "tts", ["restart_on_end"] = false, ["wake_word_name"] = "kith" }));
    }

    /// <summary>Sends sound, as a microphone does, in pieces of 1,024 samples.</summary>
    internal async Task SendAsync(byte[] sound)
    {
        foreach (var piece in sound.Chunk(2048)) await SayAsync(AudioFormat.Speech.Chunk(piece));
    }

    /// <summary>Keeps its microphone open: the same piece of sound again and again, until it is told to stop.</summary>
    internal async Task StreamAsync(byte[] piece, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            do await SendAsync(piece);
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // As it was told.
        }
    }

    /// <summary>The next event from the hub; "left" when it left.</summary>
    internal async Task<WyomingEvent> HeardAsync() => await _heard.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The next event of a type; what comes before is passed over and given.</summary>
    internal async Task<List<WyomingEvent>> UntilAsync(string type)
    {
        var all = new List<WyomingEvent>();
        do all.Add(await HeardAsync());
        while (all[^1].Type != type);
        return all;
    }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
