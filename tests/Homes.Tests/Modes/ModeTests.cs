using Kith.Homes.Activity;
using Kith.Homes.Modes;
using Kith.Homes.People;
using Kith.Model.Errors;

namespace Kith.Homes.Tests.Modes;

public sealed class ModeTests
{
    [Fact]
    public async Task A_mode_is_kept_over_a_restart_and_told_with_who_set_it()
    {
        await using var test = await TestHomes.StartAsync();

        var set = await test.Host.SetModeAsync(test.Home, test.Owner, Mode.Night);
        await test.RestartAsync();
        var home = await test.Host.HomeAsync(test.Home, test.Owner);
        var line = (await test.Host.ActivityAsync(test.Home, test.Owner, new ActivityQuery(Kinds: ["home"]))).Value.Items[0];

        Assert.Equal(Mode.Night, set.Value.Mode!.Now);
        Assert.Equal(set.Value.Mode, home.Value.Mode);
        Assert.Equal(("mode", "night", "person"), (line.Said!.What, line.Said.To, line.Cause));
        Assert.Equal(home.Value.Me.ToString(), line.Person);
    }

    [Fact]
    public async Task Every_screen_hears_of_a_new_mode_once_and_children_and_guests_never()
    {
        await using var test = await TestHomes.StartAsync();
        var guest = await test.AddPersonAsync(new PersonDraft("Gus", Role.Guest));
        var (theirs, owners) = (await test.FollowAsync(guest), await test.FollowAsync(test.Owner));

        await test.Host.SetModeAsync(test.Home, test.Owner, Mode.Away);
        await test.Host.SetModeAsync(test.Home, test.Owner, Mode.Away);
        await test.Host.SetModeAsync(test.Home, test.Owner, Mode.Holiday);

        Assert.Equal([Mode.Away, Mode.Holiday], [(await TestHomes.NextAsync(owners)).Home!.Mode!.Now, (await TestHomes.NextAsync(owners)).Home!.Mode!.Now]);
        Assert.Null((await TestHomes.NextAsync(theirs)).Home!.Mode);
        Assert.Null((await test.Host.HomeAsync(test.Home, guest)).Value.Mode);
        Assert.Null((await test.Host.HomesOfAsync(guest.Account!.Value)).Single().Mode);
    }

    [Theory]
    [InlineData(Role.Admin, true)]
    [InlineData(Role.Adult, true)]
    [InlineData(Role.Child, false)]
    [InlineData(Role.Guest, false)]
    public async Task Adults_set_the_mode_and_children_and_guests_do_not(Role role, bool may)
    {
        await using var test = await TestHomes.StartAsync();
        var person = await test.AddPersonAsync(new PersonDraft("Pat", role));

        var set = await test.Host.SetModeAsync(test.Home, person, Mode.Away);
        var looking = await test.Host.SetModeAsync(test.Home, person with { Scopes = Scopes.Read }, Mode.Night);

        Assert.Equal(may ? null : ErrorCodes.RightMissing, set.Fault?.Error);
        Assert.Equal(ErrorCodes.ScopeMissing, looking.Fault?.Error);
        Assert.Equal(may ? Mode.Away : Mode.Home, (await test.Host.HomeAsync(test.Home, test.Owner)).Value.Mode!.Now);
    }
}
