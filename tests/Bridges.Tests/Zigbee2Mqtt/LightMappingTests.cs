using Kith.Model.Values;
using static Kith.Bridges.Tests.Zigbee2Mqtt.Samples;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

public sealed class LightMappingTests
{
    private const string HueOnly = """
        [{"type":"light","features":[{"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF"},
          {"type":"composite","name":"color_hs","property":"color","access":7,"features":[{"type":"numeric","name":"hue","property":"hue","access":7},{"type":"numeric","name":"saturation","property":"saturation","access":7}]}]}]
        """;

    [Fact]
    public void A_state_of_the_colour_bulb_is_read_in_the_specs_units()
    {
        var bulb = Recorded("LED1624G9");
        const string white = """{"state":"ON","brightness":127,"color_mode":"color_temp","color_temp":370,"color":{"x":0.46,"y":0.41},"linkquality":120}""";

        Assert.Equal(Value.Of(true), bulb.Read("light.on", white));
        Assert.Equal(Value.Of(50), bulb.Read("light.brightness", white));
        Assert.Equal(Value.Of(2703), bulb.Read("light.color-temperature", white));
        Assert.Equal(Value.Of(0), bulb.Read("light.mode", white));
        Assert.Equal(Value.Of(120), bulb.Read("radio-link.link-quality", white));
    }

    [Fact]
    public void Its_colour_means_nothing_while_it_shines_white_and_the_other_way_round()
    {
        var bulb = Recorded("LED1624G9");

        Assert.True(bulb.Read("light.color", """{"color_mode":"color_temp","color":{"x":0.46,"y":0.41}}""").IsNone);
        Assert.True(bulb.Read("light.color-temperature", """{"color_mode":"xy","color_temp":370}""").IsNone);
        Assert.Equal(Value.Of(1), bulb.Read("light.mode", """{"color_mode":"hs"}"""));
    }

    [Fact]
    public void Every_percent_of_brightness_comes_back_as_it_was_sent()
    {
        var bulb = Recorded("LED1624G9");
        for (var percent = 1; percent <= 100; percent++)
        {
            var sent = bulb.Write("light.brightness", Value.Of(percent));
            Assert.Equal(Value.Of(percent), bulb.Read("light.brightness", $$"""{"brightness":{{sent}}}"""));
            Assert.True(bulb.Confirms("light.brightness", Value.Of(percent), $$"""{"brightness":{{sent}}}"""));
        }
        Assert.False(bulb.Confirms("light.brightness", Value.Of(40), """{"brightness":120}"""));
    }

    [Fact]
    public void A_colour_temperature_is_confirmed_in_mired()
    {
        var bulb = Recorded("LED1624G9");

        Assert.Equal("370", bulb.Write("light.color-temperature", Value.Of(2700)));
        Assert.True(bulb.Confirms("light.color-temperature", Value.Of(2700), """{"color_mode":"color_temp","color_temp":370}"""));
        Assert.False(bulb.Confirms("light.color-temperature", Value.Of(4000), """{"color_mode":"color_temp","color_temp":370}"""));
        var range = bulb.Spec.FindProperty("light.color-temperature")!.Range!;
        Assert.Equal((2000, 6535), (range.Min, range.Max));
    }

    [Theory]
    [InlineData(0xFF0000, 0.6401, 0.33)]
    [InlineData(0x00FF00, 0.3, 0.6)]
    [InlineData(0x0000FF, 0.15, 0.06)]
    [InlineData(0xFFFFFF, 0.3127, 0.329)]
    public void The_corners_of_srgb_are_where_the_standard_says(int rgb, double x, double y)
    {
        var bulb = Recorded("LED1624G9");
        var sent = Element(bulb.Write("light.color", Value.Of(rgb)));

        Assert.Equal(x, sent.GetProperty("x").GetDouble(), 2);
        Assert.Equal(y, sent.GetProperty("y").GetDouble(), 2);
        AssertNear(rgb, bulb.Read("light.color", $$"""{"color_mode":"xy","color":{{sent.GetRawText()}}}""").AsInteger());
    }

    [Fact]
    public void A_light_that_knows_hue_alone_is_spoken_to_in_hue()
    {
        var strip = Of(HueOnly);
        var sent = strip.Write("light.color", Value.Of(0xFF8000));

        Assert.Equal("""{"hue":30,"saturation":100}""", sent);
        AssertNear(0xFF8000, strip.Read("light.color", $$"""{"color":{{sent}}}""").AsInteger());
        Assert.True(strip.Confirms("light.color", Value.Of(0xFF0000), """{"color":{"hue":359,"saturation":99}}"""));
    }

    [Fact]
    public void A_gang_of_switches_is_one_service_each()
    {
        var gangs = Of("""
            [{"type":"switch","endpoint":"left","features":[{"type":"binary","name":"state","property":"state_left","access":7,"value_on":"ON","value_off":"OFF"}]},
             {"type":"switch","endpoint":"right","features":[{"type":"binary","name":"state","property":"state_right","access":7,"value_on":"ON","value_off":"OFF"}]},
             {"type":"enum","name":"power_on_behavior","endpoint":"left","property":"power_on_behavior_left","access":7,"values":["off","previous","on"]}]
            """);

        Assert.Equal("switch", gangs.Spec.Type);
        Assert.Equal(Value.Of(true), gangs.Read("switch-left.on", """{"state_left":"ON","state_right":"OFF"}"""));
        Assert.Equal(["state_right"], gangs.Find("switch-right.on")!.Path);
        Assert.Equal(Value.Of(2), gangs.Read("switch-left.default-power-on-state", """{"power_on_behavior_left":"previous"}"""));
    }

    /// <summary>Within 2 of 255 in each channel: four digits of x and y are sent.</summary>
    private static void AssertNear(long expected, long actual)
    {
        for (var shift = 0; shift <= 16; shift += 8)
            Assert.True(Math.Abs(((expected >> shift) & 255) - ((actual >> shift) & 255)) <= 2, $"{expected:X6} came back as {actual:X6}");
    }

    [Fact]
    public void What_a_light_does_after_a_power_cut_and_its_effects_are_the_librarys()
    {
        var bulb = Recorded("LED1624G9");

        Assert.Equal("370", bulb.Write("light.startup-color-temperature", Value.Of(2703)));
        Assert.True(bulb.Read("light.startup-color-temperature", """{"color_temp_startup":65535}""").IsNone);
        Assert.Equal("\"okay\"", bulb.Write("light.effect", Value.Of(4)));

        var hue = Of("""
            [{"type":"light","features":[{"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF"}]},
             {"type":"numeric","name":"effect_speed","property":"effect_speed","access":3,"value_min":0,"value_max":1},
             {"type":"text","name":"effect_color","property":"effect_color","access":2}]
            """);
        Assert.Equal("0.25", hue.Write("light.effect-speed", Value.Of(25)));
        Assert.Equal("\"#FF8800\"", hue.Write("light.effect-color", Value.Of(0xFF8800)));
        Assert.Equal((0, 100), (hue.Spec.FindProperty("light.effect-speed")!.Range!.Min, hue.Spec.FindProperty("light.effect-speed")!.Range!.Max));
    }
}
