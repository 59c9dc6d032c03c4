using Kith.Homes.Rules;
using Kith.Homes.Rules.Expressions;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Rules;

public sealed class TemplateTests
{
    private static string Fill(string text) => Template.Compile(text, Words.Known).Fill(Words.Known);

    [Theory]
    [InlineData("Nothing to reckon", "Nothing to reckon")]
    [InlineData("", "")]
    [InlineData("{level}", "21")]
    [InlineData("It is {level + 0.5} °C at {hour()} o'clock", "It is 21.5 °C at 7 o'clock")]
    [InlineData("{level}{level}", "2121")]
    [InlineData("On: {[lamp/light.on]}", "On: true")]
    [InlineData("Brightness {[lamp/light.brightness]} %", "Brightness ? %")]
    [InlineData("{{level}}", "{level}")]
    [InlineData("a } b", "a } b")]
    [InlineData("{'a } b'}", "a } b")]
    [InlineData("灯：{trigger.label}", "灯：hot")]
    public void Expressions_in_braces_are_reckoned_and_the_rest_stays(string text, string filled) => Assert.Equal(filled, Fill(text));

    [Theory]
    [InlineData("It is {level", "a closing } is missing", 6)]
    [InlineData("It is {loud}", "there is no variable loud", 7)]
    [InlineData("{}", "the expression ends too early", 1)]
    [InlineData("{1} and {1 +}", "the expression ends too early", 12)]
    public void A_mistake_is_named_with_its_place_in_the_whole_text(string text, string message, int at)
    {
        var wrong = Assert.Throws<ExpressionException>(() => Template.Compile(text, Words.Known));
        Assert.Equal((message, at), (wrong.Message, wrong.At));
    }

    [Fact]
    public void A_text_has_a_bound_before_and_after_it_is_filled()
    {
        Assert.Throws<ExpressionException>(() => Template.Compile(new string('x', RuleLimits.Text + 1), Words.Known));
        var words = new Words { Variables = { ["long"] = Value.Of(new string('x', 900)) } };
        Assert.Equal(RuleLimits.Text, Template.Compile("{long}{long}", words).Fill(words).Length);
    }
}
