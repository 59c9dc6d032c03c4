using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Tests.People;

public sealed class RightsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly RoomId Kitchen = RoomId.FromName("Kitchen"), Attic = RoomId.FromName("Attic");

    // y = yes, c = with a confirmation, n = no; columns comfort, cost, safety, privacy. The page for people says the same (docs).
    [Theory]
    [InlineData("Owner", "yycc")]
    [InlineData("Admin", "yycc")]
    [InlineData("Adult", "yycc")]
    [InlineData("Child", "ynnn")]
    [InlineData("Guest", "yynn")]
    public void Who_may_command_what_stands_in_one_table(string roleName, string row)
    {
        var role = Enum.Parse<Role>(roleName);
        foreach (var risk in Enum.GetValues<Risk>())
        foreach (var confirmed in (bool[])[false, true])
        foreach (var (held, room) in (IEnumerable<(RoomId[]?, RoomId?)>)[(null, Kitchen), (null, null), ([Kitchen], Kitchen), ([Kitchen], Attic), ([Kitchen], null), ([], Kitchen)])
        foreach (var (from, until) in (IEnumerable<(int?, int?)>)[(null, null), (-1, 1), (1, null), (null, -1), (null, 0), (0, null)])
        foreach (var scopes in (Scopes[])[Scopes.None, Scopes.Read, Scopes.Control, Scopes.Manage, Scopes.All])
        {
            var person = new Person(PersonId.New(), "P", role, AccountId.New(), Hours(from), Hours(until), held);
            var asker = new Asker(new Caller(person.Account, scopes, "test", confirmed), person, Now);

            var code = Rights.Check(asker, Deed.Control, room, risk)?.Error.Code;

            var isWithin = from is null or <= 0 && until is null or > 0;
            var sees = held is null || (room is { } its && held.Contains(its));
            var expected = !scopes.HasFlag(Scopes.Control) ? "scope.missing"
                : !isWithin || !sees ? "right.missing"
                : row[(int)risk] switch { 'y' => null, 'c' => confirmed ? null : "confirmation.needed", _ => "right.missing" };
            Assert.True(expected == code, $"{role} {risk} confirmed={confirmed} held={held?.Length} room={room} window={from}..{until} scopes={scopes}: {code}, not {expected}");
        }
    }

    [Theory]
    [InlineData("Enter", "yyyyy", "Read")]
    [InlineData("See", "yyyyy", "Read")]
    [InlineData("Arrange", "yynnn", "Manage")]
    [InlineData("Invite", "yynnn", "Manage")]
    [InlineData("Own", "ynnnn", "Manage")]
    public void Who_may_arrange_what_stands_in_one_table(string deedName, string row, string scope)
    {
        var deed = Enum.Parse<Deed>(deedName);
        foreach (var role in Enum.GetValues<Role>())
        {
            var person = new Person(PersonId.New(), "P", role, AccountId.New());
            foreach (var scopes in (Scopes[])[Scopes.Read, Scopes.Control, Scopes.Manage, Scopes.All])
            {
                var code = Rights.Check(new Asker(new Caller(person.Account, scopes, "test"), person, Now), deed)?.Error.Code;

                var expected = !scopes.HasFlag(Enum.Parse<Scopes>(scope)) ? "scope.missing" : row[(int)role] == 'y' ? null : "right.missing";
                Assert.Equal(expected, code);
            }
        }
    }

    [Fact]
    public void Children_and_guests_learn_nothing_about_other_people()
    {
        foreach (var role in Enum.GetValues<Role>())
        foreach (var sensing in Enum.GetValues<Sensing>())
        {
            var asker = new Asker(new Caller(AccountId.New(), Scopes.All, "test"), new Person(PersonId.New(), "P", role), Now);

            var expected = role is not (Role.Child or Role.Guest) || sensing is Sensing.None or Sensing.Environment or Sensing.Safety;
            Assert.Equal(expected, Rights.Senses(asker, sensing));
        }
    }

    [Fact]
    public async Task A_token_that_only_reads_sees_everything_and_changes_nothing()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var reader = test.Owner with { Scopes = Scopes.Read };
        var me = (await test.Host.PeopleAsync(test.Home, reader)).Value.Single().Id;

        Assert.True((await test.Host.SnapshotAsync(test.Home, reader)).Ok);
        Assert.Equal("scope.missing", (await Operations.Commanding.SetAsync(test, reader, lamp, "light.on", true)).Fault!.Error.Code);
        Assert.Equal("scope.missing", (await test.Host.RemovePersonAsync(test.Home, reader, me)).Fault!.Error.Code);
    }

    [Fact]
    public async Task Whose_time_is_over_is_told_so_whatever_they_ask_for()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var guest = await test.AddPersonAsync(new PersonDraft("Gus", Role.Guest, Until: test.Time.GetUtcNow().AddHours(1)));
        Assert.True((await test.Host.DeviceAsync(test.Home, guest, lamp)).Ok);

        test.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal("right.missing", (await test.Host.DevicesAsync(test.Home, guest)).Fault!.Error.Code);
        Assert.Equal("right.missing", (await test.Host.DeviceAsync(test.Home, guest, lamp)).Fault!.Error.Code);
        Assert.Equal("right.missing", (await Homes.Rooms.RoomDeeds.RoomsAsync(test.Host, test.Home, guest)).Fault!.Error.Code);
        Assert.Equal("right.missing", (await test.Host.PeopleAsync(test.Home, guest)).Fault!.Error.Code);
        Assert.Equal("right.missing", (await Homes.Operations.Commands.OperationsAsync(test.Host, test.Home, guest, null, 10)).Fault!.Error.Code);
        Assert.Equal("right.missing", (await test.Host.SnapshotAsync(test.Home, guest)).Fault!.Error.Code);
        Assert.Equal("right.missing", (await Operations.Commanding.SetAsync(test, guest, lamp, "light.on", true)).Fault!.Error.Code);
    }

    private static DateTimeOffset? Hours(int? hours) => hours is { } its ? Now.AddHours(its) : null;
}
