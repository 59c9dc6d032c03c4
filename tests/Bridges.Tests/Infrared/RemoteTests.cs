using Kith.Bridges.Infrared.Formats;
using Kith.Model.Commands;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>Remotes as devices of the home: what they are, what is sent for them, and what is assumed then.</summary>
public sealed class RemoteTests
{
    [Fact]
    public async Task A_television_has_what_a_networked_one_has_and_all_of_it_is_assumed()
    {
        await using var its = await InfraredHome.StartAsync();

        var remote = await its.ImportAsync(Sets.Television, "Telly");

        var spec = its.Watch.Specs[its.Device(remote).Spec];
        Assert.Equal(("television", "Telly", "Television"), (its.Device(remote).Type, its.Device(remote).Name, spec.Name.En));
        Assert.Equal(["television.input", "television.key", "television.on", "speaker.mute"], spec.Properties.Select(property => property.Address).OrderByDescending(address => address[0]).ThenBy(address => address));
        Assert.All(spec.Properties.Where(property => property.Access != 0), property => Assert.True(property.Assumed));
        foreach (var action in (string[])["television.toggle", "television.channel-up", "television.press-key", "speaker.volume-down", "remote.sleep"]) Assert.NotNull(spec.FindAction(action));
        Assert.Empty(its.Device(remote).Values);
    }

    [Fact]
    public async Task Its_buttons_are_sent_as_they_stand_in_the_file()
    {
        await using var its = await InfraredHome.StartAsync();
        var remote = await its.ImportAsync(Sets.Television, "Telly");

        Assert.Equal(OutcomeKind.Done, (await its.CallAsync(remote, "speaker.volume-up")).Kind);
        await AssertSentAsync(its, 0x02);
        Assert.Equal(OutcomeKind.Done, (await its.CallAsync(remote, "remote.sleep")).Kind);
        await AssertSentAsync(its, 0x0E);
        Assert.Equal(OutcomeKind.Done, (await its.CallAsync(remote, "television.press-key", ("key", its.Choice(remote, "television.key", "home")))).Kind);
        await AssertSentAsync(its, 0x7C);
        Assert.Equal(OutcomeKind.Done, (await its.SetAsync(remote, ("television.input", its.Choice(remote, "television.input", "hdmi-2")))).Kind);
        await AssertSentAsync(its, 0xCC);
        await its.Watch.UntilAsync("the input is assumed", home => home[remote, "television.input"] == its.Choice(remote, "television.input", "hdmi-2"));
        Assert.Equal("value.out_of_range", (await its.SetAsync(remote, ("television.input", Value.Of(99)))).Code);
    }

    [Fact]
    public async Task One_button_for_on_and_off_is_pressed_only_where_it_changes_something()
    {
        await using var its = await InfraredHome.StartAsync();
        var remote = await its.ImportAsync(Sets.Television, "Telly");

        await its.SetAsync(remote, ("television.on", Value.Of(true)));
        await AssertSentAsync(its, 0x08);
        await its.SetAsync(remote, ("television.on", Value.Of(true)));
        Assert.True(its.Blaster.IsSilent);
        await its.CallAsync(remote, "television.toggle");
        await AssertSentAsync(its, 0x08);
        await its.Watch.UntilAsync("it is assumed to be off", home => home[remote, "television.on"] == Value.Of(false));

        // Somebody used its own remote: that is said, and nothing is sent.
        Assert.True((await its.DoAsync("assume", new { remote, on = true })).Ok);
        await its.Watch.UntilAsync("it is assumed to be on", home => home[remote, "television.on"] == Value.Of(true));
        Assert.True(its.Blaster.IsSilent);
        await its.SetAsync(remote, ("television.on", Value.Of(false)));
        await AssertSentAsync(its, 0x08);
    }

    [Fact]
    public async Task Mode_temperature_and_fan_become_one_signal()
    {
        await using var its = await InfraredHome.StartAsync();
        var remote = await its.ImportAsync(Sets.AirConditioner, "Breeze");
        var property = its.Watch.Property(remote, "air-conditioner.target-temperature");
        Assert.Equal((20.0, 24.0), (property.Range!.Min, property.Range.Max));

        await its.SetAsync(remote, ("air-conditioner.on", Value.Of(true)), ("air-conditioner.mode", its.Choice(remote, "air-conditioner.mode", "heat")), ("air-conditioner.target-temperature", Value.Of(21.0)));
        await AssertStateAsync(its, 1, 0, 21);
        await its.SetAsync(remote, ("fan-control.fan-level", its.Choice(remote, "fan-control.fan-level", "high")));
        await AssertStateAsync(its, 1, 1, 21);
        await its.SetAsync(remote, ("air-conditioner.mode", its.Choice(remote, "air-conditioner.mode", "dry")));
        await AssertStateAsync(its, 2, 1, 21);
        await its.SetAsync(remote, ("air-conditioner.on", Value.Of(false)));
        Sets.AssertSame(Sets.Off, (await its.Blaster.NextAsync()).Times);

        // Off, a wish waits for when it goes on: any of its signals would switch it on.
        Assert.Equal(OutcomeKind.Done, (await its.SetAsync(remote, ("air-conditioner.target-temperature", Value.Of(23.0)))).Kind);
        Assert.True(its.Blaster.IsSilent);
        await its.SetAsync(remote, ("air-conditioner.on", Value.Of(true)));
        await AssertStateAsync(its, 2, 1, 23);
        await its.Watch.UntilAsync("all of it is assumed", home => home[remote, "air-conditioner.on"] == Value.Of(true) && home[remote, "air-conditioner.target-temperature"] == Value.Of(23.0));
        Assert.Equal("value.out_of_range", (await its.SetAsync(remote, ("air-conditioner.target-temperature", Value.Of(40.0)))).Code);
    }

    [Fact]
    public async Task What_a_table_lacks_gives_way_and_what_was_asked_for_does_not()
    {
        await using var its = await InfraredHome.StartAsync();
        var file = System.Text.Json.Nodes.JsonNode.Parse(Sets.AirConditioner)!;
        file["commands"]!["dry"] = new System.Text.Json.Nodes.JsonObject { ["auto"] = new System.Text.Json.Nodes.JsonObject { ["22"] = Broadlink.Write(Sets.State(2, 0, 22)) } };
        var remote = await its.ImportAsync(file.ToJsonString(), "Breeze");
        var dry = its.Choice(remote, "air-conditioner.mode", "dry");
        await its.SetAsync(remote, ("air-conditioner.on", Value.Of(true)), ("air-conditioner.target-temperature", Value.Of(20.0)), ("fan-control.fan-level", its.Choice(remote, "fan-control.fan-level", "high")));
        await AssertStateAsync(its, 0, 1, 20);

        await its.SetAsync(remote, ("air-conditioner.mode", dry));
        await AssertStateAsync(its, 2, 0, 22);
        await its.Watch.UntilAsync("the rest gave way", home => home[remote, "air-conditioner.target-temperature"] == Value.Of(22.0));
        var refused = await its.SetAsync(remote, ("air-conditioner.mode", dry), ("air-conditioner.target-temperature", Value.Of(24.0)));

        Assert.Equal((OutcomeKind.Rejected, "device.refused"), (refused.Kind, refused.Code));
        Assert.Contains("no such state", refused.Detail, StringComparison.Ordinal);
        Assert.True(its.Blaster.IsSilent);
    }

    [Fact]
    public async Task What_is_assumed_and_the_codes_outlive_a_restart()
    {
        await using var its = await InfraredHome.StartAsync();
        var remote = await its.ImportAsync(Sets.AirConditioner, "Breeze");
        await its.SetAsync(remote, ("air-conditioner.on", Value.Of(true)), ("air-conditioner.mode", its.Choice(remote, "air-conditioner.mode", "heat")), ("air-conditioner.target-temperature", Value.Of(23.0)));
        await AssertStateAsync(its, 1, 0, 23);
        var id = its.Device(remote).Id;
        await its.Watch.DisposeAsync();
        await its.Blaster.DisposeAsync();

        await its.House.StopAsync();
        await its.House.ResumeAsync();
        its.Blaster = await PlayedTasmota.StartAsync(its.House, its.Home, "ir-hall");
        its.Watch = await its.House.WatchAsync(its.Home);
        await its.Watch.UntilAsync("it is there again", home => home.Find(remote) is { Online: true });

        Assert.Equal((id, Value.Of(23.0)), (its.Device(remote).Id, its.Watch[remote, "air-conditioner.target-temperature"]));
        await its.SetAsync(remote, ("fan-control.fan-level", its.Choice(remote, "fan-control.fan-level", "high")));
        await AssertStateAsync(its, 1, 1, 23);
    }

    [Fact]
    public async Task A_blaster_that_is_away_takes_its_remotes_along_with_the_reason()
    {
        await using var its = await InfraredHome.StartAsync();
        var remote = await its.ImportAsync(Sets.Television, "Telly");

        await its.Blaster.CutAsync();
        await its.Watch.UntilAsync("it is offline", home => home.Find(remote) is { Online: false });

        Assert.Equal("its blaster Hall is not connected", its.House.Status(its.Home).Details!["remotes"]![0]!["why"]!.GetValue<string>());
        Assert.Equal(OutcomeKind.Offline, (await its.CallAsync(remote, "speaker.volume-up")).Kind);
        Assert.Equal("device.offline", (await its.DoAsync("send", new { remote, button = "Power" })).Fault!.Error.Code);
    }

    [Fact]
    public async Task What_a_blaster_refuses_is_said_in_its_words_and_nothing_is_assumed()
    {
        await using var its = await InfraredHome.StartAsync();
        var remote = await its.ImportAsync(Sets.Television, "Telly");
        its.Blaster.Answer = """{"Command":"Unknown"}""";

        var refused = await its.SetAsync(remote, ("television.on", Value.Of(true)));

        Assert.Equal((OutcomeKind.Rejected, "the blaster Hall says: Unknown command: it has no infrared"), (refused.Kind, refused.Detail));
        Assert.Empty(its.Device(remote).Values);
    }

    [Fact]
    public async Task Removed_in_the_home_its_codes_are_gone_too()
    {
        await using var its = await InfraredHome.StartAsync();
        var remote = await its.ImportAsync(Sets.Television, "Telly");

        Assert.True((await Kith.Homes.Devices.DeviceDeeds.RemoveDeviceAsync(its.House.Homes, its.Home.Id, its.Home.Owner, its.Device(remote).Id)).Ok);
        await its.House.StatusAsync(its.Home, status => status.Details!["remotes"]!.AsArray().Count == 0);

        Assert.Equal("not_found", (await its.DoAsync("send", new { remote, button = "Power" })).Fault!.Error.Code);
    }

    private static async Task AssertSentAsync(InfraredHome its, byte command)
    {
        var emitted = await its.Blaster.NextAsync();
        Sets.AssertSame(Sets.Nec(command), emitted.Times, emitted.CarrierHz);
    }

    private static async Task AssertStateAsync(InfraredHome its, int mode, int speed, int degrees) => Sets.AssertSame(Sets.State(mode, speed, degrees), (await its.Blaster.NextAsync()).Times);
}
