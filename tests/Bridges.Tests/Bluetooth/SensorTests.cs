using System.Text;
using Kith.Bridges.Bluetooth;
using Kith.Model.Values;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.Bluetooth;

/// <summary>What becomes of sensors in the air: heard by proxies, adopted, replayed, flooded.</summary>
public sealed class SensorTests
{
    private const string Door = "F4B3B1010203";
    private static readonly byte[] Key = Convert.FromHexString("00112233445566778899aabbccddeeff");

    [Fact]
    public async Task A_proxy_of_ESPHome_hears_a_sensor_that_a_person_adopts()
    {
        await using var house = await House.StartAsync();
        await using var proxy = new PlayedProxy();
        var home = await house.AddHomeAsync(kind: "bluetooth", baseTopic: "home", settings: new { proxies = new[] { proxy.Address } });
        await using var watch = await house.WatchAsync(home);

        await proxy.HearAsync(0xF4B3B1010203, Raw("Door", 0xFCD2, [0x44, 0x01, 0x5A, 0x1A, 0x00]));
        var found = await house.StatusAsync(home, status => status.Newcomers.Count == 1);
        Assert.Equal((new Newcomer("F4:B3:B1:01:02:03", "Door", "found"), BridgeLink.Online), (found.Newcomers.Single(), found.State));
        Assert.True((await house.DoAsync(home, "adopt", new { address = Door })).Ok);
        await proxy.HearAsync(0xF4B3B1010203, Raw("Door", 0xFCD2, [0x44, 0x01, 0x59, 0x1A, 0x01]));

        await watch.UntilAsync("the door is open", its => its[Door, "magnet-sensor.open"] == Value.Of(true) && its[Door, "battery.battery-level"] == Value.Of(89));
        Assert.Equal(("magnet-sensor", "Door"), (watch.Find(Door)!.Type, watch.Find(Door)!.Name));
    }

    [Fact]
    public async Task A_proxy_that_encrypts_is_named_with_what_to_do()
    {
        await using var house = await House.StartAsync();
        await using var proxy = new PlayedProxy(encrypts: true);

        var home = await house.AddHomeAsync(kind: "bluetooth", baseTopic: "home", settings: new { proxies = new[] { proxy.Address } });

        var status = await house.StatusAsync(home, its => its.LastError is not null);
        Assert.Contains("encryption", status.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_before_and_what_is_not_sealed_moves_nothing()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(kind: "bluetooth", baseTopic: "home");
        await using var gateway = await house.ConnectAsync(home);
        await using var watch = await house.WatchAsync(home);
        var closed = Sealing.BtHome(Door, Key, 10, [0x1A, 0x00]);
        await SayAsync(gateway, Door, closed);
        await house.StatusAsync(home, status => status.Newcomers.Count == 1);

        Assert.Equal("key", (await house.DoAsync(home, "adopt", new { address = Door })).Fault!.Field);
        Assert.Equal("key", (await house.DoAsync(home, "adopt", new { address = Door, key = new string('0', 32) })).Fault!.Field);
        Assert.True((await house.DoAsync(home, "adopt", new { address = Door, key = Convert.ToHexString(Key) })).Ok);
        await SayAsync(gateway, Door, Sealing.BtHome(Door, Key, 11, [0x1A, 0x01]));
        await watch.UntilAsync("open", its => its[Door, "magnet-sensor.open"] == Value.Of(true));
        // Somebody recorded "closed" and says it again; then says it openly.
        await SayAsync(gateway, Door, closed);
        await SayAsync(gateway, Door, [0x40, 0x1A, 0x00]);
        await SayAsync(gateway, Door, Sealing.BtHome(Door, Key, 12, [0x01, 0x50]));

        await watch.UntilAsync("the next one counts", its => its[Door, "battery.battery-level"] == Value.Of(80));
        Assert.Equal(Value.Of(true), watch[Door, "magnet-sensor.open"]);
        Assert.Equal(2, (long?)house.Status(home).Details!["sensors"]![0]!["replayed"]);
    }

    [Fact]
    public async Task A_replay_is_known_after_a_restart_too()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(kind: "bluetooth", baseTopic: "home");
        var closed = Sealing.BtHome(Door, Key, 10, [0x1A, 0x00]);
        await using (var gateway = await house.ConnectAsync(home))
        await using (var watch = await house.WatchAsync(home))
        {
            await SayAsync(gateway, Door, closed);
            await house.StatusAsync(home, status => status.Newcomers.Count == 1);
            await house.DoAsync(home, "adopt", new { address = Door, key = Convert.ToHexString(Key) });
            await SayAsync(gateway, Door, Sealing.BtHome(Door, Key, 11, [0x1A, 0x01]));
            await watch.UntilAsync("open", its => its[Door, "magnet-sensor.open"] == Value.Of(true));
        }

        await house.StopAsync();
        await house.ResumeAsync();
        await using var again = await house.ConnectAsync(home);
        await using var later = await house.WatchAsync(home);
        await SayAsync(again, Door, closed);
        await SayAsync(again, Door, Sealing.BtHome(Door, Key, 12, [0x01, 0x50]));

        await later.UntilAsync("the next one counts", its => its[Door, "battery.battery-level"] == Value.Of(80));
        Assert.Equal(Value.Of(true), later[Door, "magnet-sensor.open"]);
    }

    [Fact]
    public async Task A_button_is_an_event_once_though_two_gateways_hear_it()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(kind: "bluetooth", baseTopic: "home");
        await using var gateway = await house.ConnectAsync(home);
        await using var watch = await house.WatchAsync(home);
        await SayAsync(gateway, Door, [0x44, 0x00, 0x01, 0x3A, 0x01]);
        await house.StatusAsync(home, status => status.Newcomers.Count == 1);
        Assert.True((await house.DoAsync(home, "adopt", new { address = Door, name = "Bell" })).Ok);

        await SayAsync(gateway, Door, [0x44, 0x00, 0x02, 0x3A, 0x02]);
        await SayAsync(gateway, Door, [0x44, 0x00, 0x02, 0x3A, 0x02], "OMG_attic");
        await SayAsync(gateway, Door, [0x44, 0x00, 0x03, 0x3A, 0x01]);

        await watch.UntilAsync("click after double click", its => its.Events.Count(e => e.E == "button.click") == 2);
        Assert.Equal(["button.click", "button.double-click", "button.click"], watch.Events.Select(e => e.E));
    }

    [Fact]
    public async Task A_street_full_of_strangers_is_bounded_and_the_adopted_one_goes_on()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(kind: "bluetooth", baseTopic: "home");
        await using var gateway = await house.ConnectAsync(home);
        await using var watch = await house.WatchAsync(home);
        await SayAsync(gateway, Door, [0x44, 0x1A, 0x00]);
        await house.StatusAsync(home, status => status.Newcomers.Count == 1);
        await house.DoAsync(home, "adopt", new { address = Door });

        for (var number = 0; number < 2_000; number++) await SayAsync(gateway, $"C0FFEE{number:X6}", [0x40, 0x01, 0x50]);
        await SayAsync(gateway, Door, [0x44, 0x1A, 0x01]);

        await watch.UntilAsync("open", its => its[Door, "magnet-sensor.open"] == Value.Of(true));
        Assert.InRange(house.Status(home).Newcomers.Count, 1, BluetoothLimits.Newcomers);
    }

    private static async Task SayAsync(MqttClient gateway, string address, byte[] data, string name = "OMG_hall") =>
        Assert.Equal(ReasonCode.Success, await gateway.PublishAsync(
            $"home/{name}/BTtoMQTT/{address}", Encoding.UTF8.GetBytes($$"""{"id":"{{address}}","servicedatauuid":"0xfcd2","servicedata":"{{Convert.ToHexStringLower(data)}}"}"""), Qos.AtLeastOnce));

    private static byte[] Raw(string name, ushort uuid, byte[] data) =>
        [2, 0x01, 0x06, (byte)(name.Length + 1), 0x09, .. Encoding.ASCII.GetBytes(name), (byte)(data.Length + 3), 0x16, (byte)uuid, (byte)(uuid >> 8), .. data];
}
