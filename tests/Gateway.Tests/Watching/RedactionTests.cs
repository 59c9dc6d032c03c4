using System.Text;
using Kith.Gateway.Watching;
using Kith.Model.Specs;

namespace Kith.Gateway.Tests.Watching;

/// <summary>What an owner may read of a payload, and what nobody may.</summary>
public sealed class RedactionTests
{
    private static Shown Show(string topic, string payload, int? size = null, Spec? spec = null)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        return Redaction.Show(topic, bytes, size ?? bytes.Length, spec);
    }

    [Theory]
    [InlineData("""{"light.on":true,"light.brightness":40}""")]
    [InlineData("""[{"t":1790000000000,"temperature":21.5}]""")]
    [InlineData("""{"op":"abc","code":"done"}""")]
    [InlineData("""{"code":"value.out_of_range","detail":"light.brightness is 1 to 100","field":"light.brightness"}""")]
    [InlineData("""{"action":"button_1_single","linkquality":80,"monkey":"business","spinning":true,"author":"Kim"}""")]
    [InlineData("""{ "name" : "Küche", "zh":"厨房灯" }""")]
    public void What_devices_say_every_day_is_shown_as_they_wrote_it(string payload) => Assert.Equal(new Shown(PayloadFormat.Json, payload), Show("kith/lamp/report", payload));

    [Theory]
    [InlineData("""{"pin_code":{"user":1,"pin_code":"4711"},"state":"LOCK"}""", """{"pin_code":"•••","state":"LOCK"}""")]
    [InlineData("""{"lock.user-code":4711}""", """{"lock.user-code":"•••"}""")]
    [InlineData("""{"users":[{"name":"Ann","pinCode":"4711"}],"on":true}""", """{"users":[{"name":"Ann","pinCode":"•••"}],"on":true}""")]
    [InlineData("""{"Password1":"geheim"}""", """{"Password1":"•••"}""")]
    [InlineData("""{"action":"ARM_AWAY","code":"4711"}""", """{"action":"ARM_AWAY","code":"•••"}""")]
    [InlineData("""{"advanced":{"network_key":[1,2,3],"channel":11}}""", """{"advanced":{"network_key":"•••","channel":11}}""")]
    [InlineData("""{"p\u0069n":"4711"}""", """{"p\u0069n":"•••"}""")]
    [InlineData("""{"门锁密码":"4711"}""", """{"门锁密码":"•••"}""")]
    [InlineData("""{"message":"Publish: payload '{\"pin_code\":\"4711\"}'"}""", """{"message":"•••"}""")]
    [InlineData("""{"server":"mqtt://ann:geheim@10.0.0.2"}""", """{"server":"•••"}""")]
    [InlineData("""{"image":"/9j/4AAQSkZJRgABAQ"}""", """{"image":"•••"}""")]
    [InlineData("""{"ota":{"token":"abc"}} """, """{"ota":{"token":"•••"}} """)]
    public void Secrets_and_pictures_in_JSON_are_replaced(string payload, string shown)
    {
        var redacted = Show("zigbee2mqtt/door/set", payload);

        Assert.Equal((PayloadFormat.Json, shown, 1), (redacted.Format, redacted.Text, redacted.Hidden));
    }

    [Theory]
    [InlineData("cmnd/plug/Password1", "geheim")]
    [InlineData("cmnd/plug/backlog", "SSId1 home; Password1 geheim")]
    [InlineData("zigbee2mqtt/door/set/pin_code", "4711")]
    [InlineData("door/set", "{\"pin\":4711")]
    [InlineData("alarm/command", "code=4711")]
    [InlineData("frigate/front/person", "/9j/4AAQSkZJRgABAQ")]
    public void What_cannot_be_understood_and_speaks_of_a_secret_is_not_shown(string topic, string payload) =>
        Assert.Equal(new Shown(PayloadFormat.Hidden, "", Hidden: 1), Show(topic, payload));

    [Fact]
    public void A_secret_whose_end_was_cut_away_stays_hidden_and_what_was_before_it_is_shown()
    {
        var inside = Show("x/set", """{"on":true,"users":{"a":"b"},"pins":{"1":"4711","2":"47""", size: 9000);
        var within = Show("x/set", """{"on":true,"pin":"47""", size: 9000);

        Assert.Equal(new Shown(PayloadFormat.Json, """{"on":true,"users":{"a":"b"},"pins":"•••"}"""[..^1], IsCut: true, Hidden: 1), inside);
        Assert.DoesNotContain("47", within.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_bytes_and_nothing_are_told_apart()
    {
        Assert.Equal(new Shown(PayloadFormat.Text, "ON"), Show("stat/plug/POWER", "ON"));
        Assert.Equal(new Shown(PayloadFormat.Text, "21.5"), Show("room/temperature", "21.5"));
        Assert.Equal(new Shown(PayloadFormat.Empty, ""), Show("a", ""));
        Assert.Equal(new Shown(PayloadFormat.Hex, "0001ff"), Redaction.Show("a", [0, 1, 255], 3, null));
        Assert.Equal(new Shown(PayloadFormat.Hex, new string('0', 512), IsCut: true), Redaction.Show("a", new byte[4096], 9000, null));
        // Half a character at the end.
        Assert.Equal(new Shown(PayloadFormat.Text, "厨", IsCut: true), Redaction.Show("a", "厨房"u8[..4], 6, null));
    }

    [Fact]
    public void Pictures_are_not_shown()
    {
        Assert.Equal(PayloadFormat.Hidden, Redaction.Show("a", [0xFF, 0xD8, 0xFF, 0xE0], 40_000, null).Format);
        Assert.Equal(PayloadFormat.Hidden, Redaction.Show("front/snapshot", [0, 1, 2, 0xFE], 40_000, null).Format);
    }
}
