using System.Net;
using Kith.Bridges;
using Kith.Server.Tests.Running;
using Kith.Shared;

namespace Kith.Server.Tests.Voice;

/// <summary>The engines and satellites of a home, by the API.</summary>
public sealed class SatelliteApiTests
{
    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("192.168.1.20", true)]
    [InlineData("::ffff:192.168.1.20", true)]
    [InlineData("fd12::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("172.32.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("2001:4860:4860::8888", false)]
    public void A_satellite_is_in_the_private_network(string address, bool may) => Assert.Equal(may, PrivateAddresses.Has(IPAddress.Parse(address)));

    [Fact]
    public async Task Without_engines_voice_is_off_and_says_so()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var voice = await browser.GetAsync($"/api/v1/homes/{home}/voice");
        Assert.Equal(("off", "off", "off", "true"), (voice.Text("hearing.state"), voice.Text("speaking.state"), voice.Text("waking.state"), voice.Text("satellites")));
    }

    [Fact]
    public async Task An_engine_that_was_named_is_there_or_away()
    {
        await using var heard = new Heard();
        await using var kith = await TestKith.StartAsync(voice: heard.Options with { Waking = new("127.0.0.1", FreePort.Next()) }, network: new(thisMachineToo: true));
        var (browser, home) = await kith.SetUpAsync();
        var voice = await browser.GetAsync($"/api/v1/homes/{home}/voice");
        Assert.Equal(("there", "played", "zh"), (voice.Text("hearing.state"), voice.Text("hearing.name"), voice.Text("hearing.languages.1")));
        Assert.Equal("away", voice.Text("waking.state"));
        Assert.Contains("nothing answers", voice.Text("waking.trouble"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_satellite_is_added_renamed_moved_paused_and_removed_and_survives_a_restart()
    {
        await using var heard = new Heard();
        await using var satellite = new PlayedSatellite();
        await using var kith = await TestKith.StartAsync(voice: heard.Options, network: new(thisMachineToo: true));
        var (browser, home) = await kith.SetUpAsync();
        var path = $"/api/v1/homes/{home}/satellites";
        var room = (await browser.PostAsync($"/api/v1/homes/{home}/rooms", new { name = "Kitchen" })).Text("id");

        var added = await browser.PostAsync(path, new { name = "Shelf", address = satellite.Address.ToString(), room, language = "en" });
        Assert.Equal((201, "shelf", room), (added.Status, added.Text("id"), added.Text("room")));
        await satellite.UntilAsync("run-satellite");

        var paused = await browser.SendAsync(HttpMethod.Patch, $"{path}/shelf", new { name = "Window", room = (string?)null, paused = true });
        Assert.Equal(("Window", "true"), (paused.Text("name"), paused.Text("paused")));
        Assert.Null(paused.Json["room"]);
        await satellite.UntilAsync("pause-satellite");

        await kith.RestartAsync();
        await satellite.UntilAsync("pause-satellite");
        using var again = kith.Open();
        await again.SignInAsync("anna");
        Assert.Equal("Window", (await again.GetAsync(path)).Text("items.0.name"));

        Assert.Equal(204, (await again.SendAsync(HttpMethod.Delete, $"{path}/shelf")).Status);
        await satellite.UntilAsync("left");
        Assert.Empty((await again.GetAsync(path)).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_home_that_is_deleted_lets_go_of_its_satellites()
    {
        await using var satellite = new PlayedSatellite();
        await using var kith = await TestKith.StartAsync(network: new(thisMachineToo: true));
        var (browser, home) = await kith.SetUpAsync();
        await browser.PostAsync($"/api/v1/homes/{home}/satellites", new { name = "Shelf", address = satellite.Address.ToString() });
        await satellite.UntilAsync("run-satellite");

        Assert.Equal(204, (await browser.SendAsync(HttpMethod.Delete, $"/api/v1/homes/{home}", new { confirm = "Home" })).Status);
        await satellite.UntilAsync("left");
    }

    [Theory]
    [InlineData("tcp://8.8.8.8:10700")]
    [InlineData("tcp://169.254.169.254:80")]
    [InlineData("tcp://127.0.0.1:10700")]
    [InlineData("http://192.168.1.2:80")]
    [InlineData("192.168.1.2")]
    public async Task An_address_outside_of_the_private_network_is_refused(string address)
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var refused = await browser.PostAsync($"/api/v1/homes/{home}/satellites", new { name = "Shelf", address });
        Assert.Equal((400, "request.invalid", "address"), (refused.Status, refused.Code, refused.Text("field")));
    }

    [Fact]
    public async Task A_microphone_belongs_to_one_home()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var (stranger, other) = await kith.AddStrangerAsync();
        Assert.Equal(201, (await browser.PostAsync($"/api/v1/homes/{home}/satellites", new { name = "Shelf", address = "tcp://10.255.255.254:10700" })).Status);
        Assert.Equal(409, (await browser.PostAsync($"/api/v1/homes/{home}/satellites", new { name = "Table", address = "10.255.255.254:10700" })).Status);
        Assert.Equal(409, (await stranger.PostAsync($"/api/v1/homes/{other}/satellites", new { name = "Ear", address = "tcp://10.255.255.254:10700" })).Status);
    }

    [Fact]
    public async Task A_server_in_no_homes_network_connects_to_no_satellites()
    {
        await using var kith = await TestKith.StartAsync(network: new(isOpen: false));
        var (browser, home) = await kith.SetUpAsync();
        Assert.Equal("speech.off", (await browser.PostAsync($"/api/v1/homes/{home}/satellites", new { name = "Shelf", address = "tcp://10.0.0.5:10700" })).Code);
        Assert.Equal("false", (await browser.GetAsync($"/api/v1/homes/{home}/voice")).Text("satellites"));
    }
}
