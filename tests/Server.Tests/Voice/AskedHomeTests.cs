using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Tests.Running;
using Kith.Server.Voice;
using Kith.Voice.Wyoming;

namespace Kith.Server.Tests.Voice;

/// <summary>Another program's pipeline has Kith understand and do, by Wyoming.</summary>
public sealed class AskedHomeTests
{
    [Fact]
    public async Task Another_pipeline_of_this_machine_has_its_words_done_as_a_guest_of_one_home()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var devices = PlayedDevices.In(kith);
        var lamp = await devices.AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        var door = await devices.AddAsync(kith, home, "Front door", "kith-demo.lock", values: [("lock.locked", Value.Of(true))]);
        var asked = new AskedHomes(kith.Get<Kith.Server.Assistant.HomeAssistant>(), new() { Asked = [(HomeId.Parse(home), 0)] }, TimeProvider.System);
        await asked.StartAsync(default);
        await using var pipeline = await new WyomingAddress("127.0.0.1", asked.Ports[0]).ConnectAsync(TimeProvider.System, default);
        async Task<WyomingEvent> AskAsync(string type, string text)
        {
            await pipeline.WriteAsync(new(type, new() { ["text"] = text }));
            return (await pipeline.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60)))!;
        }
        async Task<string> ValueAsync(string device, string address) => (await browser.GetAsync($"/api/v1/homes/{home}/devices/{device}")).Json["values"]![address]!["v"]!.ToString();

        var intent = await AskAsync("recognize", "turn on the desk lamp");
        Assert.Equal(("intent", "set"), (intent.Type, intent.Text("name")));
        Assert.Contains($$"""{"name":"device","value":"{{lamp}}"},{"name":"property","value":"on"},{"name":"value","value":"true"}""", intent.Data!["entities"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("false", await ValueAsync(lamp, "light.on"));
        Assert.Equal("handled", (await AskAsync("transcript", "把desk lamp打开")).Type);
        Assert.Equal("true", await ValueAsync(lamp, "light.on"));

        await AskAsync("transcript", "unlock the front door");
        await AskAsync("transcript", "yes");
        Assert.Equal("true", await ValueAsync(door, "lock.locked"));
        Assert.Equal("not-handled", (await AskAsync("transcript", "florb the gnarf")).Type);
        Assert.Equal("not-recognized", (await AskAsync("recognize", "florb the gnarf")).Type);
        await asked.StopAsync(default);
    }
}
