using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>A home with the infrared bridge and a Tasmota that is there.</summary>
internal sealed class InfraredHome : IAsyncDisposable
{
    internal required House House { get; init; }

    internal required TestHome Home { get; init; }

    internal required HomeWatch Watch { get; set; }

    internal required PlayedTasmota Blaster { get; set; }

    internal const string BlasterId = "tasmota:ir-hall";

    internal static async Task<InfraredHome> StartAsync()
    {
        var house = await House.StartAsync();
        var home = await house.AddHomeAsync(baseTopic: "infrared", kind: "infrared");
        var made = new InfraredHome { House = house, Home = home, Watch = await house.WatchAsync(home), Blaster = await PlayedTasmota.StartAsync(house, home, "ir-hall") };
        Assert.True((await made.DoAsync("add-blaster", new { kind = "tasmota", topic = "ir-hall", name = "Hall" })).Ok);
        await house.StatusAsync(home, status => status.State is BridgeLink.Online);
        return made;
    }

    internal Task<Result<JsonNode>> DoAsync(string deed, object arguments) => House.DoAsync(Home, deed, arguments);

    /// <summary>Takes a file in and waits until its device is there; its native id.</summary>
    internal async Task<string> ImportAsync(string text, string name, string? type = null)
    {
        var made = await DoAsync("import", new { text, name, type, blaster = BlasterId });
        Assert.True(made.Ok, made.Fault?.Detail);
        var remote = made.Value["remote"]!.GetValue<string>();
        await Watch.UntilAsync($"{name} is there", its => its.Find(remote) is { Online: true });
        return remote;
    }

    internal async Task<Outcome> SetAsync(string remote, params (string Address, Value Value)[] values) =>
        Ended(await House.Homes.SetAsync(Home.Id, Home.Owner, Device(remote).Id, values.ToDictionary(pair => pair.Address, pair => pair.Value)));

    internal async Task<Outcome> CallAsync(string remote, string action, params (string Name, Value Value)[] arguments) =>
        Ended(await House.Homes.CallAsync(Home.Id, Home.Owner, Device(remote).Id, action, arguments.ToDictionary(pair => pair.Name, pair => pair.Value)));

    internal DeviceView Device(string remote) => Watch.Find(remote)!;

    /// <summary>The number of a choice by its key.</summary>
    internal Value Choice(string remote, string address, string key) => Value.Of(Watch.Property(remote, address).Choices!.Single(choice => choice.Key == key).Value);

    private static Outcome Ended(Result<Operation> done) => done.Ok ? done.Value.Outcome : new Outcome(OutcomeKind.Rejected, done.Fault!.Error.Code, done.Fault.Detail);

    public async ValueTask DisposeAsync()
    {
        await Blaster.DisposeAsync();
        await Watch.DisposeAsync();
        await House.DisposeAsync();
    }
}
