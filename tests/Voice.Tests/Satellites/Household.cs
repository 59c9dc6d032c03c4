using System.Collections.Concurrent;
using Kith.Model.Ids;
using Kith.Shared;
using Kith.Voice.Arbitration;
using Kith.Voice.Engines;
using Kith.Voice.Satellites;
using Kith.Voice.Tests.Engines;
using Kith.Voice.Wyoming;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Voice.Tests.Satellites;

/// <summary>Satellites of a home, with engines that hear "lamp on" in every voice and speak two pieces of sound.</summary>
internal sealed class Household : IAsyncDisposable
{
    /// <summary>Something loud for 0.4 s, then a second of nothing.</summary>
    internal static readonly byte[] Voice = [.. Enumerable.Range(0, 6_400).SelectMany(sample => BitConverter.GetBytes((short)(sample % 40 < 20 ? 6_000 : -6_000))), .. new byte[32_000]];

    internal static readonly HomeId Home = HomeId.New();

    private readonly PlayedEngine _hearing = new(heard => heard.Type == "audio-stop" ? [new("transcript", new() { ["text"] = "lamp on" })] : []);

    private readonly PlayedEngine _speaking = new(heard => heard.Type switch
    {
        "describe" => [EngineTests.Info("tts", "voices", ("amy", "en"))],
        "synthesize" => [AudioFormat.Speech.Start(), AudioFormat.Speech.Chunk(new byte[640]), AudioFormat.Speech.Chunk(new byte[640]), AudioFormat.Stop()],
        _ => [],
    });

    private readonly Court _court;

    internal Household(bool withEngines = true, WyomingAddress? waking = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        _court = new(time);
        Hub = new(new(
            withEngines ? new SpeechToText(_hearing.Address, time) : null, withEngines ? new TextToSpeech(_speaking.Address, time) : null,
            waking is null ? null : new WakeWords(waking, time), _court, time, NullLogger.Instance,
            (address, cancel) => address.ConnectAsync(time, cancel),
            (station, heard, _) =>
            {
                Answered.Enqueue((station.Id, heard.Text, Hub!.StatusOf(station.Home, station.Id)!.State));
                return Task.FromResult<Reply?>(new("The lamp is on.", "en"));
            }));
    }

    internal SatelliteHub Hub { get; }

    /// <summary>What was heard where, and what the satellite showed then.</summary>
    internal ConcurrentQueue<(string Id, string Text, SatelliteState Shown)> Answered { get; } = [];

    /// <summary>Names a satellite and waits until it was told to run (or to pause).</summary>
    internal async Task PutAsync(PlayedSatellite satellite, string id, bool paused = false)
    {
        await Hub.PutAsync(new(Home, id, satellite.Address, "en", paused));
        await satellite.UntilAsync(paused ? "pause-satellite" : "run-satellite");
        await ShowsAsync(id, paused ? SatelliteState.Paused : SatelliteState.Idle);
    }

    /// <summary>Until a satellite shows a state that it must come to.</summary>
    internal async Task ShowsAsync(string id, SatelliteState state)
    {
        using var patience = new CancellationTokenSource(Wyoming.Wire.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Hub.StatusOf(Home, id)?.State != state) await timer.WaitForNextTickAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await _hearing.DisposeAsync();
        await _speaking.DisposeAsync();
        _court.Dispose();
    }
}
