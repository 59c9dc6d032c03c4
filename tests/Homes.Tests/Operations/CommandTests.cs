using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Operations;

public sealed class CommandTests
{
    private static Dictionary<string, Value> On => new() { ["light.on"] = Value.Of(true) };

    [Fact]
    public async Task A_command_the_device_answers_is_done_and_its_value_holds()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var running = test.Host.SetAsync(test.Home, test.Owner, lamp, On).AsTask();
        var delivered = await test.Link.NextAsync();
        test.Host.Reply(test.Home, lamp, delivered.Id, Outcome.Done);
        var operation = await running;

        Assert.Equal(OutcomeKind.Done, operation.Value.Outcome.Kind);
        Assert.Equal("Ann", operation.Value.Cause.Name);
        var device = await test.Host.DeviceAsync(test.Home, test.Owner, lamp);
        Assert.True(device.Value.Values["light.on"].V.AsBool());
    }

    [Fact]
    public async Task A_command_to_a_device_that_is_away_ends_offline_and_sends_nothing()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        test.Host.Presence(test.Home, lamp, online: false);

        var operation = await test.Host.SetAsync(test.Home, test.Owner, lamp, On);

        Assert.Equal(OutcomeKind.Offline, operation.Value.Outcome.Kind);
        Assert.Equal("device.offline", operation.Value.Outcome.Code);
    }

    [Fact]
    public async Task A_command_nobody_answers_times_out()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { CommandTimeout = TimeSpan.FromMilliseconds(100), Sweep = TimeSpan.FromMilliseconds(20) });
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var operation = await test.Host.SetAsync(test.Home, test.Owner, lamp, On);

        Assert.Equal(OutcomeKind.TimedOut, operation.Value.Outcome.Kind);
        Assert.Equal("device.timeout", operation.Value.Outcome.Code);
    }

    [Fact]
    public async Task A_command_that_waits_when_the_server_stops_is_closed_at_the_next_start()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        _ = test.Host.SetAsync(test.Home, test.Owner, lamp, On).AsTask();
        var delivered = await test.Link.NextAsync();

        await test.RestartAsync();

        var operation = await test.Host.OperationAsync(test.Home, test.Owner, delivered.Id);
        Assert.Equal(OutcomeKind.TimedOut, operation.Value.Outcome.Kind);
    }

    [Theory]
    [InlineData("light.nothing", "property.unknown")]
    [InlineData("light.meter", "property.not_writable")]
    [InlineData("light.brightness", "value.out_of_range")]
    [InlineData("light.on", "value.wrong_type")]
    public async Task A_command_that_does_not_fit_the_spec_is_refused_with_its_code(string address, string code)
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var operation = await test.Host.SetAsync(test.Home, test.Owner, lamp, new Dictionary<string, Value> { [address] = Value.Of(1000) });

        Assert.Equal(code, operation.Fault!.Error.Code);
        Assert.Equal(address, operation.Fault.Field);
    }

    [Fact]
    public async Task What_touches_safety_wants_a_confirmation()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var dangerous = new Dictionary<string, Value> { ["light.watchdog"] = Value.Of(true) };

        var unconfirmed = await test.Host.SetAsync(test.Home, test.Owner, lamp, dangerous);
        var running = test.Host.SetAsync(test.Home, test.Owner with { Confirmed = true }, lamp, dangerous).AsTask();
        test.Host.Reply(test.Home, lamp, (await test.Link.NextAsync()).Id, Outcome.Done);

        Assert.Equal("confirmation.needed", unconfirmed.Fault!.Error.Code);
        Assert.Equal(OutcomeKind.Done, (await running).Value.Outcome.Kind);
    }

    [Fact]
    public async Task A_write_only_property_is_sent_and_keeps_no_value()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var running = test.Host.SetAsync(test.Home, test.Owner, lamp, new Dictionary<string, Value> { ["light.message"] = Value.Of("hello") }).AsTask();
        var delivered = await test.Link.NextAsync();
        test.Host.Reply(test.Home, lamp, delivered.Id, Outcome.Done);
        await running;

        Assert.Equal("hello", delivered.Values!["light.message"].AsText());
        Assert.DoesNotContain("light.message", (await test.Host.DeviceAsync(test.Home, test.Owner, lamp)).Value.Values.Keys);
    }

    [Fact]
    public async Task A_device_gives_back_what_an_action_returned()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var running = test.Host.CallAsync(test.Home, test.Owner, lamp, "light.toggle", null).AsTask();
        test.Host.Reply(test.Home, lamp, (await test.Link.NextAsync()).Id, Outcome.Done, new Dictionary<string, Value> { ["on"] = Value.Of(true) });
        var operation = await running;

        Assert.True(operation.Value.Out!["on"].AsBool());
    }

    [Fact]
    public async Task A_report_survives_a_restart_with_its_time()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var receipt = new AwaitedReceipt();

        test.Host.Report(test.Home, lamp, System.Text.Encoding.UTF8.GetBytes($$"""{"light.brightness":40,"t":{{at.ToUnixTimeMilliseconds()}}}"""), receipt);
        var verdict = await receipt.Verdict;
        await test.RestartAsync();

        Assert.Equal(1, verdict.Accepted);
        var device = await test.Host.DeviceAsync(test.Home, test.Owner, lamp);
        Assert.Equal(40, device.Value.Values["light.brightness"].V.AsInteger());
        Assert.Equal(at.ToUnixTimeMilliseconds(), device.Value.Values["light.brightness"].T.ToUnixTimeMilliseconds());
        Assert.False(device.Value.Online);
    }
}
