using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.Rooms;
using Kith.Homes.Tests.Activity;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Devices;

public sealed class DeviceTests
{
    [Fact]
    public async Task No_other_device_gets_the_id_of_a_removed_one_and_the_same_thing_gets_it_back()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        await test.ReportAsync(lamp, """{"light.meter":1}""");
        await test.Host.RemoveDeviceAsync(test.Home, test.Owner, lamp);
        await test.RestartAsync();

        var other = (await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft("Lamp", TestHomes.LampSpec(), "test", "another", Id: lamp))).Value;
        var same = (await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft("Found again", TestHomes.LampSpec(), "test", "native-Lamp"))).Value;

        Assert.NotEqual(lamp, other.Id);
        Assert.Equal((lamp, "Found again"), (same.Id, same.Name));
    }

    [Fact]
    public async Task A_removed_devices_credential_ends_with_it()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var issued = (await test.Host.IssueAsync(test.Home, test.Owner, lamp)).Value;
        var ended = new TaskCompletionSource<string>();
        test.Host.CredentialEnded += (_, _, subject, _) => ended.TrySetResult(subject);

        await test.Host.RemoveDeviceAsync(test.Home, test.Owner, lamp);

        Assert.Equal(lamp.ToString(), await ended.Task.WaitAsync(TestHomes.Patience));
        Assert.Null(await test.Host.CredentialAsync(issued.Username));
        Assert.Equal(lamp, await test.Link.NextForgottenAsync());
    }

    [Fact]
    public async Task A_new_credential_ends_the_old_one()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var first = (await test.Host.IssueAsync(test.Home, test.Owner, lamp)).Value;

        var second = (await test.Host.IssueAsync(test.Home, test.Owner, lamp)).Value;

        Assert.Null(await test.Host.CredentialAsync(first.Username));
        Assert.True((await test.Host.CredentialAsync(second.Username))!.Matches(System.Text.Encoding.UTF8.GetBytes(second.Password)));
        await test.Host.RevokeAsync(test.Home, test.Owner, lamp);
        Assert.Null(await test.Host.CredentialAsync(second.Username));
        Assert.Equal("not_found", (await test.Host.CredentialOfAsync(test.Home, test.Owner, lamp)).Fault!.Error.Code);
    }

    [Fact]
    public async Task A_hub_takes_its_children_with_it()
    {
        await using var test = await TestHomes.StartAsync();
        var hub = await test.AddAsync(TestHomes.LampSpec(), "Hub");
        var child = await test.AddAsync(TestHomes.LampSpec(), "Child", hub: hub);
        var stays = await test.AddAsync(TestHomes.LampSpec(), "Stays");

        await test.Host.RemoveDeviceAsync(test.Home, test.Owner, hub);

        Assert.Equal(stays, (await test.Host.DevicesAsync(test.Home, test.Owner)).Value.Single().Id);
        Assert.Equal([child, hub], [await test.Link.NextForgottenAsync(), await test.Link.NextForgottenAsync()]);
    }

    [Fact]
    public async Task A_device_cannot_change_what_other_devices_of_its_product_can_do()
    {
        await using var test = await TestHomes.StartAsync();
        await test.AddAsync(TestHomes.LampSpec(), "First");
        var tame = new Model.Specs.Spec("test.lamp", 1, "test", "light", Model.Values.LocalText.Same("Lamp"),
            [new Model.Specs.Service { Id = "light", Type = "light", Name = Model.Values.LocalText.Same("Light"), Properties = [TestHomes.LampSpec().Properties[0]] }]);

        var refused = await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft("Second", tame, "test", "second"));
        var alone = await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft("First", tame, "test", "native-First"));

        Assert.Equal(("conflict", "spec"), (refused.Fault!.Error.Code, refused.Fault.Field));
        Assert.True(alone.Ok, "the only device of a product may change: that is a maker at work");
    }

    [Fact]
    public async Task Values_keep_their_addresses_when_a_device_gets_a_new_version()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        await test.ReportAsync(lamp, """{"light.brightness":40}""");

        await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft("Lamp", TestHomes.LampSpec(2), "test", "native-Lamp"));
        await test.RestartAsync();

        var device = await test.DeviceAsync(lamp);
        Assert.Equal(("test.lamp:2", 40), (device.Spec, device.Values["light.brightness"].V.AsInteger()));
    }

    [Fact]
    public async Task Devices_are_renamed_moved_and_ordered_and_stay_so()
    {
        await using var test = await TestHomes.StartAsync();
        var room = (await test.Host.AddRoomAsync(test.Home, test.Owner, "Study", "First floor")).Value;
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        await test.Host.ChangeDeviceAsync(test.Home, test.Owner, lamp, "Desk", new Change<RoomId?>(room.Id), "desk-lamp", 7);
        var nowhere = await test.Host.ChangeDeviceAsync(test.Home, test.Owner, lamp, null, new Change<RoomId?>(RoomId.FromName("Nowhere")), null, null);
        var nameless = await test.Host.ChangeDeviceAsync(test.Home, test.Owner, lamp, " ", null, null, null);
        await test.RestartAsync();

        var device = await test.DeviceAsync(lamp);
        Assert.Equal(("Desk", (RoomId?)room.Id, "desk-lamp", 7), (device.Name, device.Room, device.Icon, device.Order));
        Assert.Equal(("not_found", "request.invalid"), (nowhere.Fault!.Error.Code, nameless.Fault!.Error.Code));
        Assert.Contains(await Looking.ActivityAsync(test), line => line.Said is { What: "renamed", Name: "Lamp", To: "Desk" });
    }

    [Fact]
    public async Task A_restart_leaves_nobody_connected_and_says_so()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());

        await test.RestartAsync();

        Assert.False((await test.DeviceAsync(lamp)).Online);
        var line = (await Looking.ActivityAsync(test)).First(line => line.Kind == "presence");
        Assert.Equal(("offline", "system"), (line.Subject, line.Cause));
    }

    [Fact]
    public async Task Two_bridges_made_at_once_do_not_share_a_topic_or_an_id()
    {
        await using var test = await TestHomes.StartAsync();

        var same = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => test.Host.AddBridgeAsync(test.Home, test.Owner, "zigbee2mqtt", "Zigbee", "zigbee2mqtt").AsTask()));
        var other = await test.Host.AddBridgeAsync(test.Home, test.Owner, "zigbee2mqtt", "Zigbee", "upstairs");

        Assert.Single(same, added => added.Ok);
        Assert.All(same.Where(added => !added.Ok), refused => Assert.Equal("conflict", refused.Fault!.Error.Code));
        Assert.Equal("zigbee-2", other.Value.Bridge.Id.ToString());
        await test.RestartAsync();
        Assert.Equal(2, (await test.Host.BridgesAsync(test.Home, test.Owner)).Value.Count);
    }

    [Fact]
    public async Task A_bridge_goes_with_its_devices_and_its_credential()
    {
        await using var test = await TestHomes.StartAsync();
        var added = (await test.Host.AddBridgeAsync(test.Home, test.Owner, "zigbee2mqtt", "zigbee2mqtt", "zigbee2mqtt")).Value;
        for (var i = 0; i < 3; i++)
            await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft($"Bulb {i}", TestHomes.LampSpec(), BridgeDeeds.ViaOf(added.Bridge), $"0x{i}"));

        var removed = await test.Host.RemoveBridgeAsync(test.Home, test.Owner, added.Bridge.Id);

        Assert.True(removed.Value);
        Assert.Empty((await test.Host.DevicesAsync(test.Home, test.Owner)).Value);
        Assert.Null(await test.Host.CredentialAsync(added.Credential.Username));
        Assert.Equal("not_found", (await test.Host.RemoveBridgeAsync(test.Home, test.Owner, added.Bridge.Id)).Fault!.Error.Code);
    }
}
