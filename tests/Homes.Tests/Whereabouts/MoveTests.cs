using Kith.Homes.Activity;
using Kith.Homes.Feed;
using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Homes.Whereabouts;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Whereabouts;

/// <summary>Who is at home: coming counts at once, leaving only when nobody came back, over restarts and power cuts.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private TestHomes _test = null!;
    private PersonId _ann;

    public async Task InitializeAsync()
    {
        _test = await TestHomes.StartAsync(new HomesOptions { Sweep = TimeSpan.FromMilliseconds(20) });
        _ann = (await _test.Host.HomeAsync(_test.Home, _test.Owner)).Value.Me!.Value;
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task Leaving_counts_after_five_minutes_and_dates_from_when_it_was_said()
    {
        await MoveAsync(Place.Home);
        var follower = await _test.FollowAsync(_test.Owner);
        var before = _test.Time.GetUtcNow();

        var said = await MoveAsync(Place.Away);
        _test.Time.Advance(TimeSpan.FromMinutes(6));
        var moved = await NextMoveAsync(follower);

        Assert.Equal(Place.Home, said.At);
        Assert.Equal((_ann, Place.Away), (moved.P, moved.At));
        Assert.InRange(moved.Since!.Value, before.AddMilliseconds(-1), before.AddMinutes(1));
        var lines = (await _test.Host.ActivityAsync(_test.Home, _test.Owner, new ActivityQuery(Kinds: ["whereabouts"]))).Value.Items;
        Assert.Equal(["left", "came"], lines.Select(line => line.Said!.What));
        Assert.All(lines, line => Assert.Equal(_ann.ToString(), line.Person));
    }

    [Fact]
    public async Task A_phone_that_loses_its_network_on_the_stairs_has_not_left()
    {
        await MoveAsync(Place.Home);
        var follower = await _test.FollowAsync(_test.Owner);

        await MoveAsync(Place.Away);
        _test.Time.Advance(TimeSpan.FromMinutes(4));
        await MoveAsync(Place.Home);
        _test.Time.Advance(TimeSpan.FromMinutes(4));
        // The next leaving is a new one: the wake of the first one counts nothing.
        await MoveAsync(Place.Away);
        Assert.Equal(Place.Home, (await MeAsync()).At);
        _test.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(Place.Away, (await NextMoveAsync(follower)).At);
        Assert.Equal(["left", "came"], (await _test.Host.ActivityAsync(_test.Home, _test.Owner, new ActivityQuery(Kinds: ["whereabouts"]))).Value.Items.Select(line => line.Said!.What));
    }

    [Fact]
    public async Task A_home_may_give_people_another_time_and_those_who_are_leaving_count_by_it()
    {
        await MoveAsync(Place.Home);
        await MoveAsync(Place.Away);
        var longer = await LeaveAfterAsync(TimeSpan.FromMinutes(20));
        _test.Time.Advance(TimeSpan.FromMinutes(6));
        // The wake of five minutes has come and counts nothing; a new one is asked for by the shorter time.
        Assert.Equal(Place.Home, (await MeAsync()).At);
        await _test.RestartAsync();
        Assert.Equal(Place.Home, (await MeAsync()).At);
        var follower = await _test.FollowAsync(_test.Owner);
        await LeaveAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(Place.Away, (await NextMoveAsync(follower)).At);
        Assert.Equal(TimeSpan.FromMinutes(20), longer.Value.LeaveAfter);
        Assert.Equal(TimeSpan.FromMinutes(2), (await _test.Host.HomeAsync(_test.Home, _test.Owner)).Value.LeaveAfter);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    [InlineData(3_601)]
    [InlineData(-60)]
    public async Task A_time_of_less_than_a_minute_or_more_than_an_hour_is_refused(int seconds)
    {
        var refused = await LeaveAfterAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal((ErrorCodes.ValueOutOfRange, "leaveAfter"), (refused.Fault!.Error, refused.Fault.Field));
        Assert.Equal(TimeSpan.FromMinutes(5), (await _test.Host.HomeAsync(_test.Home, _test.Owner)).Value.LeaveAfter);
    }

    private ValueTask<Result<HomeView>> LeaveAfterAsync(TimeSpan span) => _test.Host.ChangeHomeAsync(_test.Home, _test.Owner, null, null, leaveAfter: span);

    [Fact]
    public async Task A_leaving_that_waits_counts_after_a_restart_though_nobody_looks_at_the_home()
    {
        await MoveAsync(Place.Home);
        await MoveAsync(Place.Away);
        await _test.RestartAsync();
        await _test.Host.AwaitLeavingsAsync();
        var follower = await _test.FollowAsync(_test.Owner);
        Assert.Equal(Place.Home, (await MeAsync()).At);

        _test.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(Place.Away, (await NextMoveAsync(follower)).At);
        await _test.RestartAsync();
        Assert.Equal(Place.Away, (await MeAsync()).At);
    }

    [Fact]
    public async Task People_move_themselves_and_admins_everybody()
    {
        var (adult, guest, child) = (await PersonAsync("Ada", Role.Adult), await PersonAsync("Gus", Role.Guest), await PersonAsync("Mia", Role.Child));
        var admin = await PersonAsync("Adm", Role.Admin);

        foreach (var (caller, id) in (IEnumerable<(Caller, PersonId)>)[adult, guest, child]) Assert.True((await _test.Host.MoveAsync(_test.Home, caller, id, Place.Home)).Ok);
        Assert.True((await _test.Host.MoveAsync(_test.Home, admin.Caller, _ann, Place.Home)).Ok);
        Assert.Equal(ErrorCodes.RightMissing, (await _test.Host.MoveAsync(_test.Home, adult.Caller, _ann, Place.Away)).Fault!.Error);
        Assert.Equal(ErrorCodes.ScopeMissing, (await _test.Host.MoveAsync(_test.Home, adult.Caller with { Scopes = Scopes.Read }, adult.Id, Place.Away)).Fault!.Error);
        Assert.Equal(ErrorCodes.RequestInvalid, (await _test.Host.MoveAsync(_test.Home, _test.Owner, _ann, Place.Unknown)).Fault!.Error);
        Assert.Equal(ErrorCodes.NotFound, (await _test.Host.MoveAsync(_test.Home, _test.Owner, PersonId.New(), Place.Home)).Fault!.Error);
    }

    [Fact]
    public async Task Children_and_guests_learn_of_nobody_but_themselves()
    {
        var (adult, guest) = (await PersonAsync("Ada", Role.Adult), await PersonAsync("Gus", Role.Guest));
        var (theirs, adults) = (await _test.FollowAsync(guest.Caller), await _test.FollowAsync(adult.Caller));

        await MoveAsync(Place.Home);
        await _test.Host.MoveAsync(_test.Home, guest.Caller, guest.Id, Place.Home);

        Assert.Equal(_ann, (await NextMoveAsync(adults)).P);
        Assert.Equal(guest.Id, (await NextMoveAsync(theirs)).P);
        Assert.Equal(["Gus"], (await _test.Host.PeopleAsync(_test.Home, guest.Caller)).Value.Select(person => person.Name));
        Assert.Equal([Place.Home, null, Place.Home], (await _test.Host.SnapshotAsync(_test.Home, adult.Caller)).Value.People.Select(person => person.At));
    }

    [Fact]
    public async Task Who_asked_for_it_is_told_of_others_who_come_and_leave()
    {
        var (adult, guest) = (await PersonAsync("Ada", Role.Adult), await PersonAsync("Gus", Role.Guest));
        var wish = new NoticeSettings(new Dictionary<NoticeKind, IReadOnlyList<NoticeChannel>> { [NoticeKind.People] = [NoticeChannel.App] });
        foreach (var caller in (Caller[])[_test.Owner, adult.Caller, guest.Caller]) await _test.Host.ChangeNoticeSettingsAsync(_test.Home, caller, wish);

        await MoveAsync(Place.Home);

        Assert.Equal(["Ann came home"], (await _test.Host.NoticesAsync(_test.Home, adult.Caller)).Value.Select(notice => notice.Title.En));
        Assert.Empty((await _test.Host.NoticesAsync(_test.Home, _test.Owner)).Value);
        Assert.Empty((await _test.Host.NoticesAsync(_test.Home, guest.Caller)).Value);
    }

    private async Task<PersonView> MoveAsync(Place place) => (await _test.Host.MoveAsync(_test.Home, _test.Owner, _ann, place)).Value;

    private async Task<PersonView> MeAsync() => (await _test.Host.PeopleAsync(_test.Home, _test.Owner)).Value.Single(person => person.Id == _ann);

    private async Task<(Caller Caller, PersonId Id)> PersonAsync(string name, Role role)
    {
        var caller = await _test.AddPersonAsync(new PersonDraft(name, role));
        return (caller, (await _test.Host.HomeAsync(_test.Home, caller)).Value.Me!.Value);
    }

    private static async Task<PersonMove> NextMoveAsync(Follower follower)
    {
        while (true)
            if ((await TestHomes.NextAsync(follower)).Moves is [var move]) return move;
    }
}
