using System.Text.Json;
using Kith.Gateway.Pairing;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests.Pairing;

/// <summary>Devices that bring a code of their own, and people who scan it.</summary>
public sealed class OwnCodeTests
{
    private const string Code = "5093-2217-8846";
    private const string Bulb = """{"id":"0001","product":"kith-demo.colour-bulb","name":"Desk lamp"}""";

    [Theory]
    [InlineData(ProtocolVersion.V5, true)]
    [InlineData(ProtocolVersion.V5, false)]
    [InlineData(ProtocolVersion.V311, true)]
    [InlineData(ProtocolVersion.V311, false)]
    public async Task A_device_is_let_in_whether_it_or_the_person_comes_first(ProtocolVersion version, bool deviceFirst)
    {
        await using var test = await TestGateway.StartAsync();
        PairingView claim = null!;
        if (!deviceFirst) claim = await ClaimAsync(test);
        var device = await WaitAsync(test, Bulb, version: version);
        if (deviceFirst)
        {
            Assert.Equal(0, device.Messages.Count);
            claim = await ClaimAsync(test);
        }

        var reply = await HeardAsync(device);

        Assert.Equal(("desk-lamp", 64), (reply.GetProperty("device").GetString(), reply.GetProperty("password").GetString()!.Length));
        await test.ConnectAsync(new PairingReply(DeviceId.Parse("desk-lamp"), reply.GetProperty("username").GetString()!, reply.GetProperty("password").GetString()!), version);
        var done = (await test.Gateway.Pairings.GetAsync(test.Home, test.Owner, claim.Id)).Value;
        Assert.Equal((PairingState.Done, "desk-lamp", Code), (done.State, done.Device.ToString(), done.Code));
        Assert.Equal("kith:device?code=509322178846", done.Uri);
    }

    [Fact]
    public async Task A_scanned_label_takes_in_no_other_product_or_serial_number()
    {
        await using var test = await TestGateway.StartAsync();
        var other = await WaitAsync(test, Bulb);
        var another = await WaitAsync(test, """{"id":"0002","product":"kith-demo.bulb"}""", clientId: "another");
        var right = await WaitAsync(test, """{"id":"0002","product":"kith-demo.colour-bulb"}""", clientId: "right");

        await ClaimAsync(test, new DeviceLabel(Code, "kith-demo.colour-bulb", "0002"));

        Assert.True((await HeardAsync(right)).TryGetProperty("password", out _));
        Assert.Equal(0, other.Messages.Count + another.Messages.Count);
    }

    [Fact]
    public async Task Where_two_devices_say_that_a_code_is_theirs_none_is_taken_in_and_the_person_is_told()
    {
        await using var test = await TestGateway.StartAsync();
        var (one, two) = (await WaitAsync(test, Bulb), await WaitAsync(test, """{"id":"0666","product":"kith-demo.colour-bulb"}""", clientId: "two"));

        var claim = await ClaimAsync(test);
        var told = (await test.Gateway.Pairings.GetAsync(test.Home, test.Owner, claim.Id)).Value;

        Assert.Equal((PairingState.Waiting, "conflict"), (told.State, told.Fault!.Error.Code));
        Assert.Equal(0, one.Messages.Count + two.Messages.Count);
        Assert.Empty((await test.Host.DevicesAsync(test.Home, test.Owner)).Value);
    }

    [Fact]
    public async Task A_device_that_came_again_is_no_rival_of_itself()
    {
        await using var test = await TestGateway.StartAsync();
        var (older, newer) = (await WaitAsync(test, Bulb), await WaitAsync(test, Bulb, clientId: "again"));

        await ClaimAsync(test);

        using var patience = new CancellationTokenSource(TestGateway.Patience);
        var heard = await Task.WhenAny(older.Messages.ReadAsync(patience.Token).AsTask(), newer.Messages.ReadAsync(patience.Token).AsTask());
        Assert.True(TestDevice.Json(await heard).TryGetProperty("password", out _));
        Assert.Single((await test.Host.DevicesAsync(test.Home, test.Owner)).Value);
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_told_and_may_be_asked_again_on_the_same_connection()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await WaitAsync(test, """{"id":"1","product":"nobody.nothing"}""");
        var claim = await ClaimAsync(test);

        var refused = await HeardAsync(device);
        var seen = (await test.Gateway.Pairings.GetAsync(test.Home, test.Owner, claim.Id)).Value;
        await device.PublishAsync("kith/pair/request", Bulb);
        var again = await HeardAsync(device);

        Assert.Equal("spec.unknown", refused.GetProperty("code").GetString());
        Assert.Equal((PairingState.Waiting, "spec.unknown"), (seen.State, seen.Fault!.Error.Code));
        Assert.True(again.TryGetProperty("password", out _));
    }

    [Fact]
    public async Task A_claim_of_another_home_is_not_told_and_who_claimed_first_gets_the_device()
    {
        await using var test = await TestGateway.StartAsync();
        var stranger = AccountId.New();
        var theirs = (await test.Host.FoundAsync(stranger, "Bob", "Other home", "UTC")).Value.Id;
        var bob = new Caller(stranger, Scopes.All, "test");
        var first = await ClaimAsync(test);
        test.Time.Advance(TimeSpan.FromSeconds(1));

        var second = await test.Gateway.Pairings.ClaimAsync(theirs, bob, new DeviceLabel(Code), null);
        var again = await test.Gateway.Pairings.ClaimAsync(test.Home, test.Owner, new DeviceLabel(Code), null);
        await HeardAsync(await WaitAsync(test, Bulb));

        Assert.Equal("conflict", again.Fault!.Error.Code);
        Assert.Equal(PairingState.Waiting, (await test.Gateway.Pairings.GetAsync(theirs, bob, second.Value.Id)).Value.State);
        Assert.Equal(PairingState.Done, (await test.Gateway.Pairings.GetAsync(test.Home, test.Owner, first.Id)).Value.State);
        Assert.Equal("not_found", (await test.Gateway.Pairings.GetAsync(theirs, bob, first.Id)).Fault!.Error.Code);
        Assert.Empty((await test.Host.DevicesAsync(theirs, bob)).Value);
    }

    [Fact]
    public async Task A_claim_that_was_cancelled_or_is_too_old_lets_nobody_in()
    {
        await using var test = await TestGateway.StartAsync();
        var cancelled = await ClaimAsync(test);
        await test.Gateway.Pairings.CancelAsync(test.Home, test.Owner, cancelled.Id);
        var old = await ClaimAsync(test);
        test.Time.Advance(TimeSpan.FromMinutes(11));

        var device = await WaitAsync(test, Bulb);
        var states = new[] { cancelled, old }.Select(async claim => (await test.Gateway.Pairings.GetAsync(test.Home, test.Owner, claim.Id)).Value.State);

        Assert.Equal([PairingState.Cancelled, PairingState.Expired], await Task.WhenAll(states));
        Assert.Equal(0, device.Messages.Count);
        await ClaimAsync(test);
        Assert.True((await HeardAsync(device)).TryGetProperty("password", out _));
    }

    [Fact]
    public async Task A_devices_own_code_and_a_code_of_the_app_are_not_taken_for_each_other()
    {
        await using var test = await TestGateway.StartAsync();
        var ours = await test.OfferAsync();
        await ClaimAsync(test, new DeviceLabel("12345678"));

        var device = await WaitAsync(test, Bulb, ours.Code);
        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockWithCodeAsync("12345678")).Outcome.Reason);
        Assert.Equal(0, device.Messages.Count);
        Assert.Empty((await test.Host.DevicesAsync(test.Home, test.Owner)).Value);
    }

    [Theory]
    [InlineData("1234567")]
    [InlineData("1234567890123456789012345")]
    [InlineData("1234567x")]
    [InlineData("１２３４５６７８")]
    [InlineData("")]
    public async Task What_is_no_code_is_refused_at_both_doors(string code)
    {
        await using var test = await TestGateway.StartAsync();

        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await KnockAsync(test, code)).Outcome.Reason);
        Assert.Equal("request.invalid", (await test.Gateway.Pairings.ClaimAsync(test.Home, test.Owner, new DeviceLabel(code), null)).Fault!.Error.Code);
    }

    [Fact]
    public async Task Only_so_many_devices_of_an_address_wait_and_a_place_is_free_again_when_one_leaves()
    {
        await using var test = await TestGateway.StartAsync(new GatewayOptions { DevicesWaitingPerAddress = 2 });
        var first = await WaitAsync(test, Bulb, "11111111");
        await WaitAsync(test, Bulb, "22222222");

        Assert.Equal(ReasonCode.ServerBusy, (await KnockAsync(test, "33333333")).Outcome.Reason);
        Assert.Equal(1, test.Counted.Of("setup_full"));
        await first.DisconnectAsync();
        using var patience = new CancellationTokenSource(TestGateway.Patience);
        while ((await KnockAsync(test, "33333333")).Outcome.Reason is ReasonCode.ServerBusy) patience.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task Nobody_waits_for_ever()
    {
        await using var test = await TestGateway.StartAsync(new GatewayOptions { WaitingLife = TimeSpan.FromMilliseconds(100) });
        var (device, _) = await KnockAsync(test, Code);

        Assert.Equal(ReasonCode.NotAuthorized, (await device.Ended.WaitAsync(TestGateway.Patience)).Reason);
    }

    [Fact]
    public async Task Looking_for_a_claimed_code_is_stopped_after_a_few_and_so_is_looking_for_a_waiting_device()
    {
        await using var test = await TestGateway.StartAsync(new GatewayOptions { FreeCodes = 3, FreeClaims = 3, FreeTries = 1000, PairingLife = TimeSpan.FromHours(3) });
        for (var i = 0; i < 3; i++)
        {
            await (await KnockAsync(test, $"0000000{i}")).Client.DisconnectAsync();
            await ClaimAsync(test, new DeviceLabel($"9999999{i}"));
        }

        Assert.Equal(ReasonCode.ConnectionRateExceeded, (await KnockAsync(test, Code)).Outcome.Reason);
        Assert.Equal("rate.limited", (await test.Gateway.Pairings.ClaimAsync(test.Home, test.Owner, new DeviceLabel(Code), null)).Fault!.Error.Code);
        test.Time.Advance(TimeSpan.FromMinutes(15));
        await ClaimAsync(test);
        Assert.True((await HeardAsync(await WaitAsync(test, Bulb))).TryGetProperty("password", out _));
    }

    [Fact]
    public async Task A_waiting_device_says_and_hears_nothing_else_and_not_much()
    {
        await using var test = await TestGateway.StartAsync();
        var lamp = await test.PairAsync();
        var device = await WaitAsync(test, Bulb);

        Assert.Equal(ReasonCode.NotAuthorized, await device.SubscribeAsync("#"));
        Assert.Equal(ReasonCode.NotAuthorized, await device.PublishAsync($"kith/{lamp.Device}/report", """{"light.on":true}"""));
        Assert.Equal(ReasonCode.PacketTooLarge, await device.PublishAsync("kith/pair/request", new string('x', 20_000)));
        Assert.Empty((await test.DeviceAsync(lamp.Device)).Values);
    }

    private static async Task<PairingView> ClaimAsync(TestGateway test, DeviceLabel? label = null) =>
        (await test.Gateway.Pairings.ClaimAsync(test.Home, test.Owner, label ?? new DeviceLabel(Code), null)).Value;

    private static Task<(MqttClient Client, ConnectOutcome Outcome)> KnockAsync(TestGateway test, string code, ProtocolVersion version = ProtocolVersion.V5, string clientId = "new") =>
        test.KnockAsync(new MqttClientOptions { ClientId = clientId, UserName = "setup", Password = code, Version = version });

    /// <summary>A device that has asked, and has been acknowledged.</summary>
    private static async Task<MqttClient> WaitAsync(TestGateway test, string request, string code = Code, ProtocolVersion version = ProtocolVersion.V5, string clientId = "new")
    {
        var (client, outcome) = await KnockAsync(test, code, version, clientId);
        Assert.Equal(ReasonCode.Success, outcome.Reason);
        await client.SubscribeAsync("kith/pair/reply", Qos.AtLeastOnce);
        Assert.Equal(ReasonCode.Success, await client.PublishAsync("kith/pair/request", request));
        return client;
    }

    private static async Task<JsonElement> HeardAsync(MqttClient device) =>
        TestDevice.Json(await device.Messages.ReadAsync(new CancellationTokenSource(TestGateway.Patience).Token));
}
