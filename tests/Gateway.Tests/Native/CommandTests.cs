using Kith.Homes;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Values;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests.Native;

public sealed class CommandTests
{
    [Theory]
    [InlineData(ProtocolVersion.V5)]
    [InlineData(ProtocolVersion.V311)]
    public async Task A_set_reaches_the_device_and_its_answer_the_person(ProtocolVersion version)
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync(version: version);

        var running = SetAsync(test, device, ("light.on", Value.Of(true)), ("light.brightness", Value.Of(40)));
        var command = await device.HearAsync("set");
        await device.SayAsync("reply", $$"""{"op":"{{command.GetProperty("op").GetString()}}","code":"done","light.brightness":38}""");
        var told = (await running).Value;

        Assert.Equal((true, 40), (command.GetProperty("light.on").GetBoolean(), command.GetProperty("light.brightness").GetInt32()));
        Assert.Equal(OutcomeKind.Done, told.Outcome.Kind);
        var values = (await test.DeviceAsync(device.Id)).Values;
        Assert.Equal((true, 38), (values["light.on"].V.AsBool(), values["light.brightness"].V.AsInteger()));
    }

    [Fact]
    public async Task An_action_reaches_the_device_with_its_arguments_and_gives_back_results()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync(product: "kith-demo.vacuum", name: "Robby");

        var running = test.Host.CallAsync(test.Home, test.Owner, device.Id, "vacuum.start-room-sweep", new Dictionary<string, Value> { ["room-ids"] = Value.Of("1,2") }).AsTask();
        var command = await device.HearAsync("call");
        await device.SayAsync("reply", $$"""{"op":"{{command.GetProperty("op").GetString()}}","code":"done","out":{"minutes":12} }""");
        var told = (await running.WaitAsync(TestGateway.Patience)).Value;

        Assert.Equal(("vacuum.start-room-sweep", "1,2"), (command.GetProperty("action").GetString(), command.GetProperty("in").GetProperty("room-ids").GetString()));
        Assert.Equal(12, told.Out!["minutes"].AsInteger());
    }

    [Theory]
    [InlineData("accepted", OutcomeKind.Accepted, null)]
    [InlineData("device.refused", OutcomeKind.Rejected, "device.refused")]
    [InlineData("value.out_of_range", OutcomeKind.Rejected, "value.out_of_range")]
    [InlineData("my own code", OutcomeKind.Rejected, "device.refused")]
    public async Task A_devices_code_becomes_the_outcome(string code, OutcomeKind kind, string? outcome)
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();

        var running = SetAsync(test, device, ("light.on", Value.Of(true)));
        var op = (await device.HearAsync("set")).GetProperty("op").GetString();
        await device.SayAsync("reply", $$"""{"op":"{{op}}","code":"{{code}}","detail":"because"}""");
        var told = (await running).Value;

        Assert.Equal((kind, outcome), (told.Outcome.Kind, told.Outcome.Code));
    }

    [Fact]
    public async Task A_device_that_does_not_listen_is_told_as_offline_and_one_that_is_away_too()
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync();
        Assert.Equal(OutcomeKind.Offline, (await SetAsync(test, new TestDevice(null!, paired.Device), ("light.on", Value.Of(true)))).Value.Outcome.Kind);
        var (client, _) = await test.KnockAsync(TestGateway.OptionsOf(paired));
        await test.PresenceAsync(paired.Device, online: true);

        var told = await SetAsync(test, new TestDevice(client, paired.Device), ("light.on", Value.Of(true)));

        Assert.Equal((OutcomeKind.Offline, "device.offline"), (told.Value.Outcome.Kind, told.Value.Outcome.Code));
        Assert.Contains("does not listen", told.Value.Outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProtocolVersion.V5)]
    [InlineData(ProtocolVersion.V311)]
    public async Task A_command_to_a_device_whose_connection_breaks_never_takes_effect_after_the_person_was_told(ProtocolVersion version)
    {
        await using var test = await TestGateway.StartAsync(homes: new HomesOptions { CommandTimeout = TimeSpan.FromMilliseconds(500), Sweep = TimeSpan.FromMilliseconds(20) });
        var paired = await test.PairAsync();
        // A session that the broker keeps, which would be sent everything again that it had not acknowledged.
        var options = TestGateway.OptionsOf(paired, version) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1) };
        for (var round = 0; round < 10; round++)
        {
            var device = await test.ConnectAsync(paired, options);
            await test.PresenceAsync(paired.Device, online: true);

            var running = SetAsync(test, device, ("light.brightness", Value.Of(round + 1)));
            device.Client.Abandon();
            var told = (await running).Value.Outcome;
            Assert.True(told.Kind is OutcomeKind.Offline or OutcomeKind.TimedOut, told.ToString());

            // Comes back into the same session: only what is sent from now on may be heard.
            var back = await test.ConnectAsync(paired, options);
            await test.PresenceAsync(paired.Device, online: true);
            var next = SetAsync(test, back, ("light.brightness", Value.Of(99)));
            var heard = await back.HearAsync("set");
            Assert.Equal(99, heard.GetProperty("light.brightness").GetInt32());
            await back.SayAsync("reply", $$"""{"op":"{{heard.GetProperty("op").GetString()}}","code":"done"}""");
            await next;
            await back.Client.DisconnectAsync();
        }
    }

    [Fact]
    public async Task A_command_says_when_it_was_given()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();

        var running = SetAsync(test, device, ("light.on", Value.Of(true)));
        var command = await device.HearAsync("set");
        await device.SayAsync("reply", $$"""{"op":"{{command.GetProperty("op").GetString()}}","code":"done"}""");

        Assert.Equal((await running).Value.Issued.ToUnixTimeMilliseconds(), command.GetProperty("t").GetInt64());
    }

    private static Task<Result<Operation>> SetAsync(TestGateway test, TestDevice device, params (string Address, Value Value)[] values) =>
        test.Host.SetAsync(test.Home, test.Owner, device.Id, values.ToDictionary(its => its.Address, its => its.Value)).AsTask().WaitAsync(TestGateway.Patience);
}
