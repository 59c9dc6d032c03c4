using Kith.Model.Values;
using Kith.Server.Tests.Running;
using Kith.Shared;

namespace Kith.Server.Tests.Voice;

/// <summary>What is said in a room is done as a guest of that home.</summary>
public sealed class RoomVoiceTests : IAsyncLifetime
{
    private Heard _heard = null!;
    private PlayedSatellite _satellite = null!;
    private TestKith _kith = null!;
    private Browser _browser = null!;
    private string _home = "", _kitchen = "";

    public async Task InitializeAsync()
    {
        (_heard, _satellite) = (new(), new());
        _kith = await TestKith.StartAsync(voice: _heard.Options, network: new(thisMachineToo: true));
        (_browser, _home) = await _kith.SetUpAsync();
        _kitchen = (await _browser.PostAsync(Path("rooms"), new { name = "Kitchen" })).Text("id");
        await _browser.PostAsync(Path("satellites"), new { name = "Shelf", address = _satellite.Address.ToString(), room = _kitchen });
        await _satellite.UntilAsync("run-satellite");
    }

    [Theory]
    [InlineData("turn on the lamp")]
    [InlineData("把灯打开")]
    public async Task The_room_of_the_satellite_is_the_room_of_who_speaks(string text)
    {
        var devices = PlayedDevices.In(_kith);
        var cellar = (await _browser.PostAsync(Path("rooms"), new { name = "Cellar" })).Text("id");
        var near = await devices.AddAsync(_kith, _home, "Kitchen lamp", room: _kitchen, values: [("light.on", Value.Of(false))]);
        var far = await devices.AddAsync(_kith, _home, "Cellar lamp", room: cellar, values: [("light.on", Value.Of(false))]);

        var answer = await _heard.SayAsync(_satellite, text);

        Assert.NotEmpty(answer);
        Assert.Equal(("true", "false"), (await ValueAsync(near, "light.on"), await ValueAsync(far, "light.on")));
        var operation = (await _browser.GetAsync(Path("operations"))).Json["items"]![0]!;
        Assert.Equal(("voice", "Shelf", text), (operation["cause"]!["kind"]!.ToString(), operation["cause"]!["name"]!.ToString(), operation["cause"]!["phrase"]!.ToString()));
    }

    [Theory]
    [InlineData("unlock the front door")]
    [InlineData("打开front door的锁")]
    public async Task What_touches_safety_is_not_for_a_voice_that_nobody_knows(string text)
    {
        var door = await PlayedDevices.In(_kith).AddAsync(_kith, _home, "Front door", "kith-demo.lock", values: [("lock.locked", Value.Of(true))]);
        await _heard.SayAsync(_satellite, text);
        await _heard.SayAsync(_satellite, "yes");
        Assert.Equal("true", await ValueAsync(door, "lock.locked"));
    }

    [Fact]
    public async Task Nothing_of_what_was_said_is_kept_as_a_transcript_and_nobodys_whereabouts_are_told()
    {
        var answer = await _heard.SayAsync(_satellite, "is Anna at home");
        Assert.DoesNotContain("Anna is", answer, StringComparison.OrdinalIgnoreCase);
        await _heard.SayAsync(_satellite, "what time is it");
        Assert.Empty((await _browser.GetAsync(Path("assistant/transcripts"))).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_satellite_keeps_its_conversation_and_no_other_has_it()
    {
        var devices = PlayedDevices.In(_kith);
        var left = await devices.AddAsync(_kith, _home, "Left lamp", room: _kitchen, values: [("light.on", Value.Of(false))]);
        var right = await devices.AddAsync(_kith, _home, "Right lamp", room: _kitchen, values: [("light.on", Value.Of(false))]);
        await using var hall = new PlayedSatellite();
        await _browser.PostAsync(Path("satellites"), new { name = "Hall", address = hall.Address.ToString() });
        await hall.UntilAsync("run-satellite");

        await _heard.SayAsync(_satellite, "turn on the left lamp");
        await IdleAsync();
        await _heard.SayAsync(hall, "turn it off");
        Assert.Equal("true", await ValueAsync(left, "light.on"));
        await IdleAsync();
        await _heard.SayAsync(_satellite, "turn it off");
        Assert.Equal(("false", "false"), (await ValueAsync(left, "light.on"), await ValueAsync(right, "light.on")));
    }

    [Fact]
    public async Task Of_two_satellites_that_hear_the_same_wake_one_has_it_done()
    {
        var lamp = await PlayedDevices.In(_kith).AddAsync(_kith, _home, "Desk lamp", room: _kitchen, values: [("light.on", Value.Of(false))]);
        await using var hall = new PlayedSatellite();
        await _browser.PostAsync(Path("satellites"), new { name = "Hall", address = hall.Address.ToString() });
        await hall.UntilAsync("run-satellite");

        _heard.Text = "toggle the desk lamp";
        await Task.WhenAll(_satellite.WakeAsync(), hall.WakeAsync());
        await Task.WhenAll(_satellite.SendAsync(Heard.Sound), hall.SendAsync(Heard.Sound));
        var first = await Task.WhenAll(_satellite.HeardAsync(), hall.HeardAsync());

        Assert.Equal(["pause-satellite", "voice-started"], first.Select(one => one.Type).Order());
        await (first[0].Type == "voice-started" ? _satellite : hall).UntilAsync("audio-stop");
        Assert.Equal("true", await ValueAsync(lamp, "light.on"));
        Assert.Single((await _browser.GetAsync(Path("operations"))).Json["items"]!.AsArray());
    }

    /// <summary>Until all satellites wait for their wake word again.</summary>
    private Task IdleAsync() => _kith.UntilAsync(async () => (await _browser.GetAsync(Path("satellites"))).Json["items"]!.AsArray().All(one => one!["state"]!.ToString() == "idle"));

    public async Task DisposeAsync()
    {
        await _kith.DisposeAsync();
        await _satellite.DisposeAsync();
        await _heard.DisposeAsync();
    }

    private string Path(string rest) => $"/api/v1/homes/{_home}/{rest}";

    private async Task<string> ValueAsync(string device, string address) => (await _browser.GetAsync(Path($"devices/{device}"))).Json["values"]![address]!["v"]!.ToString();
}
