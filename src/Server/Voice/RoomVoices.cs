using System.Collections.Concurrent;
using Kith.Bridges;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Satellites;
using Kith.Model.Ids;
using Kith.Server.Assistant;
using Kith.Voice.Arbitration;
using Kith.Voice.Engines;
using Kith.Voice.Satellites;
using Kith.Voice.Wyoming;

namespace Kith.Server.Voice;

/// <summary>Holds on to the satellites that homes keep, and tells the assistant what is said to them: as a guest of that home, in that room.</summary>
internal sealed class RoomVoices : IHostedService, IAsyncDisposable
{
    private readonly HomeHost _homes;
    private readonly HomeAssistant _assistant;
    private readonly LocalNetwork _network;
    private readonly SatelliteHub _hub;
    private readonly Court _court;
    private readonly ConcurrentDictionary<(HomeId Home, string Id), Satellite> _kept = new();
    private readonly Lock _gate = new();
    private Task _changing = Task.CompletedTask;

    public RoomVoices(HomeHost homes, HomeAssistant assistant, SpeechEngines engines, SatelliteDoor door, LocalNetwork network, TimeProvider time, ILogger<RoomVoices> log)
    {
        (_homes, _assistant, _network, _court) = (homes, assistant, network, new(time));
        _hub = new(new(engines.Hearing, engines.Speaking, engines.Waking, _court, time, log, door.ConnectAsync, AnswerAsync));
    }

    /// <summary>How a satellite is doing; null while this server connects to none.</summary>
    internal SatelliteStatus? StatusOf(HomeId home, DeviceId id) => _hub.StatusOf(home, id.ToString());

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_network.IsOpen) return;
        _homes.SatellitePut += Put;
        _homes.SatelliteRemoved += Remove;
        _homes.Deleted += RemoveAll;
        foreach (var (home, satellite) in await _homes.AllSatellitesAsync()) Put(home, satellite);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _homes.SatellitePut -= Put;
        _homes.SatelliteRemoved -= Remove;
        _homes.Deleted -= RemoveAll;
        await _changing;
        await _hub.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _court.Dispose();
    }

    private void Put(HomeId home, Satellite satellite)
    {
        var id = satellite.Id.ToString();
        var before = _kept.GetValueOrDefault((home, id));
        _kept[(home, id)] = satellite;
        // A new name or room is known with the next word; for the rest it is connected anew.
        if (before is not null && before with { Name = satellite.Name, Room = satellite.Room } == satellite) return;
        if (WyomingAddress.Parse(satellite.Address) is { } address) Change(() => _hub.PutAsync(new(home, id, address, satellite.Language, satellite.Paused)));
    }

    private void Remove(HomeId home, DeviceId id)
    {
        _kept.TryRemove((home, id.ToString()), out _);
        Change(() => _hub.RemoveAsync(home, id.ToString()));
    }

    private void RemoveAll(HomeId home)
    {
        foreach (var key in _kept.Keys.Where(key => key.Home == home)) _kept.TryRemove(key, out _);
        Change(() => _hub.RemoveAllAsync(home));
    }

    /// <summary>One after the other, in the order in which the homes told.</summary>
    private void Change(Func<Task> work)
    {
        lock (_gate) _changing = AfterAsync(_changing, work);
    }

    private static async Task AfterAsync(Task before, Func<Task> work)
    {
        await before;
        await work();
    }

    private async Task<Reply?> AnswerAsync(Station station, Transcript heard, CancellationToken cancel)
    {
        // As it is by now: a room may be gone since it was connected.
        if (await _homes.SatelliteAsync(station.Home, DeviceId.Parse(station.Id)) is not { } satellite) return null;
        return await SayAsync(_assistant, station.Home, satellite.Speaker, heard, satellite.Room);
    }

    /// <summary>What a home answers to somebody whose voice it does not know, and in which language.</summary>
    internal static async Task<Reply> SayAsync(HomeAssistant assistant, HomeId home, Caller speaker, Transcript heard, RoomId? room)
    {
        var answer = await assistant.HearAsync(home, speaker, new(heard.Text, heard.Language, room, speaker.Voice!.Id.ToString()));
        var say = answer.Ok ? answer.Value.Say : IsChinese(heard.Text) ? "抱歉，出了点问题。" : "Sorry, something went wrong.";
        return new(say, IsChinese(say) ? "zh" : "en");
    }

    private static bool IsChinese(string text) => text.Any(letter => letter is >= '\u4e00' and <= '\u9fff');
}
