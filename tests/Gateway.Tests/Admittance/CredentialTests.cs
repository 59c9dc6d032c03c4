using System.Diagnostics;
using Kith.Homes;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Model.Ids;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests.Admittance;

public sealed class CredentialTests
{
    [Theory]
    [InlineData("rotate")]
    [InlineData("revoke")]
    [InlineData("remove")]
    [InlineData("delete the home")]
    public async Task A_credential_that_ends_cuts_its_connection_at_once_and_opens_nothing_more(string how)
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync();
        var device = await test.ConnectAsync(paired);
        await device.SayAsync("report", """{"light.on":true}""");

        var done = how switch
        {
            "rotate" => (await test.Host.IssueAsync(test.Home, test.Owner, paired.Device)).Ok,
            "revoke" => (await test.Host.RevokeAsync(test.Home, test.Owner, paired.Device)).Ok,
            "remove" => (await test.Host.RemoveDeviceAsync(test.Home, test.Owner, paired.Device)).Ok,
            _ => (await test.Host.DeleteHomeAsync(test.Home, test.Owner, "Test home")).Ok,
        };
        await device.Client.Ended.WaitAsync(TestGateway.Patience);

        Assert.True(done);
        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(TestGateway.OptionsOf(paired))).Outcome.Reason);
    }

    [Fact]
    public async Task A_removed_device_is_told_to_forget_before_it_is_cut()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();

        await test.Host.RemoveDeviceAsync(test.Home, test.Owner, device.Id);

        Assert.Equal("{}", (await device.HearAsync("forget")).GetRawText());
    }

    [Fact]
    public async Task A_rotated_credential_works_and_the_old_one_does_not()
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync();

        var fresh = (await test.Host.IssueAsync(test.Home, test.Owner, paired.Device)).Value;

        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(TestGateway.OptionsOf(paired))).Outcome.Reason);
        await test.ConnectAsync(paired with { Username = fresh.Username.ToString(), Password = fresh.Password });
    }

    [Fact]
    public async Task Revocations_and_connections_at_the_same_moment_leave_nobody_inside()
    {
        await using var test = await TestGateway.StartAsync(new GatewayOptions { FreeTries = 1000 });
        for (var round = 0; round < 20; round++)
        {
            var paired = await test.PairAsync($"device-{round}");
            var connecting = Enumerable.Range(0, 4).Select(i => test.KnockAsync(TestGateway.OptionsOf(paired, clientId: $"c{i}"))).ToList();
            var revoking = test.Host.RevokeAsync(test.Home, test.Owner, paired.Device).AsTask();
            await revoking;
            foreach (var (client, _) in await Task.WhenAll(connecting)) await client.Ended.WaitAsync(TestGateway.Patience);
        }
    }

    [Fact]
    public async Task A_thousand_wrong_passwords_are_refused_slowed_and_counted_and_the_right_one_gets_in()
    {
        var longest = TimeSpan.FromMilliseconds(200);
        await using var test = await TestGateway.StartAsync(new GatewayOptions { LongestDelay = longest });
        var paired = await test.PairAsync();
        var outcomes = new List<ReasonCode>();
        for (var i = 0; i < 10; i++)
        {
            var tries = Enumerable.Range(0, 100).Select(_ => test.KnockAsync(TestGateway.OptionsOf(paired with { Password = $"{i}" })));
            foreach (var (client, outcome) in await Task.WhenAll(tries))
            {
                outcomes.Add(outcome.Reason);
                await client.DisposeAsync();
            }
        }

        var wrong = Stopwatch.StartNew();
        await test.KnockAsync(TestGateway.OptionsOf(paired with { Password = "wrong" }));
        wrong.Stop();
        var right = await test.ConnectAsync(paired);

        Assert.Equal(1000, outcomes.Count(reason => reason == ReasonCode.BadUserNameOrPassword));
        Assert.Equal(1001, test.Counted.Of("wrong"));
        // A timer may fire a tick early.
        Assert.True(wrong.Elapsed >= longest * 0.9, $"held back for {wrong.Elapsed}");
        Assert.Equal(ReasonCode.Success, await right.SayAsync("report", """{"light.on":true}"""));
    }

    [Fact]
    public async Task Without_a_name_or_with_somebody_elses_nobody_gets_in()
    {
        await using var test = await TestGateway.StartAsync();
        var (lamp, other) = (await test.PairAsync("1"), await test.PairAsync("2"));

        foreach (var (name, password) in (IEnumerable<(string?, string?)>)[(null, null), (lamp.Username, null), ("desk-lamp", lamp.Password), (lamp.Username, other.Password), (CredentialId.New().ToString(), lamp.Password), ("' OR 1=1 --", "x")])
            Assert.Equal(ReasonCode.BadUserNameOrPassword, (await test.KnockAsync(new MqttClientOptions { UserName = name, Password = password })).Outcome.Reason);
    }

    [Fact]
    public async Task A_home_with_too_much_to_do_does_not_look_like_a_revocation()
    {
        await using var test = await TestGateway.StartAsync(homes: new HomesOptions { MailboxLimit = 0 });

        // Pairing itself is refused as busy, which is the same door.
        var offer = await test.Gateway.Pairings.OfferAsync(test.Home, test.Owner, null);

        Assert.Equal("server.busy", offer.Fault!.Error.Code);
    }

    [Fact]
    public async Task The_last_use_of_a_credential_is_noted()
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync();
        Assert.Null((await test.Host.CredentialOfAsync(test.Home, test.Owner, paired.Device)).Value.LastUsed);

        await test.ConnectAsync(paired);

        Assert.NotNull((await test.Host.CredentialOfAsync(test.Home, test.Owner, paired.Device)).Value.LastUsed);
    }
}
