using Kith.Homes.Activity;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Tests.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Activity;

public sealed class PastTests : IAsyncLifetime
{
    private TestHomes _test = null!;
    private DeviceId _lamp, _fan;
    private RoomId _room;
    private Caller _bob = null!;
    private PersonId _bobsId;

    public async Task InitializeAsync()
    {
        _test = await TestHomes.StartAsync();
        _room = (await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Study")).Value.Id;
        _lamp = await _test.AddAsync(TestHomes.LampSpec(), "Lamp", _room);
        _fan = await _test.AddAsync(TestHomes.LampSpec(), "Fan");
        _bob = await _test.AddPersonAsync(new PersonDraft("Bob", Role.Adult));
        _bobsId = (await _test.Host.HomeAsync(_test.Home, _bob)).Value.Me!.Value;
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task The_activity_says_who_did_what_where_and_with_what_outcome()
    {
        await DoAsync(_bob, _lamp, true);
        await DoAsync(_test.Owner, _fan, true);
        await _test.ReportAsync(_lamp, """{"light.on":false}""");

        var bobs = await Looking.ActivityAsync(_test, new ActivityQuery(Person: _bobsId, Kinds: ["operation"]));
        var inRoom = await Looking.ActivityAsync(_test, new ActivityQuery(Room: _room));
        var ofDevices = await Looking.ActivityAsync(_test, new ActivityQuery(Cause: "device", Kinds: ["change"]));
        var ofFan = await Looking.ActivityAsync(_test, new ActivityQuery(Device: _fan, Kinds: ["operation"]));

        Assert.Equal(("Bob", OutcomeKind.Done, "Lamp"), (bobs.Single().Operation!.Cause.Name, bobs.Single().Operation!.Outcome.Kind, bobs.Single().DeviceName));
        Assert.All(inRoom, line => Assert.Equal(_room.ToString(), line.Room));
        Assert.Contains(inRoom, line => line.Kind == "change" && line.Subject == "light.on" && line.Value?.AsBool() == false);
        Assert.Equal(("Lamp", "light.on"), (ofDevices.Single().DeviceName, ofDevices.Single().Subject));
        Assert.Equal("Ann", ofFan.Single().Operation!.Cause.Name);
    }

    [Fact]
    public async Task The_activity_comes_in_pages_newest_first_without_gap_or_repeat()
    {
        for (var i = 0; i < 30; i++) await _test.ReportAsync(_lamp, $$"""{"light.on":{{(i % 2 == 0 ? "true" : "false")}}}""");
        var whole = await Looking.ActivityAsync(_test);

        var paged = new List<long>();
        long? before = null;
        do
        {
            var page = (await _test.Host.ActivityAsync(_test.Home, _test.Owner, new ActivityQuery(Before: before, Limit: 7))).Value;
            paged.AddRange(page.Items.Select(line => line.Sequence));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(whole.Select(line => line.Sequence), paged);
        Assert.Equal(paged.OrderDescending(), paged);
    }

    [Fact]
    public async Task What_it_was_at_a_time_is_known_also_after_a_restart()
    {
        var start = _test.Time.GetUtcNow();
        foreach (var (value, minutes) in (IEnumerable<(int, int)>)[(10, -60), (20, -40), (30, -20)])
            await _test.ReportAsync(_lamp, $$"""{"light.meter":{{value}},"t":{{start.AddMinutes(minutes).ToUnixTimeMilliseconds()}}}""");
        await _test.RestartAsync();

        Assert.Empty(await Looking.AtAsync(_test, _lamp, start.AddMinutes(-61)));
        Assert.Equal(10, (await Looking.AtAsync(_test, _lamp, start.AddMinutes(-41)))["light.meter"].V.AsDouble());
        Assert.Equal(20, (await Looking.AtAsync(_test, _lamp, start.AddMinutes(-40)))["light.meter"].V.AsDouble());
        Assert.Equal(30, (await Looking.AtAsync(_test, _lamp, start))["light.meter"].V.AsDouble());
    }

    [Fact]
    public async Task A_history_has_the_points_asked_for_and_the_right_of_the_one_who_asks()
    {
        var start = _test.Time.GetUtcNow();
        var list = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"light.meter":{{i}},"t":{{start.AddMinutes(i - 100).ToUnixTimeMilliseconds()}}}"""));
        await _test.ReportAsync(_lamp, $"[{list}]");
        var child = await _test.AddPersonAsync(new PersonDraft("Kim", Role.Child));

        var history = await _test.Host.HistoryAsync(_test.Home, _bob, _lamp, "light.meter", start.AddHours(-3), start, 10);
        var hidden = await _test.Host.HistoryAsync(_test.Home, child, _lamp, "light.presence", start.AddHours(-3), start, 10);

        Assert.InRange(history.Value.Points.Count, 1, 10);
        Assert.Equal(100, history.Value.Points.Sum(point => point.Count));
        Assert.Equal("property.unknown", hidden.Fault!.Error.Code);
    }

    [Fact]
    public async Task A_guest_looks_back_to_their_first_hour_and_not_before()
    {
        var start = _test.Time.GetUtcNow();
        foreach (var (value, minutes) in (IEnumerable<(int, int)>)[(10, -60), (20, -10)])
            await _test.ReportAsync(_lamp, $$"""{"light.meter":{{value}},"t":{{start.AddMinutes(minutes).ToUnixTimeMilliseconds()}}}""");
        var guest = await _test.AddPersonAsync(new PersonDraft("Gus", Role.Guest, From: start.AddMinutes(-30), Until: start.AddDays(1)));

        var history = (await _test.Host.HistoryAsync(_test.Home, guest, _lamp, "light.meter", start.AddHours(-3), start, 100)).Value;
        var before = (await _test.Host.HistoryAsync(_test.Home, guest, _lamp, "light.meter", start.AddHours(-3), start.AddHours(-1).AddMinutes(1), 100)).Value;
        var then = (await _test.Host.AtAsync(_test.Home, guest, _lamp, start.AddMinutes(-45))).Value;
        var points = new List<double>();
        await foreach (var point in (await _test.Host.PointsAsync(_test.Home, guest, _lamp, "light.meter", start.AddHours(-3), start)).Value) points.Add(point.Value.AsDouble());

        Assert.Equal(1, history.Points.Sum(point => point.Count));
        Assert.Equal(0, before.Points.Sum(point => point.Count));
        Assert.Empty(then);
        Assert.Equal([20], points);
    }

    private async Task DoAsync(Caller caller, DeviceId device, bool on)
    {
        var running = Commanding.SetAsync(_test, caller, device, "light.on", on);
        _test.Host.Reply(_test.Home, device, (await _test.Link.NextAsync()).Id, Outcome.Done);
        await running;
    }
}
