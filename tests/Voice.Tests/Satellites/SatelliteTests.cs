using Kith.Shared;
using Kith.Voice.Satellites;

namespace Kith.Voice.Tests.Satellites;

public class SatelliteTests
{
    [Fact]
    public async Task What_is_said_after_the_wake_word_is_heard_answered_and_spoken()
    {
        await using var satellite = new PlayedSatellite();
        await using var house = new Household();
        await house.PutAsync(satellite, "kitchen");
        Assert.Equal("played satellite", house.Hub.StatusOf(Household.Home, "kitchen")!.Program);

        await satellite.WakeAsync();
        await satellite.SendAsync(Household.Voice);
        var told = await satellite.UntilAsync("audio-stop");
        Assert.Equal(["voice-started", "voice-stopped", "transcript", "synthesize", "audio-start", "audio-chunk", "audio-chunk", "audio-stop"], told.Select(one => one.Type));
        Assert.Equal(("lamp on", "The lamp is on."), (told[2].Text("text"), told[3].Text("text")));
        Assert.Equal([("kitchen", "lamp on", SatelliteState.Thinking)], house.Answered);
        Assert.Equal(SatelliteState.Speaking, house.Hub.StatusOf(Household.Home, "kitchen")!.State);

        await satellite.SayAsync(new("played"));
        await house.ShowsAsync("kitchen", SatelliteState.Idle);
    }

    [Fact]
    public async Task Of_two_satellites_that_wake_at_once_one_is_served_and_the_other_is_told_to_stop()
    {
        await using var kitchen = new PlayedSatellite();
        await using var hall = new PlayedSatellite();
        await using var house = new Household();
        await house.PutAsync(kitchen, "kitchen");
        await house.PutAsync(hall, "hall");
        await Task.WhenAll(kitchen.WakeAsync(), hall.WakeAsync());
        await Task.WhenAll(kitchen.SendAsync(Household.Voice), hall.SendAsync(Household.Voice));
        var first = await Task.WhenAll(kitchen.HeardAsync(), hall.HeardAsync());
        Assert.Equal(["pause-satellite", "voice-started"], first.Select(one => one.Type).Order());
        var (winner, loser) = first[0].Type == "pause-satellite" ? (hall, kitchen) : (kitchen, hall);
        Assert.Equal("run-satellite", (await loser.HeardAsync()).Type);
        await winner.UntilAsync("audio-stop");
        await winner.SayAsync(new("played"));
        await house.ShowsAsync("kitchen", SatelliteState.Idle);
        await house.ShowsAsync("hall", SatelliteState.Idle);
        Assert.Single(house.Answered);
    }

    [Fact]
    public async Task A_satellite_without_a_wake_word_is_woken_by_the_engine_and_again_after_its_turn()
    {
        await using var engine = new PlayedEngine(heard => heard.Type == "audio-chunk" && heard.Payload.Span[0] == 77 ? [new("detection", new() { ["name"] = "hey_kith" })] : []);
        await using var satellite = new PlayedSatellite();
        await using var house = new Household(waking: engine.Address);
        await house.PutAsync(satellite, "kitchen");
        var woken = new byte[2048];
        woken[0] = 77;
        await satellite.SayAsync(new("run-pipeline", new() { ["start_stage"] = "wake", ["end_stage"] = "tts", ["restart_on_end"] = true }));
        for (var round = 0; round < 2; round++)
        {
            using var stop = new CancellationTokenSource();
            var streaming = satellite.StreamAsync(woken, stop.Token);
            var detection = (await satellite.UntilAsync("detection"))[^1];
            Assert.Equal("hey_kith", detection.Text("name"));
            await stop.CancelAsync();
            await streaming;
            await satellite.SendAsync(Household.Voice);
            await satellite.UntilAsync("audio-stop");
            await satellite.SayAsync(new("played"));
            await house.ShowsAsync("kitchen", SatelliteState.Idle);
        }
        Assert.Equal(2, house.Answered.Count);
    }

    [Fact]
    public async Task Silence_after_the_wake_word_is_answered_by_silence()
    {
        await using var satellite = new PlayedSatellite();
        await using var house = new Household();
        await house.PutAsync(satellite, "kitchen");
        await satellite.WakeAsync();
        await satellite.SendAsync(new byte[32_000 * 6]);
        Assert.Equal("", (await satellite.HeardAsync()).Text("text"));
        await house.ShowsAsync("kitchen", SatelliteState.Idle);
        Assert.Empty(house.Answered);
    }

    [Fact]
    public async Task Without_an_engine_a_satellite_is_told_that_voice_is_off()
    {
        await using var satellite = new PlayedSatellite();
        await using var house = new Household(withEngines: false);
        await house.PutAsync(satellite, "kitchen");
        await satellite.WakeAsync();
        var told = await satellite.HeardAsync();
        Assert.Equal(("error", "speech.off"), (told.Type, told.Text("code")));
        await house.ShowsAsync("kitchen", SatelliteState.Idle);
        Assert.Contains("no engine", house.Hub.StatusOf(Household.Home, "kitchen")!.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_satellite_is_not_listened_to()
    {
        await using var satellite = new PlayedSatellite();
        await using var house = new Household();
        await house.PutAsync(satellite, "kitchen", paused: true);
        await satellite.WakeAsync();
        await satellite.SendAsync(Household.Voice);
        // All before the ping has been looked at when its answer comes.
        await satellite.SayAsync(new("ping", new() { ["text"] = "still there?" }));
        Assert.Equal("pong", (await satellite.HeardAsync()).Type);
        var status = house.Hub.StatusOf(Household.Home, "kitchen")!;
        Assert.Equal((SatelliteState.Paused, false), (status.State, status.Microphone));
        Assert.Empty(house.Answered);
    }

    [Fact]
    public async Task An_open_microphone_is_seen()
    {
        await using var satellite = new PlayedSatellite();
        await using var house = new Household();
        await house.PutAsync(satellite, "kitchen");
        Assert.False(house.Hub.StatusOf(Household.Home, "kitchen")!.Microphone);
        await satellite.SendAsync(new byte[2048]);
        await satellite.SayAsync(new("ping"));
        Assert.Equal("pong", (await satellite.HeardAsync()).Type);
        Assert.True(house.Hub.StatusOf(Household.Home, "kitchen")!.Microphone);
    }

    [Fact]
    public async Task A_satellite_that_does_not_answer_is_dropped_and_tried_again()
    {
        var time = new ManualTime();
        await using var satellite = new PlayedSatellite(pongs: false);
        await using var house = new Household(time: time);
        await house.PutAsync(satellite, "kitchen");
        var told = satellite.UntilAsync("left");
        // Time stands when it is dropped: it is tried again soon after.
        await time.AdvanceUntilAsync(() => house.Hub.StatusOf(Household.Home, "kitchen")!.State == SatelliteState.Offline, TimeSpan.FromMilliseconds(500));
        Assert.Contains("ping", (await told).Select(one => one.Type));
        Assert.Contains("5 s", house.Hub.StatusOf(Household.Home, "kitchen")!.Trouble, StringComparison.Ordinal);

        var again = satellite.UntilAsync("run-satellite");
        await time.AdvanceUntilAsync(again, TimeSpan.FromMilliseconds(500));
        await again;
    }

    [Fact]
    public async Task A_satellite_that_was_away_is_held_on_to_when_it_comes_back()
    {
        var time = new ManualTime();
        await using var house = new Household(time: time);
        var port = FreePort.Next();
        await using (var gone = new PlayedSatellite(port: port)) await house.PutAsync(gone, "kitchen");
        await house.ShowsAsync("kitchen", SatelliteState.Offline);
        await using var back = new PlayedSatellite(port: port);
        var told = back.UntilAsync("run-satellite");
        await time.AdvanceUntilAsync(told, TimeSpan.FromSeconds(1));
        await told;
        await house.ShowsAsync("kitchen", SatelliteState.Idle);
    }

    [Fact]
    public async Task A_program_that_is_no_satellite_is_said_so()
    {
        await using var other = new PlayedSatellite(info: new("info"));
        await using var house = new Household();
        await house.Hub.PutAsync(new(Household.Home, "other", other.Address));
        await other.UntilAsync("left");
        await house.ShowsAsync("other", SatelliteState.Offline);
        Assert.Equal("the program there is no satellite", house.Hub.StatusOf(Household.Home, "other")!.Trouble);
    }
}
