using Kith.Model.Ids;
using Kith.Server.Accounts;
using Kith.Server.Api;
using Kith.Server.Assistant;

namespace Kith.Server.Voice;

/// <summary>The microphones of apps that are open, one for each person and home: who opens another has put the first one down.</summary>
internal sealed class Microphones(SpeechEngines engines, HomeAssistant assistant, Pins pins, Gate gate, TimeProvider time, IHostApplicationLifetime life)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(HomeId Home, AccountId Account), CancellationTokenSource> _open = [];

    internal SpeechEngines Engines => engines;

    internal HomeAssistant Assistant => assistant;

    internal Pins Pins => pins;

    internal Gate Gate => gate;

    internal TimeProvider Time => time;

    /// <summary>From the handshake to the end of one utterance and its answer.</summary>
    internal async Task HearAsync(HttpContext context, Visit visit)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var key = (visit.Home, visit.Who.Account);
        using var putDown = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
        lock (_lock)
        {
            if (_open.TryGetValue(key, out var before)) before.Cancel();
            _open[key] = putDown;
        }
        try
        {
            await new Microphone(socket, context, visit, this).RunAsync(putDown.Token);
        }
        finally
        {
            // Whoever put this one down has its place by now.
            lock (_lock)
                if (_open.GetValueOrDefault(key) == putDown) _open.Remove(key);
        }
    }
}
