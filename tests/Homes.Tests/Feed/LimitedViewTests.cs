using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Tests.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Feed;

/// <summary>A guest in one room of a home with two.</summary>
public sealed class LimitedViewTests : IAsyncLifetime
{
    private TestHomes _test = null!;
    private Caller _guest = null!;
    private RoomId _theirs, _other;
    private DeviceId _lamp, _hidden;

    public async Task InitializeAsync()
    {
        _test = await TestHomes.StartAsync();
        _theirs = (await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Guest room")).Value.Id;
        _other = (await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Office")).Value.Id;
        _lamp = await _test.AddAsync(TestHomes.LampSpec(), "Lamp", _theirs);
        _hidden = await _test.AddAsync(TestHomes.LampSpec(product: "test.secret"), "Hidden", _other);
        _guest = await _test.AddPersonAsync(new PersonDraft("Gus", Role.Guest, Until: _test.Time.GetUtcNow().AddHours(1), Rooms: [_theirs]));
        await _test.ReportAsync(_lamp, """{"light.on":true,"light.presence":true}""");
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task A_guests_snapshot_holds_their_room_and_nothing_about_others()
    {
        var snapshot = (await _test.Host.SnapshotAsync(_test.Home, _guest)).Value;

        Assert.Equal(_theirs, snapshot.Rooms.Single().Id);
        Assert.Equal(_lamp, snapshot.Devices.Single().Id);
        Assert.Equal("Gus", snapshot.People.Single().Name);
        Assert.Equal("test.lamp:1", snapshot.Specs.Keys.Single());
        Assert.Equal(["light.on"], snapshot.Devices.Single().Values.Keys);
    }

    [Fact]
    public async Task A_guests_feed_holds_their_room_and_nothing_about_others()
    {
        var follower = await _test.FollowAsync(_guest);

        await _test.ReportAsync(_hidden, """{"light.on":true}""");
        await _test.ReportAsync(_lamp, """{"light.presence":false}""");
        var owners = Commanding.SetAsync(_test, _test.Owner, _lamp, "light.on", false);
        _test.Host.Reply(_test.Home, _lamp, (await _test.Link.NextAsync()).Id, Outcome.Done);
        await owners;
        await _test.AddAsync(TestHomes.LampSpec(version: 2, product: "test.secret"), "Hidden two", _other);
        await _test.ReportAsync(_lamp, """{"light.meter":42}""");

        while (true)
        {
            var changes = await TestHomes.NextAsync(follower);
            Assert.All(changes.Values ?? [], value => Assert.True(value.D == _lamp && value.P != "light.presence"));
            Assert.All(changes.Presence ?? [], change => Assert.Equal(_lamp, change.D));
            Assert.Empty(changes.Operations ?? []);
            Assert.Empty(changes.Activity ?? []);
            Assert.Empty(changes.Devices ?? []);
            Assert.Empty(changes.Specs?.Keys ?? []);
            if (changes.Values?.Any(value => value.P == "light.meter") == true) break;
        }
    }

    [Fact]
    public async Task A_guest_sees_their_own_commands_and_no_one_elses()
    {
        var mine = Commanding.SetAsync(_test, _guest, _lamp, "light.on", false);
        _test.Host.Reply(_test.Home, _lamp, (await _test.Link.NextAsync()).Id, Outcome.Done);
        var own = (await mine).Value.Id;
        var owners = Commanding.SetAsync(_test, _test.Owner, _lamp, "light.on", true);
        _test.Host.Reply(_test.Home, _lamp, (await _test.Link.NextAsync()).Id, Outcome.Done);
        var other = (await owners).Value.Id;

        Assert.Equal(own, (await _test.Host.OperationsAsync(_test.Home, _guest, null, 50)).Value.Single().Id);
        Assert.Equal("not_found", (await _test.Host.OperationAsync(_test.Home, _guest, other)).Fault!.Error.Code);
        Assert.True((await _test.Host.OperationAsync(_test.Home, _guest, own)).Ok);
    }

    [Fact]
    public async Task A_device_that_leaves_their_room_is_gone_for_a_guest_and_one_that_comes_is_new()
    {
        var follower = await _test.FollowAsync(_guest);

        await _test.Host.ChangeDeviceAsync(_test.Home, _test.Owner, _lamp, null, new Change<RoomId?>(_other), null, null);
        var gone = await TestHomes.NextAsync(follower);
        await _test.Host.ChangeDeviceAsync(_test.Home, _test.Owner, _hidden, null, new Change<RoomId?>(_theirs), null, null);
        var come = await TestHomes.NextAsync(follower);

        Assert.Equal(_lamp, gone.Removed!.Single());
        Assert.Equal(_hidden, come.Devices!.Single().Id);
        Assert.Equal("test.secret:1", come.Specs!.Keys.Single());
    }

    [Fact]
    public async Task A_guests_feed_ends_with_their_time_though_nothing_happens()
    {
        var follower = await _test.FollowAsync(_guest);

        _test.Time.Advance(TimeSpan.FromHours(2));

        await follower.Changes.Completion.WaitAsync(TestHomes.Patience);
        Assert.Equal("right.missing", (await _test.Host.FollowAsync(_test.Home, _guest, null)).Fault!.Error.Code);
    }

    [Fact]
    public async Task Whose_rights_change_starts_over_with_a_snapshot_of_what_they_may_see_now()
    {
        var follower = await _test.FollowAsync(_guest);
        var gus = follower.Snapshot!.Home.Me!.Value;

        await _test.Host.ChangePersonAsync(_test.Home, _test.Owner, gus, person => person with { Role = Role.Adult, Rooms = null });
        await follower.Changes.Completion.WaitAsync(TestHomes.Patience);
        var adult = await _test.FollowAsync(_guest, follower.Snapshot.Sequence);
        await _test.Host.ChangePersonAsync(_test.Home, _test.Owner, gus, person => person with { Role = Role.Guest, Rooms = [_theirs] });
        await adult.Changes.Completion.WaitAsync(TestHomes.Patience);
        var guest = await _test.FollowAsync(_guest, adult.Snapshot!.Sequence);
        await _test.Host.RemovePersonAsync(_test.Home, _test.Owner, gus);
        await guest.Changes.Completion.WaitAsync(TestHomes.Patience);

        Assert.Equal(2, adult.Snapshot.Devices.Count);
        Assert.Single(guest.Snapshot!.Devices);
        Assert.Equal("not_found", (await _test.Host.FollowAsync(_test.Home, _guest, null)).Fault!.Error.Code);
    }
}
