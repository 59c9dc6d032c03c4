using System.Text.Json.Nodes;
using Kith.Server.Composition;
using Kith.Shared;
using Kith.Voice.Wyoming;

namespace Kith.Server.Tests.Voice;

/// <summary>An engine that hears what a test says is heard, and speaks a little sound for every answer.</summary>
internal sealed class Heard : IAsyncDisposable
{
    /// <summary>Something loud for 0.4 s, then a second of nothing.</summary>
    internal static readonly byte[] Sound = [.. Enumerable.Range(0, 6_400).SelectMany(sample => BitConverter.GetBytes((short)(sample % 40 < 20 ? 6_000 : -6_000))), .. new byte[32_000]];

    private readonly PlayedEngine _engine;

    internal Heard() => _engine = new(heard => heard.Type switch
    {
        "describe" => [Info],
        "audio-stop" => [new("transcript", new() { ["text"] = Text })],
        "synthesize" => [AudioFormat.Speech.Start(), AudioFormat.Speech.Chunk(new byte[640]), AudioFormat.Stop()],
        _ => [],
    });

    /// <summary>What is heard next.</summary>
    internal string Text { get; set; } = "";

    internal VoiceOptions Options => new() { Hearing = _engine.Address, Speaking = _engine.Address };

    /// <summary>Somebody says the wake word and then this; what the home answers.</summary>
    internal async Task<string> SayAsync(PlayedSatellite satellite, string text)
    {
        Text = text;
        await satellite.WakeAsync();
        await satellite.SendAsync(Sound);
        var told = await satellite.UntilAsync("audio-stop");
        await satellite.SayAsync(new("played"));
        return told.Single(one => one.Type == "synthesize").Text("text")!;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static WyomingEvent Info
    {
        get
        {
            JsonArray Program(string list) => new(new JsonObject { ["name"] = "played", ["installed"] = true, [list] = new JsonArray(new JsonObject { ["name"] = "one", ["installed"] = true, ["languages"] = new JsonArray("en", "zh") }) });
            return new("info", new() { ["asr"] = Program("models"), ["tts"] = Program("voices") });
        }
    }
}
