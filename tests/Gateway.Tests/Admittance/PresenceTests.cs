using Kith.Mqtt.Codec;
using Kith.Shared;

namespace Kith.Gateway.Tests.Admittance;

public sealed class PresenceTests
{
    [Fact]
    public async Task A_device_that_falls_silent_is_offline_within_one_and_a_half_keep_alives_and_back_when_it_returns()
    {
        var clock = new ManualTime();
        await using var test = await TestGateway.StartAsync(clock: clock);
        var paired = await test.PairAsync();
        using var silent = await RawConnection.OpenAsync(test.Port, paired, ProtocolVersion.V311, keepAliveSeconds: 2);
        await test.PresenceAsync(paired.Device, online: true);

        clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.True((await test.DeviceAsync(paired.Device)).Online);
        clock.Advance(TimeSpan.FromSeconds(0.5));
        await test.PresenceAsync(paired.Device, online: false);

        await test.ConnectAsync(paired);
        await test.PresenceAsync(paired.Device, online: true);
    }

    [Fact]
    public async Task A_device_whose_connection_breaks_is_offline_at_once()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();
        await test.PresenceAsync(device.Id, online: true);

        device.Client.Abandon();

        await test.PresenceAsync(device.Id, online: false);
        Assert.NotNull((await test.DeviceAsync(device.Id)).Seen);
    }

    [Theory]
    [InlineData("same", "same")]
    [InlineData("one", "two")]
    public async Task Of_two_connections_of_one_device_the_newest_stays(string first, string second)
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync();
        var older = await test.ConnectAsync(paired, clientId: first);

        var newer = await test.ConnectAsync(paired, clientId: second);
        await older.Client.Ended.WaitAsync(TestGateway.Patience);

        Assert.True(newer.Client.IsConnected);
        Assert.Equal(ReasonCode.Success, await newer.SayAsync("report", """{"light.on":true}"""));
        Assert.True((await test.DeviceAsync(paired.Device)).Online);
    }

    [Fact]
    public async Task The_same_client_id_of_two_devices_is_two_clients()
    {
        await using var test = await TestGateway.StartAsync();
        var one = await test.PairAndConnectAsync("1");
        var two = await test.PairAndConnectAsync("2");

        Assert.Equal(ReasonCode.Success, await one.SayAsync("report", """{"light.on":true}"""));
        Assert.Equal(ReasonCode.Success, await two.SayAsync("report", """{"light.on":false}"""));
        Assert.True(one.Client.IsConnected && two.Client.IsConnected);
    }

    [Fact]
    public async Task A_device_that_comes_and_goes_all_the_time_ends_as_it_is()
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync();
        for (var i = 0; i < 25; i++)
        {
            var device = await test.ConnectAsync(paired, clientId: $"c{i % 3}");
            if (i % 2 == 0) device.Client.Abandon();
        }
        var last = await test.ConnectAsync(paired, clientId: "last");
        await last.SayAsync("report", """{"light.on":true}""");

        Assert.True((await test.DeviceAsync(paired.Device)).Online);
        last.Client.Abandon();
        await test.PresenceAsync(paired.Device, online: false);
    }
}
