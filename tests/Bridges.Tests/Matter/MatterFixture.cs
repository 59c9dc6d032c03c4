namespace Kith.Bridges.Tests.Matter;

/// <summary>One Kith with its Matter controller, and one real Matter bridge with one of everything, paired. Each test leaves it as it found it.</summary>
public sealed class MatterFixture : IAsyncLifetime
{
    internal MatterHouse House { get; private set; } = null!;

    internal Peer Bridge { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (PrivateNetwork.WhyNot is not null) return;
        House = await MatterHouse.StartAsync();
        Bridge = await Peer.DeviceAsync(House.Network, "bridge");
        await House.PairAsync(Bridge.Code);
        await using var watch = await House.WatchAsync();
        await watch.UntilAsync("a bridge and eleven things behind it", its => its.Devices.Count == 12 && its.Devices.All(device => device.Online));
    }

    public async Task DisposeAsync()
    {
        if (PrivateNetwork.WhyNot is not null) return;
        await Bridge.DisposeAsync();
        await House.DisposeAsync();
    }
}
