using Kith.Homes.Activity;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Tests.Activity;
using Kith.Homes.Tests.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Devices;

public sealed class ReplaceTests : IAsyncLifetime
{
    private TestHomes _test = null!;
    private RoomId _study;
    private DeviceId _lamp;

    public async Task InitializeAsync()
    {
        _test = await TestHomes.StartAsync();
        _study = (await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Study")).Value.Id;
        _lamp = await _test.AddAsync(TestHomes.LampSpec(), "Lamp", _study);
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task A_new_device_takes_over_id_name_room_favourites_and_history()
    {
        await _test.Host.ArrangeAsync(_test.Home, _test.Owner, new Arrangement(Favourites: [_lamp]));
        await _test.ReportAsync(_lamp, """{"light.meter":7}""");

        var taken = await TakeInAsync("new-serial", TestHomes.LampSpec(product: "other.lamp"));
        await _test.RestartAsync();

        Assert.Equal((_lamp, "Lamp", (RoomId?)_study, "new-serial", "other.lamp:1"), (taken.Id, taken.Name, taken.Room, taken.NativeId, taken.Spec));
        Assert.Single((await _test.Host.DevicesAsync(_test.Home, _test.Owner)).Value);
        Assert.Equal(7, (await Looking.AtAsync(_test, _lamp, _test.Time.GetUtcNow()))["light.meter"].V.AsDouble());
        Assert.Equal([_lamp], (await _test.Host.ArrangementAsync(_test.Home, _test.Owner)).Value.Favourites!);
        Assert.Contains(await Looking.ActivityAsync(_test), line => line.Said == new Said("replaced", "Lamp", "other.lamp 1"));
    }

    [Fact]
    public async Task What_waited_for_the_old_one_ends_and_the_new_one_is_reached()
    {
        var running = Commanding.SetAsync(_test, _test.Owner, _lamp, "light.on", true);
        await _test.Link.NextAsync();

        await TakeInAsync("new-serial", TestHomes.LampSpec());

        Assert.Equal(OutcomeKind.Rejected, (await running).Value.Outcome.Kind);
        var again = Commanding.SetAsync(_test, _test.Owner, _lamp, "light.on", true);
        _test.Host.Reply(_test.Home, _lamp, (await _test.Link.NextAsync()).Id, Outcome.Done);
        Assert.Equal(OutcomeKind.Done, (await again).Value.Outcome.Kind);
    }

    [Fact]
    public async Task The_old_thing_comes_back_as_another_device_only()
    {
        await TakeInAsync("new-serial", TestHomes.LampSpec());

        var back = (await _test.Host.TakeInAsync(_test.Home, TestHomes.House, new DeviceDraft("Lamp", TestHomes.LampSpec(), "test", "native-Lamp"))).Value;

        Assert.Equal("lamp-2", back.Id.ToString());
    }

    [Fact]
    public async Task Nothing_takes_the_place_of_another_kind_of_nobody_or_of_two()
    {
        var fan = await _test.AddAsync(TestHomes.LampSpec(), "Fan");
        var kettle = new Model.Specs.Spec("test.kettle", 1, "test", "kettle", Model.Values.LocalText.Same("Kettle"), []);

        Assert.Equal("conflict", await RefusedAsync(new DeviceDraft("Kettle", kettle, "test", "kettle-1", Replaces: _lamp)));
        Assert.Equal("device.unknown", await RefusedAsync(new DeviceDraft("Lamp", TestHomes.LampSpec(), "test", "new", Replaces: DeviceId.FromName("Nothing"))));
        Assert.Equal("conflict", await RefusedAsync(new DeviceDraft("Fan", TestHomes.LampSpec(), "test", "native-Fan", Replaces: _lamp)));
        Assert.Equal("native-Lamp", (await _test.DeviceAsync(_lamp)).NativeId);
        Assert.Equal("native-Fan", (await _test.DeviceAsync(fan)).NativeId);
    }

    [Fact]
    public async Task Who_would_miss_a_device_is_told_before_it_is_removed()
    {
        var child = (await _test.Host.TakeInAsync(_test.Home, TestHomes.House, new DeviceDraft("Bulb", TestHomes.LampSpec(), "test", "bulb", Hub: _lamp))).Value;
        await _test.Host.ArrangeAsync(_test.Home, _test.Owner, new Arrangement(Favourites: [_lamp]));
        var adult = await _test.AddPersonAsync(new PersonDraft("Bob", Role.Adult));

        var missed = (await _test.Host.DependentsAsync(_test.Home, _test.Owner, _lamp)).Value;

        Assert.Equal([("device", child.Id.ToString(), "Bulb")], missed.Where(one => one.Kind == "device").Select(one => (one.Kind, one.Id, one.Name)));
        Assert.Equal(["Ann"], missed.Where(one => one.Kind == "favourite").Select(one => one.Name));
        Assert.Empty((await _test.Host.DependentsAsync(_test.Home, _test.Owner, child.Id)).Value);
        Assert.Equal("right.missing", (await _test.Host.DependentsAsync(_test.Home, adult, _lamp)).Fault!.Error.Code);
    }

    private async Task<DeviceView> TakeInAsync(string native, Model.Specs.Spec spec) =>
        (await _test.Host.TakeInAsync(_test.Home, TestHomes.House, new DeviceDraft("Whatever", spec, "test", native, Replaces: _lamp))).Value;

    private async Task<string> RefusedAsync(DeviceDraft draft) => (await _test.Host.TakeInAsync(_test.Home, TestHomes.House, draft)).Fault!.Error.Code;
}
