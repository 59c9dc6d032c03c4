using Kith.Gateway.Pairing;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests.Pairing;

public sealed class PairingTests
{
    [Theory]
    [InlineData(ProtocolVersion.V5, true)]
    [InlineData(ProtocolVersion.V5, false)]
    [InlineData(ProtocolVersion.V311, true)]
    [InlineData(ProtocolVersion.V311, false)]
    public async Task A_device_gets_its_id_and_credential_for_a_code_with_or_without_hyphen(ProtocolVersion version, bool hyphen)
    {
        await using var test = await TestGateway.StartAsync();
        var offer = await test.OfferAsync();
        var (client, outcome) = await test.KnockWithCodeAsync(hyphen ? offer.Code : offer.Code.Replace("-", "", StringComparison.Ordinal), version);

        var reply = await TestGateway.AskAsync(client, """{"id":"0001","product":"kith-demo.colour-bulb","name":"Desk lamp"}""");

        Assert.Equal(ReasonCode.Success, outcome.Reason);
        Assert.Equal(("desk-lamp", 64), (reply.GetProperty("device").GetString(), reply.GetProperty("password").GetString()!.Length));
        var done = (await test.Gateway.Pairings.GetAsync(test.Home, test.Owner, offer.Id)).Value;
        Assert.Equal((PairingState.Done, "desk-lamp"), (done.State, done.Device.ToString()));
        Assert.Equal("kith-demo.colour-bulb:1", (await test.DeviceAsync(done.Device!.Value)).Spec);
    }

    [Fact]
    public async Task A_code_is_good_for_one_device()
    {
        await using var test = await TestGateway.StartAsync();
        var offer = await test.OfferAsync();
        var (first, _) = await test.KnockWithCodeAsync(offer.Code);
        var (second, _) = await test.KnockWithCodeAsync(offer.Code, clientId: "other");
        await first.SubscribeAsync("kith/pair/reply");
        await second.SubscribeAsync("kith/pair/reply");

        var replies = await Task.WhenAll(
            TestGateway.AskAsync(first, """{"id":"1","product":"kith-demo.bulb"}"""), TestGateway.AskAsync(second, """{"id":"2","product":"kith-demo.bulb"}"""));

        Assert.Single(replies, reply => reply.TryGetProperty("password", out _));
        Assert.Single(replies, reply => reply.TryGetProperty("code", out var code) && code.GetString() == "pairing.expired");
        Assert.Single((await test.Host.DevicesAsync(test.Home, test.Owner)).Value);
        Assert.Equal(0, first.Messages.Count + second.Messages.Count);
        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockWithCodeAsync(offer.Code)).Outcome.Reason);
    }

    [Fact]
    public async Task Two_devices_with_one_code_and_one_name_never_hear_each_others_secret()
    {
        await using var test = await TestGateway.StartAsync();
        var offer = await test.OfferAsync();
        var (waiting, _) = await test.KnockWithCodeAsync(offer.Code, clientId: "same");
        await waiting.SubscribeAsync("kith/pair/reply", Qos.AtLeastOnce);
        var (asking, _) = await test.KnockWithCodeAsync(offer.Code, clientId: "same");

        var reply = await TestGateway.AskAsync(asking, """{"id":"1","product":"kith-demo.bulb"}""");
        await waiting.PublishAsync("kith/pair/request", "{}");

        Assert.True(reply.TryGetProperty("password", out _));
        Assert.Equal("pairing.expired", TestDevice.Json(await waiting.Messages.ReadAsync(new CancellationTokenSource(TestGateway.Patience).Token)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_old_cancelled_wrong_or_misshapen_code_opens_nothing()
    {
        await using var test = await TestGateway.StartAsync();
        var (old, cancelled) = (await test.OfferAsync(), await test.OfferAsync());
        var (late, _) = await test.KnockWithCodeAsync(old.Code);
        await test.Gateway.Pairings.CancelAsync(test.Home, test.Owner, cancelled.Id);
        test.Time.Advance(TimeSpan.FromMinutes(11));
        var good = await test.OfferAsync();
        var wrong = good.Code[..^1] + (good.Code[^1] == '0' ? '1' : '0');

        foreach (var code in (string[])[old.Code, cancelled.Code, wrong, "", "1", new string('1', 17), "١٢٣٤٥٦٧٨"])
            Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockWithCodeAsync(code)).Outcome.Reason);

        Assert.Equal("pairing.expired", (await TestGateway.AskAsync(late, """{"id":"1","product":"kith-demo.bulb"}""")).GetProperty("code").GetString());
        Assert.Equal(PairingState.Expired, (await test.Gateway.Pairings.GetAsync(test.Home, test.Owner, old.Id)).Value.State);
        Assert.Equal(7, test.Counted.Of("pairing_code"));
        Assert.Equal(ReasonCode.Success, (await test.KnockWithCodeAsync(good.Code)).Outcome.Reason);
    }

    [Fact]
    public async Task Guessing_codes_is_stopped_after_a_few_and_allowed_again_later()
    {
        await using var test = await TestGateway.StartAsync(new GatewayOptions
        {
            FreeCodes = 3, FreeTries = 1000, PairingLife = TimeSpan.FromHours(3),
        });
        var offer = await test.OfferAsync();
        for (var i = 0; i < 3; i++) await test.KnockWithCodeAsync($"0000000{i}");

        var slowed = (await test.KnockWithCodeAsync(offer.Code)).Outcome;
        test.Time.Advance(TimeSpan.FromMinutes(15));
        var later = (await test.KnockWithCodeAsync(offer.Code)).Outcome;

        Assert.Equal(ReasonCode.ConnectionRateExceeded, slowed.Reason);
        Assert.Equal(1, test.Counted.Of("pairing_rate"));
        Assert.Equal(ReasonCode.Success, later.Reason);
    }

    [Theory]
    [InlineData("""{"id":"1","product":"nobody.nothing"}""", "spec.unknown")]
    [InlineData("""{"id":"1","product":"kith-demo.bulb","version":9}""", "spec.unknown")]
    [InlineData("""{"id":"1"}""", "spec.unknown")]
    [InlineData("""{"product":"kith-demo.bulb"}""", "request.invalid")]
    [InlineData("""{"id":" ","product":"kith-demo.bulb"}""", "request.invalid")]
    [InlineData("""{"id":"1","product":"kith-demo.bulb","name":""}""", "request.invalid")]
    [InlineData("""{"id":"1","spec":{"product":"acme.x","version":1,"maker":"acme","type":"light","name":"X","services":[]}}""", "spec.invalid")]
    [InlineData("""{"id":"1","spec":{"product":null,"version":1,"maker":"acme","type":"light","name":"X","services":[]}}""", "json.malformed")]
    [InlineData("""{"id":"1","spec":{"product":"acme.x","version":1,"maker":"acme","type":null,"name":"X","services":[{"type":"light"}]}}""", "json.malformed")]
    [InlineData("""{"id":"1","spec":5}""", "json.malformed")]
    [InlineData("null", "request.invalid")]
    [InlineData("[", "json.malformed")]
    [InlineData("", "json.malformed")]
    public async Task What_is_wrong_with_a_request_is_told_and_the_code_may_be_tried_again(string request, string code)
    {
        await using var test = await TestGateway.StartAsync();
        var offer = await test.OfferAsync();
        var (client, _) = await test.KnockWithCodeAsync(offer.Code);

        var refused = await TestGateway.AskAsync(client, request);
        var view = (await test.Gateway.Pairings.GetAsync(test.Home, test.Owner, offer.Id)).Value;
        var again = await TestGateway.AskAsync(client, """{"id":"1","product":"kith-demo.bulb"}""");

        Assert.Equal(code, refused.GetProperty("code").GetString());
        Assert.Equal((PairingState.Waiting, code), (view.State, view.Fault!.Error.Code));
        Assert.True(again.TryGetProperty("password", out _));
    }

    [Fact]
    public async Task A_request_wrong_too_often_spends_the_code()
    {
        await using var test = await TestGateway.StartAsync(new GatewayOptions { PairingTries = 2 });
        var (client, _) = await test.KnockWithCodeAsync((await test.OfferAsync()).Code);

        for (var i = 0; i < 2; i++) await TestGateway.AskAsync(client, "{}");

        Assert.Equal("pairing.expired", (await TestGateway.AskAsync(client, """{"id":"1","product":"kith-demo.bulb"}""")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_product_nobody_knows_brings_its_own_spec()
    {
        await using var test = await TestGateway.StartAsync();
        var (client, _) = await test.KnockWithCodeAsync((await test.OfferAsync()).Code);

        var reply = await TestGateway.AskAsync(client, """
            {"id":"7","spec":{"product":"acme.lamp","version":1,"maker":"acme","type":"light","name":"Acme lamp","services":[{"type":"light"}]}}
            """);

        var device = await test.DeviceAsync(DeviceId.Parse(reply.GetProperty("device").GetString()!));
        Assert.Equal(("acme.lamp:1", "Acme lamp", "light"), (device.Spec, device.Name, device.Type));
    }

    [Fact]
    public async Task A_device_paired_again_keeps_its_id_and_name_and_its_old_credential_ends_at_once()
    {
        await using var test = await TestGateway.StartAsync();
        var first = await test.PairAsync();
        var device = await test.ConnectAsync(first);
        await device.SayAsync("report", """{"light.brightness":40}""");
        await test.Host.ChangeDeviceAsync(test.Home, test.Owner, first.Device, "My lamp", null, null, null);

        var second = await test.PairAsync();
        var ended = await device.Client.Ended.WaitAsync(TestGateway.Patience);

        Assert.Equal(first.Device, second.Device);
        Assert.NotEqual(first.Username, second.Username);
        Assert.Equal(ReasonCode.NotAuthorized, ended.Reason);
        Assert.Equal(("My lamp", 40), ((await test.DeviceAsync(first.Device)).Name, (await test.DeviceAsync(first.Device)).Values["light.brightness"].V.AsInteger()));
        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(TestGateway.OptionsOf(first))).Outcome.Reason);
        await test.ConnectAsync(second);
    }

    [Fact]
    public async Task Codes_are_limited_per_home_and_only_those_who_arrange_make_them()
    {
        await using var test = await TestGateway.StartAsync(new GatewayOptions { PairingsPerHome = 2 });
        var guest = (await test.Host.AddPersonAsync(test.Home, test.Owner, new PersonDraft("Gus", Role.Guest))).Value;
        var account = AccountId.New();
        await test.Host.ClaimPersonAsync(test.Home, guest.Id, account);
        var first = await test.OfferAsync();
        await test.OfferAsync();

        Assert.Equal("limit.reached", (await test.Gateway.Pairings.OfferAsync(test.Home, test.Owner, null)).Fault!.Error.Code);
        await test.Gateway.Pairings.CancelAsync(test.Home, test.Owner, first.Id);
        Assert.True((await test.Gateway.Pairings.OfferAsync(test.Home, test.Owner, null)).Ok);
        Assert.Equal("right.missing", (await test.Gateway.Pairings.OfferAsync(test.Home, test.Owner with { Account = account }, null)).Fault!.Error.Code);
        Assert.Equal("not_found", (await test.Gateway.Pairings.GetAsync(HomeId.New(), test.Owner, first.Id)).Fault!.Error.Code);
    }

    [Fact]
    public async Task A_pairing_connection_says_and_hears_nothing_else()
    {
        await using var test = await TestGateway.StartAsync();
        var lamp = await test.PairAsync();
        var (client, _) = await test.KnockWithCodeAsync((await test.OfferAsync()).Code);

        Assert.Equal(ReasonCode.NotAuthorized, await client.SubscribeAsync("#"));
        Assert.Equal(ReasonCode.NotAuthorized, await client.SubscribeAsync("kith/pair/request"));
        Assert.Equal(ReasonCode.NotAuthorized, await client.PublishAsync($"kith/{lamp.Device}/report", """{"light.on":true}"""));
        Assert.Equal(ReasonCode.NotAuthorized, await client.PublishAsync("kith/pair/reply", "{}"));
        Assert.Empty((await test.DeviceAsync(lamp.Device)).Values);
    }
}
