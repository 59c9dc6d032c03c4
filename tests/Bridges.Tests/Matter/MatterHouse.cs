using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Bridges;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Matter;

/// <summary>A Kith with a Matter bridge of its own in a private network.</summary>
internal sealed class MatterHouse : IAsyncDisposable
{
    private MatterHouse(PrivateNetwork network, House house, TestHome home) => (Network, House, Home) = (network, house, home);

    internal PrivateNetwork Network { get; }

    internal House House { get; }

    internal TestHome Home { get; }

    internal DeviceId Bridge => Home.Bridge.Bridge.Id;

    internal BridgeStatus Status => House.Bridges.StateOf(Home.Id, Bridge)!;

    internal static async Task<MatterHouse> StartAsync(JsonElement? settings = null)
    {
        var network = await PrivateNetwork.MakeAsync();
        var house = await House.StartAsync();
        var owner = new Caller(AccountId.New(), Scopes.All, "test", Confirmed: true);
        var home = (await house.Homes.FoundAsync(owner.Account!.Value, "Ann", "Home", "UTC")).Value.Id;
        var bridge = (await house.Homes.AddBridgeAsync(home, owner, "matter", "Matter", "matter", settings)).Value;
        return new MatterHouse(network, house, new TestHome(home, owner, bridge));
    }

    internal Task<HomeWatch> WatchAsync() => House.WatchAsync(Home);

    internal Task<Result<JsonNode>> DoAsync(string deed, JsonObject arguments) =>
        House.Bridges.DoAsync(Home.Id, Bridge, deed, JsonSerializer.SerializeToElement(arguments));

    /// <summary>Returns when the controller runs and was called.</summary>
    internal async Task OnlineAsync()
    {
        var status = await House.StatusAsync(Home, its => its.State is BridgeLink.Online);
        Assert.True(status.State is BridgeLink.Online, $"The Matter controller never came: {status}");
    }

    /// <summary>Pairs a device; what it brought into the home.</summary>
    internal async Task PairAsync(string code)
    {
        await OnlineAsync();
        var paired = await DoAsync("commission", new JsonObject { ["code"] = code });
        Assert.True(paired.Ok, paired.Fault?.Detail);
    }

    internal async Task<Outcome> SetAsync(HomeWatch watch, string address, params (string Property, Value Value)[] values)
    {
        var set = await House.Homes.SetAsync(Home.Id, Home.Owner, Id(watch, address), values.ToDictionary(row => row.Property, row => row.Value));
        Assert.True(set.Ok, set.Fault?.Detail);
        return set.Value.Outcome;
    }

    /// <summary>The device that its node calls so.</summary>
    internal static DeviceId Id(HomeWatch watch, string name) => watch.Devices.Single(device => device.Name == name).Id;

    /// <summary>Kith's controller of a home, by the folder that it was given.</summary>
    internal static Process ControllerOf(TestHome home)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "cmdline")).Contains($"{home.Id}/{home.Bridge.Bridge.Id}/fabric", StringComparison.Ordinal)) return Process.GetProcessById(id);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // It ended while it was looked at.
            }
        }
        throw new InvalidOperationException("the controller does not run");
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Network.DisposeAsync();
    }
}
