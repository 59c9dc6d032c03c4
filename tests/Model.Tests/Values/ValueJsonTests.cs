using System.Text.Json;
using Kith.Model.Values;

namespace Kith.Model.Tests.Values;

public class ValueJsonTests
{
    [Theory]
    [InlineData("null", ValueKind.None)]
    [InlineData("true", ValueKind.Bool)]
    [InlineData("40", ValueKind.Integer)]
    [InlineData("-9223372036854775808", ValueKind.Integer)]
    [InlineData("21.5", ValueKind.Float)]
    [InlineData("9.3E+18", ValueKind.Float)]
    [InlineData("\"text\"", ValueKind.Text)]
    public void A_value_is_plain_json_and_comes_back_as_it_was(string json, ValueKind kind)
    {
        var value = JsonSerializer.Deserialize(json, ModelJson.Default.Value);

        Assert.Equal(kind, value.Kind);
        Assert.Equal(json, JsonSerializer.Serialize(value, ModelJson.Default.Value));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("1e999")]
    [InlineData("")]
    [InlineData("\"\\ud800\"")]
    public void Anything_else_is_no_value(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ModelJson.Default.Value));

    [Fact]
    public void One_and_one_point_zero_are_two_values() => Assert.NotEqual(Value.Of(1), Value.Of(1.0));

    [Fact]
    public void Texts_with_the_same_words_are_one_value()
    {
        var (left, right) = (Value.Of(new string("desk")), Value.Of(string.Concat("de", "sk")));

        Assert.True(left == right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void A_value_is_never_infinite() => Assert.Throws<ArgumentOutOfRangeException>(() => Value.Of(double.PositiveInfinity));
}
