using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.Rooms;

namespace Kith.Homes.Tests.Feed;

public sealed class FeedTests
{
    [Fact]
    public async Task A_viewer_hears_every_change_once_and_in_order_also_across_resumes()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var follower = await test.FollowAsync(test.Owner);
        var (point, heard) = (follower.Snapshot!.Sequence, new List<long>());

        for (var round = 1; round <= 30; round++)
        {
            var reports = Enumerable.Range(0, 5).Select(i => test.ReportAsync(lamp, $$"""{"light.meter":{{(round * 5) + i}}}""")).ToList();
            if (round % 3 == 0)
            {
                // Resumes in the middle of a burst, from wherever it is.
                await test.Host.LeaveAsync(test.Home, follower);
                follower = await test.FollowAsync(test.Owner, point);
                Assert.Null(follower.Snapshot);
            }
            await Task.WhenAll(reports);
            var (last, _) = (await test.DeviceAsync(lamp)).Values["light.meter"];
            while (heard.Count == 0 || heard[^1] != last.AsInteger())
            {
                var changes = await TestHomes.NextAsync(follower);
                Assert.True(changes.Sequence > point, "no change set comes twice");
                point = changes.Sequence;
                heard.AddRange(changes.Values!.Select(value => value.V.AsInteger()));
            }
        }

        Assert.Equal(Enumerable.Range(5, 150).Select(i => (long)i), heard);
    }

    [Fact]
    public async Task A_snapshot_taken_in_a_burst_continues_without_repeating_what_it_holds()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var reports = new List<Task>();
        var followers = new List<Task<Follower>>();
        for (var i = 1; i <= 200; i++)
        {
            reports.Add(test.ReportAsync(lamp, $$"""{"light.meter":{{i}}}"""));
            if (i % 20 == 0) followers.Add(test.FollowAsync(test.Owner));
        }
        await Task.WhenAll(reports);

        foreach (var follower in await Task.WhenAll(followers))
        {
            var last = follower.Snapshot!.Devices.Single().Values.TryGetValue("light.meter", out var known) ? known.V.AsInteger() : 0;
            while (last < 200)
            {
                foreach (var value in (await TestHomes.NextAsync(follower)).Values!) Assert.Equal(++last, value.V.AsInteger());
            }
        }
    }

    [Fact]
    public async Task Who_was_away_too_long_gets_a_snapshot()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { FeedRing = 4 });
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var first = await test.FollowAsync(test.Owner);
        for (var i = 0; i < 6; i++) await test.ReportAsync(lamp, $$"""{"light.meter":{{i}}}""");

        var tooLate = await test.FollowAsync(test.Owner, first.Snapshot!.Sequence);
        var inTime = await test.FollowAsync(test.Owner, first.Snapshot.Sequence + 2);
        var ahead = await test.FollowAsync(test.Owner, first.Snapshot.Sequence + 1000);

        Assert.NotNull(tooLate.Snapshot);
        Assert.Null(inTime.Snapshot);
        Assert.Equal(2, (await TestHomes.NextAsync(inTime)).Values!.Single().V.AsInteger());
        Assert.NotNull(ahead.Snapshot);
    }

    [Fact]
    public async Task The_ring_is_bounded_by_what_it_holds_too()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { FeedWeight = 20 });
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var first = await test.FollowAsync(test.Owner);
        var many = string.Join(',', Enumerable.Range(0, 15).Select(i => $$"""{"light.meter":{{i}}}"""));
        await test.ReportAsync(lamp, $"[{many}]");
        await test.ReportAsync(lamp, $"[{many}]");

        Assert.NotNull((await test.FollowAsync(test.Owner, first.Snapshot!.Sequence)).Snapshot);
    }

    [Fact]
    public async Task After_a_restart_nobody_resumes_with_devices_that_are_gone()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var before = await test.FollowAsync(test.Owner);
        Assert.True(before.Snapshot!.Devices.Single().Online);

        await test.RestartAsync();
        var after = await test.FollowAsync(test.Owner, before.Snapshot.Sequence);

        Assert.False(after.Snapshot!.Devices.Single(device => device.Id == lamp).Online);
        Assert.True(before.Changes.Completion.IsCompleted, "the stream of the stopped server has ended");
    }

    [Fact]
    public async Task After_a_restart_that_changed_nothing_a_viewer_goes_on()
    {
        await using var test = await TestHomes.StartAsync();
        var before = await test.FollowAsync(test.Owner);

        await test.RestartAsync();
        var after = await test.FollowAsync(test.Owner, before.Snapshot!.Sequence);
        await test.AddAsync(TestHomes.LampSpec());

        Assert.Null(after.Snapshot);
        Assert.Single((await TestHomes.NextAsync(after)).Devices!);
    }

    [Fact]
    public async Task A_viewer_too_slow_falls_off_and_resumes_where_it_stood()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { FeedBacklog = 3 });
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var slow = await test.FollowAsync(test.Owner);
        for (var i = 0; i < 5; i++) await test.ReportAsync(lamp, $$"""{"light.meter":{{i}}}""");

        var heard = new List<ChangesView>();
        await foreach (var changes in slow.Changes.ReadAllAsync()) heard.Add(changes);
        var again = await test.FollowAsync(test.Owner, heard[^1].Sequence);

        Assert.Equal(3, heard.Count);
        Assert.Null(again.Snapshot);
        Assert.Equal(3, (await TestHomes.NextAsync(again)).Values!.Single().V.AsInteger());
    }

    [Fact]
    public async Task A_new_version_of_a_device_reaches_those_who_look()
    {
        await using var test = await TestHomes.StartAsync();
        await test.AddAsync(TestHomes.LampSpec());
        var follower = await test.FollowAsync(test.Owner);

        await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft("Lamp", TestHomes.LampSpec(version: 2), "test", "native-Lamp"));
        var changes = await TestHomes.NextAsync(follower);

        Assert.Equal("test.lamp:2", changes.Devices!.Single().Spec);
        Assert.Equal(2, changes.Specs!["test.lamp:2"].Version);
    }

    [Fact]
    public async Task Viewers_are_limited_and_places_come_free()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { Viewers = 2 });
        var first = await test.FollowAsync(test.Owner);
        await test.FollowAsync(test.Owner);

        var third = await test.Host.FollowAsync(test.Home, test.Owner, null);
        await test.Host.LeaveAsync(test.Home, first);

        Assert.Equal("limit.reached", third.Fault!.Error.Code);
        Assert.True((await test.Host.FollowAsync(test.Home, test.Owner, null)).Ok);
    }

    [Fact]
    public async Task A_home_that_nobody_follows_gathers_no_changes()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { ResumeWithin = TimeSpan.FromMinutes(1) });
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var follower = await test.FollowAsync(test.Owner);
        await test.Host.LeaveAsync(test.Home, follower);

        await test.ReportAsync(lamp, """{"light.meter":1}""");
        var soon = await test.FollowAsync(test.Owner, follower.Snapshot!.Sequence);
        await test.Host.LeaveAsync(test.Home, soon);
        test.Time.Advance(TimeSpan.FromMinutes(2));
        await test.ReportAsync(lamp, """{"light.meter":2}""");
        var late = await test.FollowAsync(test.Owner, follower.Snapshot.Sequence);

        Assert.Null(soon.Snapshot);
        Assert.NotNull(late.Snapshot);
    }

    [Fact]
    public async Task Removing_a_room_and_a_device_is_heard()
    {
        await using var test = await TestHomes.StartAsync();
        var room = (await test.Host.AddRoomAsync(test.Home, test.Owner, "Attic")).Value.Id;
        var lamp = await test.AddAsync(TestHomes.LampSpec(), room: room);
        var follower = await test.FollowAsync(test.Owner);

        await test.Host.RemoveRoomAsync(test.Home, test.Owner, room);
        await test.Host.RemoveDeviceAsync(test.Home, test.Owner, lamp);

        var rooms = await TestHomes.NextAsync(follower);
        Assert.Empty(rooms.Rooms!);
        Assert.Null(rooms.Devices!.Single().Room);
        Assert.Equal(lamp, (await TestHomes.NextAsync(follower)).Removed!.Single());
    }
}
