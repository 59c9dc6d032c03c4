using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Homes.Tests.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Actor;

/// <summary>What happens when a commit fails. The ledger is real, and so is its refusal: the database may not grow.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task Nothing_is_acknowledged_or_shown_that_could_not_be_written_and_all_goes_on_when_it_can_again()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        await test.ReportAsync(lamp, """{"light.meter":1}""");

        await using (await FullDisk.OfAsync(test))
        {
            Assert.Equal("server.busy", (await test.ReportAsync(lamp, """{"light.meter":2}""")).Faults!.Single().Error.Code);
            Assert.Equal("server.busy", (await Commanding.SetAsync(test, test.Owner, lamp, "light.on", true)).Fault!.Error.Code);
            Assert.Equal(1, (await test.DeviceAsync(lamp)).Values["light.meter"].V.AsDouble());
            Assert.Equal(0, test.Link.Delivered);
        }

        Assert.Equal(1, (await test.ReportAsync(lamp, """{"light.meter":3}""")).Accepted);
        Assert.Equal(3, (await test.DeviceAsync(lamp)).Values["light.meter"].V.AsDouble());
    }

    [Fact]
    public async Task Devices_that_are_connected_stay_so_through_a_failed_commit()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        await using (await FullDisk.OfAsync(test)) await test.ReportAsync(lamp, """{"light.meter":2}""");

        Assert.True((await test.DeviceAsync(lamp)).Online);
        var running = Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);
        test.Host.Reply(test.Home, lamp, (await test.Link.NextAsync()).Id, Outcome.Done);
        Assert.Equal(OutcomeKind.Done, (await running).Value.Outcome.Kind);
    }

    [Fact]
    public async Task A_device_that_came_or_went_while_nothing_could_be_written_is_known_as_soon_as_it_can()
    {
        await using var test = await TestHomes.StartAsync();
        var goes = await test.AddAsync(TestHomes.LampSpec(), "Goes");
        var comes = await test.AddAsync(TestHomes.LampSpec(), "Comes");
        await test.ComeAsync(comes, online: false);

        await using (await FullDisk.OfAsync(test))
        {
            await test.ComeAsync(goes, online: false);
            await test.ComeAsync(comes);
        }

        Assert.False((await test.DeviceAsync(goes)).Online);
        Assert.True((await test.DeviceAsync(comes)).Online);
        await test.RestartAsync();
        Assert.False((await test.DeviceAsync(comes)).Online, "after a restart nobody is connected");
    }

    [Fact]
    public async Task A_command_whose_answer_could_not_be_kept_has_one_outcome_for_everybody()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions());
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var running = Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);
        var id = (await test.Link.NextAsync()).Id;

        Outcome told;
        await using (await FullDisk.OfAsync(test))
        {
            test.Host.Reply(test.Home, lamp, id, Outcome.Done);
            told = (await running).Value.Outcome;
        }

        Assert.Equal(OutcomeKind.TimedOut, told.Kind);
        Assert.Equal(told, (await test.Host.OperationAsync(test.Home, test.Owner, id)).Value.Outcome);
    }

    [Fact]
    public async Task Viewers_follow_again_after_a_failed_commit_and_never_hear_what_was_not_written()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var follower = await test.FollowAsync(test.Owner);

        await using (await FullDisk.OfAsync(test)) await test.ReportAsync(lamp, """{"light.meter":2}""");

        await follower.Changes.Completion.WaitAsync(TestHomes.Patience);
        var again = await test.FollowAsync(test.Owner, follower.Snapshot!.Sequence);
        await test.ReportAsync(lamp, """{"light.meter":3}""");
        Assert.False(follower.Changes.TryRead(out _));
        Assert.Equal(3, (await TestHomes.NextAsync(again)).Values!.Single().V.AsInteger());
    }

    [Fact]
    public async Task A_message_that_breaks_a_home_breaks_no_other_and_is_forgotten()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var others = new List<HomeId>();
        for (var i = 0; i < 300; i++) others.Add((await test.Host.FoundAsync(test.Account, "Ann", $"Home {i}", "UTC")).Value.Id);

        var broken = test.Host.AskAsync<bool>(test.Home, test.Owner, (its, turn, _) =>
        {
            its.Twins.Clear();
            throw new InvalidOperationException("a bug");
        }).AsTask();
        var asked = others.Select(home => test.Host.ChangeHomeAsync(home, test.Owner, "New name", null).AsTask()).ToList();

        Assert.Equal("server.error", (await broken).Fault!.Error.Code);
        Assert.All(await Task.WhenAll(asked), answer => Assert.True(answer.Ok));
        Assert.True((await test.DeviceAsync(lamp)).Online);
    }

    [Fact]
    public async Task A_link_that_throws_ends_its_command_and_nothing_else()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { CommandTimeout = TimeSpan.FromMilliseconds(100), Sweep = TimeSpan.FromMilliseconds(10) });
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        test.Host.AddLink("test", new ThrowingLink());

        var told = await Commanding.SetAsync(test, test.Owner, lamp, "light.on", true);

        Assert.Equal(OutcomeKind.Offline, told.Value.Outcome.Kind);
        Assert.True((await test.DeviceAsync(lamp)).Online);
    }

    [Fact]
    public async Task A_closed_ledger_refuses_everybody_and_hangs_nobody()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        await test.CloseLedgerAsync();

        var reports = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => test.ReportAsync(lamp, $$"""{"light.meter":{{i}}}""")));

        Assert.All(reports, verdict => Assert.Equal(0, verdict.Accepted));
        await test.RestartAsync();
        Assert.True((await test.Host.DeviceAsync(test.Home, test.Owner, lamp)).Ok);
    }

    private sealed class ThrowingLink : IDeviceLink
    {
        public Model.Errors.Fault? Deliver(HomeId home, Device device, Model.Specs.Spec spec, Operation operation) => throw new InvalidOperationException("a bug");

        public void Forget(HomeId home, Device device) => throw new InvalidOperationException("a bug");
    }
}
