using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Server.Cli;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Import;

public sealed class ImportTests : IDisposable
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Import", "Fixtures");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kith-import-");

    [Fact]
    public async Task The_command_line_shows_a_home_brings_it_over_and_takes_it_back()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        await played.AddAsync(kith, home, "0x00158d000000010d", "kith-demo.ceiling-light");
        var (script, _) = await kith.TokenAsync(browser, ["manage"]);
        var receipt = Path.Combine(_folder.FullName, "receipt.json");

        var shown = await RunAsync(kith, script, "home-assistant", Fixtures);
        Assert.Equal((0, ""), (shown.Code, shown.Errors));
        Assert.Contains("rooms: 9 of 9", shown.Output);
        Assert.Contains("Nothing was changed", shown.Output);
        Assert.Contains("(rule.blueprint)", shown.Output);
        Assert.Empty((await browser.GetAsync($"/api/v1/homes/{home}/rooms")).Json["items"]!.AsArray());

        var done = await RunAsync(kith, script, "home-assistant", Fixtures, "--apply", "--only", "rooms", "devices", "--receipt", receipt);
        Assert.Equal((0, ""), (done.Code, done.Errors));
        Assert.Contains("devices: 35", done.Output);
        Assert.Equal(("Hall lamp", "hallway"), await PlaceAsync(browser, home));
        Assert.Equal(34, (await browser.GetAsync($"/api/v1/homes/{home}/import/expected")).Json["items"]!.AsArray().Count);

        Assert.Contains("44 things taken back.", (await RunAsync(kith, script, "undo", receipt)).Output);
        Assert.Equal(("0x00158d000000010d", null), await PlaceAsync(browser, home));
    }

    [Fact]
    public async Task A_rule_that_opens_the_door_is_confirmed_before_anything_is_made()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        var door = await played.AddAsync(kith, home, "Door", "kith-demo.lock");
        var plan = new
        {
            format = "home-assistant", rooms = new[] { new { id = "hall", name = "Hall" } }, devices = Array.Empty<object>(), scenes = Array.Empty<object>(), losses = Array.Empty<object>(), seen = new { },
            rules = new[] { new { key = "1", enabled = true, isWhole = true, rule = new { name = "Open", when = Array.Empty<object>(), then = new[] { new { kind = "set", devices = new[] { door }, values = new Dictionary<string, object> { ["lock.locked"] = false } } } } } },
        };
        Assert.Equal("confirmation.needed", (await browser.PostAsync($"/api/v1/homes/{home}/import", new { plan })).Text("code"));
        Assert.Empty((await browser.GetAsync($"/api/v1/homes/{home}/rooms")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task What_no_system_wrote_is_refused()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        Assert.Equal("request.invalid", (await browser.PostAsync($"/api/v1/homes/{home}/import/preview", new { })).Text("code"));
        var (script, _) = await kith.TokenAsync(browser, ["manage"]);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "devices.yaml"), "hello");
        var refused = await RunAsync(kith, script, "home-assistant", _folder.FullName);
        Assert.Equal(1, refused.Code);
        Assert.Contains("request.invalid", refused.Errors);
    }

    private static async Task<(string, string?)> PlaceAsync(Browser browser, string home)
    {
        var device = (JsonObject)(await browser.GetAsync($"/api/v1/homes/{home}/devices")).Json["items"]![0]!;
        return (device["name"]!.ToString(), device["room"]?.ToString());
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(TestKith kith, Browser script, params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await KithCommand.RunAsync(["import", .. args, "--url", kith.Server.Address.ToString(), "--token", script.Token!], output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
