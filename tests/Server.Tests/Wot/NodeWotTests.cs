using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Wot;

/// <summary>The reference implementation of the Web of Things as a client of a running Kith.</summary>
public sealed class NodeWotTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_node_wot_client_reads_writes_invokes_observes_and_subscribes()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        var lamp = await played.AddAsync(kith, home, "Reading lamp", "kith-demo.ceiling-light", null, ("light.on", Value.Of(false)), ("light.brightness", Value.Of(10L)));
        var sensor = await played.AddAsync(kith, home, "Window", "kith-demo.magnet-sensor");
        var token = (await owner.PostAsync("/api/v1/tokens", new { name = "wot", scopes = new[] { "control" } })).Text("token");

        var peers = typeof(NodeWotTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(its => its.Key == "Peers").Value!;
        Assert.True(Directory.Exists(Path.Combine(peers, "node_modules")), $"The peers are missing: ./test installs them, or npm ci in {peers}");
        using var client = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(peers, "wot-client.cjs"), $"{kith.Server.Address}api/v1/homes/{home}/things", token, "Reading lamp", "Window" },
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            async Task<string> NextAsync() => await client.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The client ended.");

            Assert.Equal("""{"things":2,"before":false}""", await NextAsync());
            Assert.Equal("""{"written":40}""", await NextAsync());
            Assert.Equal("""{"refused":true}""", await NextAsync());
            Assert.Equal("""{"invoked":true}""", await NextAsync());
            // The value that it has comes first, maybe before the client says that it is ready.
            var first = new HashSet<string> { await NextAsync(), await NextAsync() };
            Assert.True(first.SetEquals(["""{"observed":false}""", """{"ready":true}"""]), string.Join(' ', first));

            kith.Homes.Report(HomeId.Parse(home), DeviceId.Parse(lamp), [new("light.on", Value.Of(true))]);
            Assert.Equal("""{"observed":true}""", await NextAsync());
            kith.Homes.Event(HomeId.Parse(home), DeviceId.Parse(sensor), "magnet-sensor.opened", null);
            Assert.Equal("""{"happened":true}""", await NextAsync());
            await client.StandardInput.WriteLineAsync("end");
            await client.StandardInput.FlushAsync(limit.Token);
            await client.WaitForExitAsync(limit.Token);
            Assert.Equal(0, client.ExitCode);
        }
        finally
        {
            if (!client.HasExited) client.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Every_thing_of_a_home_is_of_the_shape_that_the_standard_asks_for()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        foreach (var product in kith.Get<Model.Specs.Library>().Products) await played.AddAsync(kith, home, product.Product, product.Product);

        var things = JsonNode.Parse((await owner.GetAsync($"/api/v1/homes/{home}/things")).Body)!.AsArray();
        Assert.Equal(kith.Get<Model.Specs.Library>().Products.Count, things.Count);
        Assert.All(things, thing => Assert.Empty(ThingShape.Check(thing!)));
        var one = await owner.GetAsync($"/api/v1/homes/{home}/things/kith-demo-lock");
        Assert.Empty(ThingShape.Check(one.Json));
    }

    [Fact]
    public async Task What_a_form_cannot_do_is_told_with_a_code()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        var lamp = await played.AddAsync(kith, home, "Lamp", "kith-demo.ceiling-light");
        var door = await played.AddAsync(kith, home, "Door", "kith-demo.lock");
        string At(string device, string rest) => $"/api/v1/homes/{home}/things/{device}/{rest}";

        Assert.Equal("null", (await owner.GetAsync(At(lamp, "properties/light.on"))).Body);
        Assert.Equal("property.unknown", (await owner.GetAsync(At(lamp, "properties/light.taste"))).Text("code"));
        Assert.Equal("value.out_of_range", (await owner.SendAsync(HttpMethod.Put, At(lamp, "properties/light.brightness"), 4000)).Text("code"));
        Assert.Equal("action.unknown", (await owner.PostAsync(At(lamp, "actions/light.sing"), new { })).Text("code"));
        Assert.Equal("event.unknown", (await owner.GetAsync(At(lamp, "events/light.sung"))).Text("code"));
        Assert.Equal("confirmation.needed", (await owner.SendAsync(HttpMethod.Put, At(door, "properties/lock.locked"), false)).Text("code"));
    }
}
