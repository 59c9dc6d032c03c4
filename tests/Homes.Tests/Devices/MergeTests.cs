using Kith.Homes.Activity;
using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Scenes;
using Kith.Homes.Tests.Activity;
using Kith.Homes.Tests.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Devices;

/// <summary>A device of a bridge takes the place of another after it came.</summary>
public sealed class MergeTests : IAsyncLifetime
{
    private const string Via = "zigbee2mqtt";

    private TestHomes _test = null!;
    private RoomId _study;
    private DeviceId _old;
    private DeviceId _fresh;

    public async Task InitializeAsync()
    {
        _test = await TestHomes.StartAsync();
        _test.Host.AddLink(Via, _test.Link);
        await _test.Host.AddBridgeAsync(_test.Home, _test.Owner, "zigbee2mqtt", "Zigbee2MQTT", "zigbee2mqtt");
        _study = (await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Study")).Value.Id;
        _old = await AddAsync("0x1", "Lamp", _study);
        _fresh = await AddAsync("0x2", "IKEA light");
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task It_gets_the_others_id_name_room_favourites_scenes_and_history_and_its_own_id_is_gone_for_good()
    {
        await _test.Host.ArrangeAsync(_test.Home, _test.Owner, new Arrangement(Favourites: [_old]));
        var scene = (await _test.Host.AddSceneAsync(_test.Home, _test.Owner, "Evening", null, null, [new SceneStep(_old, new Dictionary<string, Value> { ["light.on"] = Value.Of(true) })], null)).Value;
        await _test.ReportAsync(_old, """{"light.meter":7}""");
        await _test.ReportAsync(_fresh, """{"light.meter":9}""");
        await _test.ComeAsync(_old, online: false);

        var replaced = (await _test.Host.ReplaceDeviceAsync(_test.Home, _test.Owner, _old, _fresh)).Value;
        var forgotten = await _test.Link.NextForgottenAsync();
        await _test.RestartAsync();

        Assert.Equal((_old, "Lamp", (RoomId?)_study, "0x2", true), (replaced.Id, replaced.Name, replaced.Room, replaced.NativeId, replaced.Online));
        Assert.Equal(9, replaced.Values["light.meter"].V.AsDouble());
        Assert.Equal(_old, forgotten);
        Assert.Equal([_old, scene.Id], (await _test.Host.DevicesAsync(_test.Home, _test.Owner)).Value.Select(device => device.Id));
        Assert.Equal(9, (await Looking.AtAsync(_test, _old, _test.Time.GetUtcNow()))["light.meter"].V.AsDouble());
        Assert.Equal([_old], (await _test.Host.ArrangementAsync(_test.Home, _test.Owner)).Value.Favourites!);
        Assert.Equal([_old], (await _test.Host.SceneAsync(_test.Home, _test.Owner, scene.Id)).Value.Steps.Select(step => step.Device));
        Assert.Contains(await Looking.ActivityAsync(_test), line => line.Said == new Said("replaced", "Lamp", "test.lamp 1"));
        // Listed again by its bridge it is the same device; the old radio, should it come back, is a new one, and neither gets the gone id.
        Assert.Equal(_old, await AddAsync("0x2", "IKEA light"));
        Assert.Equal("lamp-2", (await AddAsync("0x1", "Lamp")).ToString());
        Assert.Equal("ikea-light-2", (await AddAsync("0x3", "IKEA light")).ToString());
    }

    [Fact]
    public async Task What_waited_for_either_ends_and_commands_reach_the_one_that_took_the_place()
    {
        var running = Commanding.SetAsync(_test, _test.Owner, _old, "light.on", true);
        await _test.Link.NextAsync();

        await _test.Host.ReplaceDeviceAsync(_test.Home, _test.Owner, _old, _fresh);
        var again = Commanding.SetAsync(_test, _test.Owner, _old, "light.on", true);
        _test.Host.Reply(_test.Home, _old, (await _test.Link.NextAsync()).Id, Outcome.Done);

        Assert.Equal(OutcomeKind.Rejected, (await running).Value.Outcome.Kind);
        Assert.Equal(OutcomeKind.Done, (await again).Value.Outcome.Kind);
        Assert.Equal("device.unknown", (await Commanding.SetAsync(_test, _test.Owner, _fresh, "light.on", true)).Fault!.Error.Code);
    }

    [Fact]
    public async Task A_broken_native_device_may_be_followed_by_one_of_a_bridge_and_its_credential_ends()
    {
        var native = await _test.AddAsync(TestHomes.LampSpec(), "Desk");
        var credential = (await _test.Host.IssueAsync(_test.Home, _test.Owner, native)).Value;

        var replaced = (await _test.Host.ReplaceDeviceAsync(_test.Home, _test.Owner, native, _fresh)).Value;

        Assert.Equal((native, Via), (replaced.Id, replaced.Via));
        Assert.Null(await _test.Host.CredentialAsync(credential.Username));
    }

    [Fact]
    public async Task Nothing_takes_the_place_of_itself_of_another_kind_of_a_hub_or_where_it_must_know_its_id()
    {
        var native = await _test.AddAsync(TestHomes.LampSpec(), "Desk");
        var kettle = (await _test.Host.TakeInAsync(_test.Home, TestHomes.House, new DeviceDraft("Kettle", new Spec("test.kettle", 1, "test", "kettle", LocalText.Same("Kettle"), []), Via, "0x9"))).Value.Id;
        var hub = await _test.AddAsync(TestHomes.LampSpec(), "Hub");
        await _test.AddAsync(TestHomes.LampSpec(), "Child", hub: hub);
        var adult = await _test.AddPersonAsync(new PersonDraft("Bob", Role.Adult));

        Assert.Equal("request.invalid", await RefusedAsync(_fresh, _fresh));
        Assert.Equal("conflict", await RefusedAsync(_old, kettle));
        Assert.Equal("conflict", await RefusedAsync(_old, native));
        Assert.Equal("conflict", await RefusedAsync(hub, _fresh));
        Assert.Equal("device.unknown", await RefusedAsync(_old, DeviceId.FromName("Nothing")));
        Assert.Equal("device.unknown", await RefusedAsync(DeviceId.FromName("Nothing"), _fresh));
        Assert.Equal("right.missing", (await _test.Host.ReplaceDeviceAsync(_test.Home, adult, _old, _fresh)).Fault!.Error.Code);
        Assert.Equal("0x1", (await _test.DeviceAsync(_old)).NativeId);
    }

    private async Task<DeviceId> AddAsync(string address, string name, RoomId? room = null)
    {
        var id = (await _test.Host.TakeInAsync(_test.Home, TestHomes.House, new DeviceDraft(name, TestHomes.LampSpec(), Via, address, room))).Value.Id;
        await _test.ComeAsync(id);
        return id;
    }

    private async Task<string> RefusedAsync(DeviceId old, DeviceId fresh) => (await _test.Host.ReplaceDeviceAsync(_test.Home, _test.Owner, old, fresh)).Fault!.Error.Code;
}
