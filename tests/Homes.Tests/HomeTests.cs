using Dapper;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Ledger.Records;
using Kith.Model.Ids;

namespace Kith.Homes.Tests;

public sealed class HomeTests
{
    [Fact]
    public async Task A_deleted_home_is_gone_for_everybody_and_stays_so()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        await test.ReportAsync(lamp, """{"light.meter":1}""");
        var follower = await test.FollowAsync(test.Owner);
        var told = new TaskCompletionSource<HomeId>();
        test.Host.Deleted += home => told.TrySetResult(home);

        var mistyped = await test.Host.DeleteHomeAsync(test.Home, test.Owner, "test home");
        var deleted = await test.Host.DeleteHomeAsync(test.Home, test.Owner, "Test home");

        Assert.Equal("confirm", mistyped.Fault!.Field);
        Assert.True(deleted.Value);
        Assert.Equal(test.Home, await told.Task.WaitAsync(TestHomes.Patience));
        Assert.Equal(lamp, await test.Link.NextForgottenAsync());
        await follower.Changes.Completion.WaitAsync(TestHomes.Patience);
        Assert.Equal("not_found", (await test.ReportAsync(lamp, """{"light.meter":2}""")).Faults!.Single().Error.Code);
        await test.RestartAsync();
        Assert.Equal("not_found", (await test.Host.HomeAsync(test.Home, test.Owner)).Fault!.Error.Code);
        Assert.Empty(await test.Host.HomesOfAsync(test.Account));
    }

    [Fact]
    public async Task What_comes_with_the_deletion_in_one_batch_leaves_nothing_behind()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        var deleting = test.Host.DeleteHomeAsync(test.Home, test.Owner, "Test home").AsTask();
        var late = Enumerable.Range(0, 20).Select(i => test.Host.AddRoomAsync(test.Home, test.Owner, $"Room {i}").AsTask()).ToList();
        var report = test.ReportAsync(lamp, """{"light.meter":2}""");
        await deleting;

        Assert.All(await Task.WhenAll(late), room => Assert.Equal("not_found", room.Fault!.Error.Code));
        Assert.Equal(0, (await report).Accepted);
    }

    [Fact]
    public async Task A_deletion_that_a_power_cut_interrupted_is_finished_at_the_start()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        await test.ReportAsync(lamp, """{"light.meter":1}""");
        // As the disk looks when the power goes after the commit of the records and before the key is destroyed.
        var gone = new { Home = test.Home.ToString() };
        await test.Ledger.WriteAsync([new("INSERT INTO home_erasing(home) VALUES(@Home)", gone), .. HomeRecords.DropHome.Select(sql => new RecordWrite(sql, gone))]);
        await test.RestartAsync();
        Assert.Contains(test.Home.ToString(), await KeptAsync());

        await test.Host.FinishDeletionsAsync();
        await test.Host.FinishDeletionsAsync();

        Assert.DoesNotContain(test.Home.ToString(), await KeptAsync());

        async Task<List<string>> KeptAsync() => await test.Ledger.ReadAsync(connection =>
            connection.Query<string>("SELECT name FROM ledger_home UNION ALL SELECT home FROM home_erasing").ToList());
    }

    [Fact]
    public async Task Only_an_owner_deletes()
    {
        await using var test = await TestHomes.StartAsync();
        var admin = await test.AddPersonAsync(new PersonDraft("Ada", Role.Admin));

        Assert.Equal("right.missing", (await test.Host.DeleteHomeAsync(test.Home, admin, "Test home")).Fault!.Error.Code);
    }

    [Fact]
    public async Task A_home_is_renamed_and_moved_to_another_time_zone()
    {
        await using var test = await TestHomes.StartAsync();

        var changed = await test.Host.ChangeHomeAsync(test.Home, test.Owner, " Villa ", "Asia/Shanghai");
        var nowhere = await test.Host.ChangeHomeAsync(test.Home, test.Owner, null, "Mars/Base");

        Assert.Equal(("Villa", "Asia/Shanghai"), (changed.Value.Name, changed.Value.TimeZone));
        Assert.Equal("timeZone", nowhere.Fault!.Field);
        Assert.Equal("Villa", (await test.Host.HomesOfAsync(test.Account)).Single().Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("tab\there")]
    public async Task A_home_without_a_proper_name_or_owner_is_not_founded(string name)
    {
        await using var test = await TestHomes.StartAsync();

        Assert.Equal("name", (await test.Host.FoundAsync(AccountId.New(), "Ann", name, "UTC")).Fault!.Field);
        Assert.Equal("ownerName", (await test.Host.FoundAsync(AccountId.New(), name, "Home", "UTC")).Fault!.Field);
    }

    [Fact]
    public async Task Rooms_keep_their_order_and_their_limits()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { Rooms = 3 });
        foreach (var name in (string[])["Kitchen", "Kitchen", "Attic"]) await test.Host.AddRoomAsync(test.Home, test.Owner, name);

        var fourth = await test.Host.AddRoomAsync(test.Home, test.Owner, "Cellar");
        var kitchens = (await test.Host.RoomsAsync(test.Home, test.Owner)).Value;
        await test.Host.ChangeRoomAsync(test.Home, test.Owner, kitchens[2].Id, null, "Top", -1, "");
        await test.RestartAsync();

        Assert.Equal("limit.reached", fourth.Fault!.Error.Code);
        Assert.Equal(["kitchen", "kitchen-2"], kitchens.Take(2).Select(room => room.Id.ToString()));
        Assert.Equal(["Attic", "Kitchen", "Kitchen"], (await test.Host.RoomsAsync(test.Home, test.Owner)).Value.Select(room => room.Name));
    }
}
