using System.Text.Json;
using Kith.Model.Ids;

namespace Kith.Model.Tests.Ids;

public class IdTests
{
    [Fact]
    public void A_random_id_is_twenty_characters_and_never_twice_the_same()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => HomeId.New().ToString()).ToHashSet();

        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.True(HomeId.TryParse(id, null, out var parsed) && parsed.ToString() == id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdefghj")]
    [InlineData("0123456789abcdefghjkm")]
    [InlineData("0123456789ABCDEFGHJK")]
    [InlineData("0123456789abcdefghil")]
    [InlineData("../../../etc/passwd0")]
    public void What_is_no_random_id_does_not_parse(string text) => Assert.False(HomeId.TryParse(text, null, out _));

    [Theory]
    [InlineData("Desk lamp", "desk-lamp")]
    [InlineData("  Küche -- Licht 2 ", "k-che-licht-2")]
    [InlineData("0x00158d0001", "0x00158d0001")]
    public void A_device_is_called_by_its_name(string name, string id) => Assert.Equal(id, DeviceId.FromName(name).ToString());

    [Fact]
    public void A_name_without_a_usable_letter_gets_a_random_id() => Assert.Equal(20, DeviceId.FromName("卧室灯").ToString().Length);

    [Theory]
    [InlineData("desk lamp")]
    [InlineData("-desk")]
    [InlineData("Desk")]
    [InlineData("desk/lamp")]
    [InlineData("desk#")]
    [InlineData("+")]
    public void What_could_reach_out_of_a_topic_is_no_device(string text) => Assert.False(DeviceId.TryParse(text, null, out _));

    [Fact]
    public void An_empty_id_names_nothing() => Assert.Throws<InvalidOperationException>(() => default(HomeId).ToString());

    [Fact]
    public void An_id_is_its_text_in_json_and_nothing_else_is_taken()
    {
        var options = new JsonSerializerOptions();
        options.Converters.Add(new IdJson<DeviceId>());

        Assert.Equal("\"desk-lamp\"", JsonSerializer.Serialize(DeviceId.FromName("Desk lamp"), options));
        Assert.Equal("desk-lamp", JsonSerializer.Deserialize<DeviceId>("\"desk-lamp\"", options).ToString());
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DeviceId>("\"Desk lamp\"", options));
    }
}
