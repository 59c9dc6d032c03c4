using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Operations;

/// <summary>One command has one visible outcome, whatever happens at the same time.</summary>
public sealed class OutcomeTests
{
    [Fact]
    public async Task Of_many_answers_to_a_command_the_first_is_its_outcome_for_everybody()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var follower = await test.FollowAsync(test.Owner);

        for (var round = 0; round < 20; round++)
        {
            var running = Commanding.SetAsync(test, test.Owner, lamp, "light.brightness", Value.Of(round + 1));
            var id = (await test.Link.NextAsync()).Id;
            var refusal = new Outcome(OutcomeKind.Rejected, "device.refused", "no");
            Parallel.For(0, 8, i => test.Host.Reply(test.Home, lamp, id, i % 2 == 0 ? Outcome.Done : refusal));
            var told = (await running).Value;
            await test.ComeAsync(lamp);

            var ended = (await test.Host.OperationAsync(test.Home, test.Owner, id)).Value;
            Assert.Equal(told.Outcome, ended.Outcome);
            Assert.Equal(told.Outcome.Kind is OutcomeKind.Done, (await test.DeviceAsync(lamp)).Values.TryGetValue("light.brightness", out var known) && known.V.AsInteger() == round + 1);
            var heard = 0;
            while (follower.Changes.TryRead(out var changes)) heard += changes.Operations?.Count(its => its.Id == id && its.Outcome.Kind is not OutcomeKind.Pending) ?? 0;
            Assert.Equal(1, heard);
        }
    }

    [Fact]
    public async Task An_answer_after_the_time_out_changes_nothing()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { CommandTimeout = TimeSpan.FromMilliseconds(50), Sweep = TimeSpan.FromMilliseconds(10) });
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var told = (await Commanding.SetAsync(test, test.Owner, lamp, "light.on", true)).Value;
        test.Host.Reply(test.Home, lamp, told.Id, Outcome.Done);
        await test.ComeAsync(lamp);

        Assert.Equal(OutcomeKind.TimedOut, told.Outcome.Kind);
        Assert.Equal(told.Outcome, (await test.Host.OperationAsync(test.Home, test.Owner, told.Id)).Value.Outcome);
        Assert.Empty((await test.DeviceAsync(lamp)).Values);
    }

    [Fact]
    public async Task A_device_answers_only_its_own_commands()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { CommandTimeout = TimeSpan.FromMilliseconds(100), Sweep = TimeSpan.FromMilliseconds(10) });
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var other = await test.AddAsync(TestHomes.LampSpec(), "Other");

        var running = Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);
        test.Host.Reply(test.Home, other, (await test.Link.NextAsync()).Id, Outcome.Done);

        Assert.Equal(OutcomeKind.TimedOut, (await running).Value.Outcome.Kind);
    }

    [Fact]
    public async Task A_command_the_link_cannot_send_ends_offline()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        test.Link.Fault = new Fault(ErrorCodes.DeviceOffline, "just gone");

        var told = await Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);

        Assert.Equal((OutcomeKind.Offline, "just gone"), (told.Value.Outcome.Kind, told.Value.Outcome.Detail));
    }

    [Fact]
    public async Task Commands_that_wait_for_a_removed_device_end()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var running = Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);
        await test.Link.NextAsync();

        await Homes.Devices.DeviceDeeds.RemoveDeviceAsync(test.Host, test.Home, test.Owner, lamp);

        Assert.Equal("device.unknown", (await running).Value.Outcome.Code);
    }

    [Fact]
    public async Task Commands_that_wait_when_their_home_is_deleted_end()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var running = Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);
        await test.Link.NextAsync();

        await test.Host.DeleteHomeAsync(test.Home, test.Owner, "Test home");

        Assert.Equal(OutcomeKind.Rejected, (await running).Value.Outcome.Kind);
    }

    [Fact]
    public async Task Commands_that_wait_when_the_server_stops_end_as_the_next_start_writes()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var running = Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);
        await test.Link.NextAsync();

        await test.RestartAsync();
        var told = (await running).Value;

        Assert.Equal(OutcomeKind.TimedOut, told.Outcome.Kind);
        Assert.Equal(told.Outcome, (await test.Host.OperationAsync(test.Home, test.Owner, told.Id)).Value.Outcome);
    }

    [Fact]
    public async Task A_device_takes_so_many_commands_at_once_and_no_more()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { CommandTimeout = TestHomes.Patience, PendingPerDevice = 2 });
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        List<Task<Result<Operation>>> running =
            [Commanding.SetAsync(test, test.Owner, lamp, "light.on", true), Commanding.SetAsync(test, test.Owner, lamp, "light.on", false)];

        var third = await Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);
        foreach (var _ in running) test.Host.Reply(test.Home, lamp, (await test.Link.NextAsync()).Id, Outcome.Done);

        Assert.Equal("rate.limited", third.Fault!.Error.Code);
        Assert.All(await Task.WhenAll(running), told => Assert.Equal(OutcomeKind.Done, told.Value.Outcome.Kind));
    }

    [Fact]
    public async Task A_command_too_large_to_keep_is_refused_before_anything_is_sent()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var told = await Commanding.SetAsync(test, test.Owner, lamp, "light.label", Value.Of(new string('\u4e2d', 6000)));
        var fits = Commanding.SetAsync(test, test.Owner, lamp, "light.label", Value.Of(new string('\u4e2d', 4000)));
        test.Host.Reply(test.Home, lamp, (await test.Link.NextAsync()).Id, Outcome.Done);

        Assert.Equal("payload.too_large", told.Fault!.Error.Code);
        Assert.Equal(OutcomeKind.Done, (await fits).Value.Outcome.Kind);
        Assert.Equal(0, test.Link.Delivered);
    }

    [Fact]
    public async Task What_an_action_gives_back_beyond_the_limit_is_left_out_and_the_outcome_stays()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var running = test.Host.CallAsync(test.Home, test.Owner, lamp, "light.toggle", null).AsTask();
        test.Host.Reply(test.Home, lamp, (await test.Link.NextAsync()).Id, Outcome.Done, new Dictionary<string, Value> { ["log"] = Value.Of(new string('x', 20_000)) });
        var told = (await running).Value;

        Assert.Equal(OutcomeKind.Done, told.Outcome.Kind);
        Assert.Null(told.Out);
        Assert.Contains("too large", told.Outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_devices_own_words_are_kept_up_to_a_limit()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var running = Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);
        test.Host.Reply(test.Home, lamp, (await test.Link.NextAsync()).Id, new Outcome(OutcomeKind.Rejected, new string('c', 5000), new string('d', 50_000)));
        var told = (await running).Value;

        Assert.Equal((OutcomeKind.Rejected, 200, 200), (told.Outcome.Kind, told.Outcome.Code!.Length, told.Outcome.Detail!.Length));
    }

    [Theory]
    [InlineData(null, "action.arguments")]
    [InlineData("speed", "action.arguments")]
    [InlineData("brightness", null)]
    public async Task An_action_is_called_with_all_its_arguments_and_no_others(string? argument, string? code)
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { CommandTimeout = TimeSpan.FromMilliseconds(50), Sweep = TimeSpan.FromMilliseconds(10) });
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var told = await test.Host.CallAsync(test.Home, test.Owner, lamp, "light.dim", argument is null ? null : new Dictionary<string, Value> { [argument] = Value.Of(40) });

        Assert.Equal(code, told.Fault?.Error.Code);
    }

    [Fact]
    public async Task What_the_device_says_holds_instead_holds_also_beyond_what_was_asked()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var running = Commanding.SetAsync(test, test.Owner, lamp, "light.brightness", Value.Of(3));
        test.Host.Reply(test.Home, lamp, (await test.Link.NextAsync()).Id, Outcome.Done, new Dictionary<string, Value> { ["light.brightness"] = Value.Of(5), ["light.on"] = Value.Of(true) });
        await running;

        var values = (await test.DeviceAsync(lamp)).Values;
        Assert.Equal((5, true), (values["light.brightness"].V.AsInteger(), values["light.on"].V.AsBool()));
    }
}
