using Kith.Model.Specs;
using Kith.Model.Values;
using static Kith.Bridges.Tests.Zigbee2Mqtt.Samples;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>What no table knows, and buttons.</summary>
public sealed class OpenMappingTests
{
    [Fact]
    public void An_unknown_number_keeps_its_unit_range_and_step()
    {
        var device = Of("""[{"type":"numeric","name":"fading_time","label":"Fading time","property":"fading_time","access":3,"unit":"sec","value_min":0,"value_max":60,"value_step":5,"category":"config"}]""");
        var property = device.Spec.FindProperty("settings.fading-time")!;

        Assert.Equal(("second", "Fading time", Format.Float), (property.Unit, property.Title.En, property.Format));
        Assert.Equal(new ValueRange(0, 60, 5), property.Range);
        Assert.Equal("15", device.Write("settings.fading-time", Value.Of(15.0)));
        Assert.True(device.Confirms("settings.fading-time", Value.Of(15.0), """{"fading_time":15}"""));
    }

    [Fact]
    public void A_unit_that_nobody_knows_is_at_least_shown() =>
        Assert.Equal("Pulse (10 ms)", Of("""[{"type":"numeric","name":"pulse","label":"Pulse","property":"pulse","access":1,"unit":"10 ms"}]""").Spec.FindProperty("more.pulse")!.Title.En);

    [Fact]
    public void A_choice_keeps_its_number_when_a_definition_gains_another()
    {
        const string before = """[{"type":"enum","name":"mood","property":"mood","access":3,"values":["calm","bright"]}]""";
        const string after = """[{"type":"enum","name":"mood","property":"mood","access":3,"values":["angry","calm","bright"]}]""";

        Assert.Equal(Of(before).Read("more.mood", """{"mood":"bright"}"""), Of(after).Read("more.mood", """{"mood":"bright"}"""));
        Assert.NotEqual(Of(before).Spec.Product, Of(after).Spec.Product);
        Assert.Equal(Of(before).Spec.Product, Of(before).Spec.Product);
    }

    [Fact]
    public void A_composite_is_taken_apart_and_a_list_is_a_text_of_json()
    {
        var device = Of("""
            [{"type":"composite","name":"pulse","property":"pulse","access":2,"features":[
               {"type":"enum","name":"mode","property":"mode","access":2,"values":["stop","once"]},{"type":"numeric","name":"duration","property":"duration","access":2,"unit":"s"}]},
             {"type":"list","name":"gradient","property":"gradient","access":7,"item_type":{"type":"text","name":"hex"}}]
            """);

        Assert.Equal(["pulse", "duration"], device.Find("more.pulse.duration")!.Path);
        Assert.Equal(Access.Write, device.Spec.FindProperty("more.pulse.mode")!.Access);
        Assert.Equal("""["#FF0000","#00FF00"]""", device.Write("more.gradient", Value.Of("""["#FF0000", "#00FF00"]""")));
        Assert.True(device.Confirms("more.gradient", Value.Of("""["#FF0000", "#00FF00"]"""), """{"gradient":["#FF0000","#00FF00"]}"""));
    }

    [Fact]
    public void A_single_value_that_can_only_be_sent_is_an_action()
    {
        var device = Of("""[{"type":"enum","name":"identify","property":"identify","access":2,"values":["identify"]},{"type":"enum","name":"reset","property":"reset","access":2,"values":["now"]}]""");

        Assert.NotNull(device.Spec.FindAction("identify.identify"));
        Assert.Equal((Value.Of("now"), "reset"), (device.FindPress("more.reset")!.Raw, device.FindPress("more.reset")!.Path[0]));
    }

    [Fact]
    public void Presses_are_events_of_their_button()
    {
        var remote = Of("""[{"type":"enum","name":"action","property":"action","access":1,"values":["1_single","1_double","2_hold","button_3_release","toggle","brightness_step_up","recall_*"]}]""");
        var happenings = Assert.Single(remote.Happenings);

        Assert.Equal("scene-switch", remote.Spec.Type);
        Assert.Equal("button-1.click", happenings.AddressOf("1_single"));
        Assert.Equal("button-1.double-click", happenings.AddressOf("1_double"));
        Assert.Equal("button-2.long-press", happenings.AddressOf("2_hold"));
        Assert.Equal("button-3.release", happenings.AddressOf("button_3_release"));
        Assert.Equal("button.toggle", happenings.AddressOf("toggle"));
        Assert.Equal("button.recall", happenings.AddressOf("recall_17"));
        Assert.Null(happenings.AddressOf("never heard of"));
        Assert.All(happenings.Events.Values, address => Assert.NotNull(remote.Spec.FindEvent(address)));
    }

    [Fact]
    public void What_a_lock_tells_is_no_button()
    {
        var happenings = Assert.Single(Of("""[{"type":"enum","name":"action","property":"action","access":1,"values":["key_lock","key_unlock"]}]""").Happenings);

        Assert.Equal("events.key-lock", happenings.AddressOf("key_lock"));
    }

    [Fact]
    public void A_definition_with_nothing_in_it_is_a_device_with_a_radio()
    {
        var device = Of("[]");

        Assert.Equal("device", device.Spec.Type);
        Assert.NotNull(device.Spec.FindProperty("radio-link.link-quality"));
    }
}
