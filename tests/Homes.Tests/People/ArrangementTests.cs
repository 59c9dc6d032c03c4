using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Steps;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.People;

public sealed class ArrangementTests : IAsyncLifetime
{
    private TestHomes _test = null!;
    private RoomId _study;
    private DeviceId _lamp, _fan;

    public async Task InitializeAsync()
    {
        _test = await TestHomes.StartAsync();
        _study = (await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Study")).Value.Id;
        _lamp = await _test.AddAsync(TestHomes.LampSpec(), "Lamp", _study);
        _fan = await _test.AddAsync(TestHomes.LampSpec(), "Fan");
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task Everybody_has_their_own_and_keeps_it_over_a_restart()
    {
        var bob = await _test.AddPersonAsync(new PersonDraft("Bob", Role.Adult));

        await ArrangeAsync(_test.Owner, new Arrangement(Favourites: [_fan, _lamp], Rooms: [_study]));
        await ArrangeAsync(bob, new Arrangement(Hidden: [_fan]));
        await _test.RestartAsync();

        var (owners, bobs) = (await OfAsync(_test.Owner), await OfAsync(bob));
        Assert.Equal([_fan, _lamp], owners.Favourites!);
        Assert.Equal([_study], owners.Rooms!);
        Assert.Equal([_fan], bobs.Hidden!);
        Assert.Empty(owners.Hidden!);
        Assert.Empty(bobs.Favourites!);
    }

    [Fact]
    public async Task What_is_gone_unknown_or_said_twice_is_dropped()
    {
        var kept = await ArrangeAsync(_test.Owner, new Arrangement(
            Favourites: [_fan, DeviceId.FromName("Nothing"), _fan, _lamp], Rooms: [RoomId.FromName("Nowhere"), _study]));
        await _test.Host.RemoveDeviceAsync(_test.Home, _test.Owner, _fan);

        Assert.Equal([_fan, _lamp], kept.Favourites!);
        Assert.Equal([_study], kept.Rooms!);
        Assert.Equal([_lamp], (await OfAsync(_test.Owner)).Favourites!);
    }

    [Fact]
    public async Task Rules_have_the_order_that_a_person_gave_them_and_what_was_proposed_stays_answered()
    {
        var rule = new Rule("Night", [], [new StopStep()]);
        var first = (await _test.Host.AddRuleAsync(_test.Home, _test.Owner, rule, enabled: true)).Value.Id;
        var second = (await _test.Host.AddRuleAsync(_test.Home, _test.Owner, rule, enabled: true)).Value.Id;
        var guest = await _test.AddPersonAsync(new PersonDraft("Gus", Role.Guest, Rooms: [_study]));
        var wished = new Arrangement(Rules: [second, first, second], Answered: new Dictionary<string, DateTimeOffset> { ["motion-light"] = DateTimeOffset.UnixEpoch, ["nothing"] = DateTimeOffset.UnixEpoch });

        var kept = await ArrangeAsync(_test.Owner, wished);
        var guests = await ArrangeAsync(guest, wished);
        await _test.Host.RemoveRuleAsync(_test.Home, _test.Owner, second);

        Assert.Equal([second, first], kept.Rules!);
        Assert.Equal(["motion-light"], kept.Answered!.Keys);
        Assert.Empty(guests.Rules!);
        Assert.Equal([first], (await OfAsync(_test.Owner)).Rules!);
    }

    [Fact]
    public async Task A_guest_arranges_only_what_they_may_see()
    {
        var guest = await _test.AddPersonAsync(new PersonDraft("Gus", Role.Guest, Rooms: [_study]));

        var kept = await ArrangeAsync(guest, new Arrangement(Favourites: [_lamp, _fan], Devices: [_fan]));

        Assert.Equal([_lamp], kept.Favourites!);
        Assert.Empty(kept.Devices!);
        Assert.Empty((await OfAsync(_test.Owner)).Favourites!);
    }

    [Fact]
    public async Task Only_ones_own_screens_hear_of_it_and_the_activity_does_not()
    {
        var bob = await _test.AddPersonAsync(new PersonDraft("Bob", Role.Adult));
        var (mine, bobs) = (await _test.FollowAsync(_test.Owner), await _test.FollowAsync(bob));

        await ArrangeAsync(_test.Owner, new Arrangement(Favourites: [_lamp]));

        var (told, toldBob) = (await TestHomes.NextAsync(mine), await TestHomes.NextAsync(bobs));
        Assert.Equal([_lamp], told.Arrangement!.Favourites!);
        Assert.Null(toldBob.Arrangement);
        Assert.Equal(told.Sequence, toldBob.Sequence);
        Assert.True(told.Sequence > mine.Snapshot!.Sequence);
        Assert.Null(told.Activity);
        Assert.DoesNotContain(await Activity.Looking.ActivityAsync(_test), line => line.Sequence == told.Sequence);
        Assert.Equal([_lamp], (await _test.FollowAsync(_test.Owner)).Snapshot!.Arrangement.Favourites!);
    }

    [Fact]
    public async Task It_goes_with_the_person()
    {
        var bob = await _test.AddPersonAsync(new PersonDraft("Bob", Role.Adult));
        await ArrangeAsync(bob, new Arrangement(Favourites: [_lamp]));
        var me = (await _test.Host.HomeAsync(_test.Home, bob)).Value.Me!.Value;

        await _test.Host.RemovePersonAsync(_test.Home, _test.Owner, me);

        Assert.Equal("not_found", (await _test.Host.ArrangementAsync(_test.Home, bob)).Fault!.Error.Code);
        await _test.RestartAsync();
        Assert.Equal("not_found", (await _test.Host.ArrangementAsync(_test.Home, bob)).Fault!.Error.Code);
    }

    [Fact]
    public async Task There_is_a_limit_and_nobody_passes_as_the_house()
    {
        var most = new HomesOptions { Devices = 1, Rooms = 1 };
        await using var small = await TestHomes.StartAsync(most);
        var ids = Enumerable.Range(0, 5).Select(number => DeviceId.FromName($"Lamp {number}")).ToList();

        Assert.Equal("limit.reached", (await small.Host.ArrangeAsync(small.Home, small.Owner, new Arrangement(Devices: ids))).Fault!.Error.Code);
        Assert.Equal("right.missing", (await small.Host.ArrangeAsync(small.Home, TestHomes.House, new Arrangement())).Fault!.Error.Code);
    }

    private async Task<Arrangement> ArrangeAsync(Caller caller, Arrangement wished) => (await _test.Host.ArrangeAsync(_test.Home, caller, wished)).Value;

    private async Task<Arrangement> OfAsync(Caller caller) => (await _test.Host.ArrangementAsync(_test.Home, caller)).Value;
}
