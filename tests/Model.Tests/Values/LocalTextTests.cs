using System.Text.Json;
using Kith.Model.Values;

namespace Kith.Model.Tests.Values;

public class LocalTextTests
{
    [Theory]
    [InlineData("\"Lamp\"", "Lamp", "Lamp")]
    [InlineData("{\"en\":\"Lamp\"}", "Lamp", "Lamp")]
    [InlineData("{\"en\":\"Lamp\",\"zh\":null}", "Lamp", "Lamp")]
    [InlineData("{\"zh\":\"灯\",\"fr\":{\"x\":[1]},\"en\":\"Lamp\"}", "Lamp", "灯")]
    public void A_name_is_read_in_every_way_that_makers_write_it(string json, string en, string zh) =>
        Assert.Equal(new LocalText(en, zh), JsonSerializer.Deserialize(json, ModelJson.Default.LocalText));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"zh\":\"灯\"}")]
    [InlineData("{\"en\":7}")]
    [InlineData("7")]
    public void A_name_without_english_is_no_name(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ModelJson.Default.LocalText));
}
