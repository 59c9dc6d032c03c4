using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.People;

public sealed class PersonTests
{
    [Fact]
    public async Task The_last_owner_stays_even_when_another_was_invited_and_never_came()
    {
        await using var test = await TestHomes.StartAsync();
        var ann = (await test.Host.PeopleAsync(test.Home, test.Owner)).Value.Single().Id;
        await test.Host.AddPersonAsync(test.Home, test.Owner, new PersonDraft("Bob", Role.Owner));

        var left = await test.Host.RemovePersonAsync(test.Home, test.Owner, ann);
        var demoted = await test.Host.ChangePersonAsync(test.Home, test.Owner, ann, person => person with { Role = Role.Adult });

        Assert.Equal("conflict", left.Fault!.Error.Code);
        Assert.Equal("conflict", demoted.Fault!.Error.Code);
    }

    [Fact]
    public async Task The_first_owner_may_leave_once_another_has_come()
    {
        await using var test = await TestHomes.StartAsync();
        var ann = (await test.Host.PeopleAsync(test.Home, test.Owner)).Value.Single().Id;
        await test.AddPersonAsync(new PersonDraft("Bob", Role.Owner));

        var left = await test.Host.RemovePersonAsync(test.Home, test.Owner, ann);

        Assert.True(left.Value);
        Assert.Equal("not_found", (await test.Host.HomeAsync(test.Home, test.Owner)).Fault!.Error.Code);
    }

    [Fact]
    public async Task An_owner_has_no_time_window_and_no_rooms()
    {
        await using var test = await TestHomes.StartAsync();
        var ann = (await test.Host.PeopleAsync(test.Home, test.Owner)).Value.Single().Id;

        var windowed = await test.Host.ChangePersonAsync(test.Home, test.Owner, ann, person => person with { Until = test.Time.GetUtcNow() });
        var held = await test.Host.ChangePersonAsync(test.Home, test.Owner, ann, person => person with { Rooms = [] });

        Assert.Equal(("request.invalid", "until"), (windowed.Fault!.Error.Code, windowed.Fault.Field));
        Assert.Equal(("request.invalid", "rooms"), (held.Fault!.Error.Code, held.Fault.Field));
    }

    [Fact]
    public async Task Only_an_owner_makes_or_removes_an_owner()
    {
        await using var test = await TestHomes.StartAsync();
        var ann = (await test.Host.PeopleAsync(test.Home, test.Owner)).Value.Single().Id;
        var admin = await test.AddPersonAsync(new PersonDraft("Ada", Role.Admin));
        var ada = (await test.Host.HomeAsync(test.Home, admin)).Value.Me!.Value;

        Assert.Equal("right.missing", (await test.Host.AddPersonAsync(test.Home, admin, new PersonDraft("Eve", Role.Owner))).Fault!.Error.Code);
        Assert.Equal("right.missing", (await test.Host.RemovePersonAsync(test.Home, admin, ann)).Fault!.Error.Code);
        Assert.Equal("right.missing", (await test.Host.ChangePersonAsync(test.Home, admin, ada, person => person with { Role = Role.Owner })).Fault!.Error.Code);
        Assert.True((await test.Host.AddPersonAsync(test.Home, admin, new PersonDraft("Kim", Role.Child))).Ok);
    }

    [Fact]
    public async Task Who_is_nobody_in_a_home_never_learns_that_it_exists()
    {
        await using var test = await TestHomes.StartAsync();
        var stranger = new Caller(AccountId.New(), Scopes.All, "test");

        var there = await test.Host.HomeAsync(test.Home, stranger);
        var nowhere = await test.Host.HomeAsync(HomeId.New(), stranger);

        Assert.Equal((nowhere.Fault!.Error.Code, nowhere.Fault.Detail), (there.Fault!.Error.Code, there.Fault.Detail));
    }

    [Fact]
    public async Task A_guest_held_to_a_removed_room_does_not_find_themselves_in_a_later_one_of_the_same_name()
    {
        await using var test = await TestHomes.StartAsync();
        var room = (await test.Host.AddRoomAsync(test.Home, test.Owner, "Guest room")).Value;
        var guest = await test.AddPersonAsync(new PersonDraft("Gus", Role.Guest, Rooms: [room.Id]));
        await test.Host.RemoveRoomAsync(test.Home, test.Owner, room.Id);

        var again = (await test.Host.AddRoomAsync(test.Home, test.Owner, "Guest room")).Value;
        var seen = await test.Host.RoomsAsync(test.Home, guest);

        Assert.Equal(room.Id, again.Id);
        Assert.Empty(seen.Value);
    }

    [Fact]
    public async Task An_account_is_one_person_of_a_home()
    {
        await using var test = await TestHomes.StartAsync();
        var bob = (await test.Host.AddPersonAsync(test.Home, test.Owner, new PersonDraft("Bob", Role.Adult))).Value.Id;

        var claimed = await test.Host.ClaimPersonAsync(test.Home, bob, test.Account);

        Assert.Equal("conflict", claimed.Fault!.Error.Code);
    }
}
