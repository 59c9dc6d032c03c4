using Kith.Homes.Devices;
using Kith.Homes.Groups;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Tests.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Groups;

/// <summary>Three ceiling lights that are one.</summary>
public sealed class GroupTests : IAsyncLifetime
{
    private TestHomes _test = null!;
    private RoomId _kitchen, _hall;
    private DeviceId _one, _two, _three, _group;

    public async Task InitializeAsync()
    {
        _test = await TestHomes.StartAsync();
        _kitchen = (await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Kitchen")).Value.Id;
        _hall = (await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Hall")).Value.Id;
        _one = await _test.AddAsync(TestHomes.LampSpec(), "One", _kitchen);
        _two = await _test.AddAsync(TestHomes.LampSpec(), "Two", _kitchen);
        _three = await _test.AddAsync(TestHomes.LampSpec(), "Three", _kitchen);
        _group = (await AddAsync(_one, _two, _three)).Value.Id;
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task It_can_what_all_can_is_where_all_are_and_is_on_when_one_is_with_the_mean_of_those()
    {
        await _test.ReportAsync(_one, """{"light.on":true,"light.brightness":40}""");
        await _test.ReportAsync(_two, """{"light.on":true,"light.brightness":61}""");
        await _test.ReportAsync(_three, """{"light.on":false,"light.brightness":100}""");

        var group = await _test.DeviceAsync(_group);

        Assert.Equal(("light", (RoomId?)_kitchen, true), (group.Type, group.Room, group.Online));
        Assert.Equal((true, 50L), (group.Values["light.on"].V.AsBool(), group.Values["light.brightness"].V.AsInteger()));
        Assert.Equal([_one, _two, _three], (await _test.Host.GroupAsync(_test.Home, _test.Owner, _group)).Value.Members);
        await _test.ReportAsync(_one, """{"light.on":false}""");
        Assert.Equal((true, 61L), await NowAsync());
        await _test.ReportAsync(_two, """{"light.on":false}""");
        Assert.False((await NowAsync()).On);
    }

    [Fact]
    public async Task A_command_goes_to_all_and_is_done_when_all_have_done_it()
    {
        var running = Commanding.SetAsync(_test, _test.Owner, _group, "light.on", true);
        var told = new List<Operation>();
        for (var i = 0; i < 3; i++) told.Add(await _test.Link.NextAsync());
        foreach (var part in told) _test.Host.Reply(_test.Home, part.Device, part.Id, Outcome.Done);
        var whole = (await running).Value;

        Assert.Equal(OutcomeKind.Done, whole.Outcome.Kind);
        Assert.Equal([_one, _two, _three], told.Select(part => part.Device));
        Assert.All(told, part => Assert.Equal((whole.Id, "Ann"), (part.PartOf, part.Cause.Name)));
        Assert.True((await _test.DeviceAsync(_group)).Values["light.on"].V.AsBool());
    }

    [Fact]
    public async Task Who_did_not_do_it_is_named()
    {
        await _test.ComeAsync(_three, online: false);
        var running = _test.Host.CallAsync(_test.Home, _test.Owner, _group, "light.dim", new Dictionary<string, Value> { ["brightness"] = Value.Of(20) }).AsTask();
        for (var i = 0; i < 2; i++)
        {
            var part = await _test.Link.NextAsync();
            Assert.Equal(20, part.In!["brightness"].AsInteger());
            _test.Host.Reply(_test.Home, part.Device, part.Id, i == 0 ? Outcome.Done : Outcome.Rejected(new Fault(ErrorCodes.DeviceRefused, "too hot")));
        }
        var outcome = (await running).Value.Outcome;

        Assert.Equal((OutcomeKind.Rejected, "device.partly"), (outcome.Kind, outcome.Code));
        Assert.Equal(["Three: device.offline", "Two: device.refused"], outcome.Detail!.Split(", ").Order());
    }

    [Fact]
    public async Task It_is_there_while_one_of_them_is_also_after_a_restart()
    {
        foreach (var lamp in (DeviceId[])[_one, _two]) await _test.ComeAsync(lamp, online: false);
        Assert.True((await _test.DeviceAsync(_group)).Online);
        await _test.ComeAsync(_three, online: false);
        Assert.False((await _test.DeviceAsync(_group)).Online);

        await _test.RestartAsync();
        Assert.False((await _test.DeviceAsync(_group)).Online);
        await _test.ComeAsync(_two);

        Assert.True((await _test.DeviceAsync(_group)).Online);
        Assert.Equal([_one, _two, _three], (await _test.Host.GroupAsync(_test.Home, _test.Owner, _group)).Value.Members);
    }

    [Fact]
    public async Task Who_may_not_see_one_of_them_neither_sees_nor_steers_the_group()
    {
        var guest = await _test.AddPersonAsync(new PersonDraft("Gus", Role.Guest, Rooms: [_kitchen]));
        Assert.True((await _test.Host.DeviceAsync(_test.Home, guest, _group)).Ok);

        await _test.Host.ChangeDeviceAsync(_test.Home, _test.Owner, _three, null, new Change<RoomId?>(_hall), null, null);

        Assert.Null((await _test.DeviceAsync(_group)).Room);
        Assert.Equal("device.unknown", (await _test.Host.DeviceAsync(_test.Home, guest, _group)).Fault!.Error.Code);
        Assert.Equal("device.unknown", (await Commanding.SetAsync(_test, guest, _group, "light.on", true)).Fault!.Error.Code);
        Assert.Empty((await _test.Host.GroupsAsync(_test.Home, guest)).Value);
        Assert.Equal("not_found", (await _test.Host.GroupAsync(_test.Home, guest, _group)).Fault!.Error.Code);
        Assert.Equal("conflict", (await _test.Host.ChangeDeviceAsync(_test.Home, _test.Owner, _group, null, new Change<RoomId?>(_kitchen), null, null)).Fault!.Error.Code);
        await _test.Host.RemoveDeviceAsync(_test.Home, _test.Owner, _three);
        Assert.Equal(_kitchen, (await _test.DeviceAsync(_group)).Room);
    }

    [Fact]
    public async Task What_one_of_them_risks_and_senses_the_group_does()
    {
        var child = await _test.AddPersonAsync(new PersonDraft("Kim", Role.Child));
        await _test.ReportAsync(_one, """{"light.presence":true}""");

        Assert.Equal("right.missing", (await Commanding.SetAsync(_test, child, _group, "light.watchdog", true)).Fault!.Error.Code);
        Assert.Equal("confirmation.needed", (await Commanding.SetAsync(_test, _test.Owner, _group, "light.watchdog", true)).Fault!.Error.Code);
        Assert.True((await _test.DeviceAsync(_group)).Values["light.presence"].V.AsBool());
        Assert.False((await _test.Host.DeviceAsync(_test.Home, child, _group)).Value.Values.ContainsKey("light.presence"));
    }

    [Fact]
    public async Task What_it_can_and_risks_is_reckoned_again_when_a_member_becomes_another_or_goes()
    {
        async Task<(Access Access, Risk Risk)?> OnAsync() => (await _test.Host.SnapshotAsync(_test.Home, _test.Owner)).Value is var home
            && home.Specs[home.Devices.Single(device => device.Id == _group).Spec].FindProperty("light.on") is { } on ? (on.Access, on.Risk) : null;
        Assert.Equal(Risk.Comfort, (await OnAsync())!.Value.Risk);

        await _test.Host.TakeInAsync(_test.Home, TestHomes.House, new DeviceDraft("Two", TestHomes.LampSpec(2, risk: Risk.Safety), "test", "native-Two"));
        Assert.Equal(Risk.Safety, (await OnAsync())!.Value.Risk);
        Assert.Equal("confirmation.needed", (await Commanding.SetAsync(_test, _test.Owner, _group, "light.on", true)).Fault!.Error.Code);

        await _test.RestartAsync();
        Assert.Equal(Risk.Safety, (await OnAsync())!.Value.Risk);
        await _test.Host.RemoveDeviceAsync(_test.Home, _test.Owner, _two);
        Assert.Equal(Risk.Comfort, (await OnAsync())!.Value.Risk);
    }

    [Fact]
    public async Task Members_come_and_go_and_a_removed_device_goes_out_of_it()
    {
        await _test.ReportAsync(_one, """{"light.on":true}""");
        var missed = (await _test.Host.DependentsAsync(_test.Home, _test.Owner, _one)).Value;

        await _test.Host.RemoveDeviceAsync(_test.Home, _test.Owner, _one);
        var left = (await _test.Host.GroupAsync(_test.Home, _test.Owner, _group)).Value.Members;
        var changed = (await _test.Host.ChangeGroupAsync(_test.Home, _test.Owner, _group, [_three, _two, _three])).Value;
        await _test.Host.RemoveDeviceAsync(_test.Home, _test.Owner, _group);

        Assert.Equal(("group", "Ceiling"), (Assert.Single(missed).Kind, missed[0].Name));
        Assert.Equal([_two, _three], left);
        Assert.Equal([_three, _two], changed.Members);
        Assert.Empty((await _test.Host.GroupsAsync(_test.Home, _test.Owner)).Value);
        Assert.Equal([_two, _three], (await _test.Host.DevicesAsync(_test.Home, _test.Owner)).Value.Select(device => device.Id));
    }

    [Fact]
    public async Task A_group_is_of_two_devices_at_least_of_one_type_and_of_no_group()
    {
        var kettle = (await _test.Host.TakeInAsync(_test.Home, TestHomes.House, new DeviceDraft("Kettle", new Spec("test.kettle", 1, "test", "kettle", LocalText.Same("Kettle"), []), "test", "kettle"))).Value.Id;
        var adult = await _test.AddPersonAsync(new PersonDraft("Bob", Role.Adult));

        foreach (var members in (DeviceId[][])[[], [_one, _one], [_one, kettle], [_one, _group]])
            Assert.Equal(("request.invalid", "members"), ((await AddAsync(members)).Fault!.Error.Code, (await AddAsync(members)).Fault!.Field));
        Assert.Equal("device.unknown", (await AddAsync(_one, DeviceId.FromName("Nothing"))).Fault!.Error.Code);
        Assert.Equal("right.missing", (await _test.Host.AddGroupAsync(_test.Home, adult, "Ceiling", null, [_one, _two])).Fault!.Error.Code);
    }

    private ValueTask<Result<GroupView>> AddAsync(params DeviceId[] members) => _test.Host.AddGroupAsync(_test.Home, _test.Owner, "Ceiling", null, members);

    private async Task<(bool On, long Brightness)> NowAsync()
    {
        var values = (await _test.DeviceAsync(_group)).Values;
        return (values["light.on"].V.AsBool(), values["light.brightness"].V.AsInteger());
    }
}
