using Kith.Shared;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>One Kith with one door, one real zigbee2mqtt connected to it with its bridge's credential, six devices joined. Each test leaves it as it found it.</summary>
public abstract class Zigbee2MqttFixture : IAsyncLifetime
{
    private readonly Door _door;

    private protected Zigbee2MqttFixture(Door door) => _door = door;

    internal House House { get; private set; } = null!;

    internal TestHome Home { get; private set; } = null!;

    internal RealZigbee2Mqtt Program { get; private set; } = null!;

    /// <summary>The bridge's status while sleeping devices of Tuya's maker code were being waited for.</summary>
    internal BridgeStatus Interviewing { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        House = await House.StartAsync(_door);
        Home = await House.AddHomeAsync();
        Program = new RealZigbee2Mqtt(House.Address, Home.Bridge.Credential.Username.ToString(), Home.Bridge.Credential.Password, authority: TestCertificates.OfServer.ExportCertificatePem());
        Program.Start();
        await Program.StartedAsync();
        await Program.RadioAsync("""{"cmd":"join"}""");
        await using var watch = await House.WatchAsync(Home);
        // zigbee2mqtt waits ten seconds before it asks them anything.
        Interviewing = await House.StatusAsync(Home, status => status.Newcomers.Any(its => its.Address == RealZigbee2Mqtt.Motion));
        await watch.UntilAsync("six devices online", its => its.Devices.Count == 6 && its.Devices.All(device => device.Online));
    }

    public async Task DisposeAsync()
    {
        await Program.DisposeAsync();
        await House.DisposeAsync();
    }
}

public sealed class Zigbee2MqttOverTcp() : Zigbee2MqttFixture(Door.Tcp);

public sealed class Zigbee2MqttOverTls() : Zigbee2MqttFixture(Door.Tls);

public sealed class Zigbee2MqttOverWebSocket() : Zigbee2MqttFixture(Door.WebSocket);

public sealed class Zigbee2MqttOverSecureWebSocket() : Zigbee2MqttFixture(Door.SecureWebSocket);
