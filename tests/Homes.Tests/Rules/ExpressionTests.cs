using Kith.Homes.Rules;
using Kith.Homes.Rules.Expressions;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Rules;

public sealed class ExpressionTests
{
    private static string Eval(string text) => Parser.Compile(text, Words.Known).Eval(Words.Known).ToString();

    private static (string Message, int At) Refused(string text)
    {
        var wrong = Assert.Throws<ExpressionException>(() => Parser.Compile(text, Words.Known));
        return (wrong.Message, wrong.At);
    }

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 - 2 - 1", "4")]
    [InlineData("8 / 4 / 2", "1")]
    [InlineData("7 % 4", "3")]
    [InlineData("-7 % 4", "-3")]
    [InlineData("- -2", "2")]
    [InlineData("2 * -3", "-6")]
    [InlineData("0.1 * 3 < 0.31", "true")]
    [InlineData("1 < 2", "true")]
    [InlineData("2 <= 2", "true")]
    [InlineData("1 > 2", "false")]
    [InlineData("2 >= 3", "false")]
    [InlineData("1 == 1.0", "true")]
    [InlineData("1 != 1.0", "false")]
    [InlineData("'a' == 'a'", "true")]
    [InlineData("'a' != 'A'", "true")]
    [InlineData("true == false", "false")]
    [InlineData("!true || true", "true")]
    [InlineData("!(true || true)", "false")]
    [InlineData("true || true && false", "true")]
    [InlineData("(true || true) && false", "false")]
    [InlineData("1 + 1 == 2 && 3 > 2", "true")]
    [InlineData("true ? 1 : 2", "1")]
    [InlineData("false ? 1 : true ? 2 : 3", "2")]
    [InlineData("1 > 2 ? 'more' : 'less'", "less")]
    [InlineData("'It is ' + 21.5 + ' degrees'", "It is 21.5 degrees")]
    [InlineData("'a' + 1 + 2", "a12")]
    [InlineData("1 + 2 + 'x'", "3x")]
    [InlineData("true + ' it is'", "true it is")]
    [InlineData("''", "")]
    [InlineData("1\n+\t1", "2")]
    public void Every_operator_does_what_it_says_in_the_order_that_people_expect(string text, string value) => Assert.Equal(value, Eval(text));

    [Theory]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max(3, 1, 2)", "3")]
    [InlineData("round(2.5)", "3")]
    [InlineData("round(-2.5)", "-3")]
    [InlineData("round(21.25, 1)", "21.3")]
    [InlineData("floor(-1.5)", "-2")]
    [InlineData("ceil(1.1)", "2")]
    [InlineData("abs(-4)", "4")]
    [InlineData("clamp(120, 1, 100)", "100")]
    [InlineData("hour()", "7")]
    [InlineData("minute()", "5")]
    [InlineData("weekday()", "3")]
    [InlineData("length('four')", "4")]
    [InlineData("known([lamp/light.on])", "true")]
    [InlineData("known([lamp/light.brightness])", "false")]
    [InlineData("or([lamp/light.brightness], 40)", "40")]
    [InlineData("or(1, 40)", "1")]
    public void Every_function_does_what_it_says(string text, string value) => Assert.Equal(value, Eval(text));

    [Fact]
    public void No_function_is_without_a_test()
    {
        var tested = typeof(ExpressionTests).GetMethod(nameof(Every_function_does_what_it_says))!.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!.ToString()!.Split('(')[0]);
        Assert.Equal(Functions.Names.Order(), tested.Distinct().Order());
    }

    [Theory]
    [InlineData("[lamp/light.brightness]")]
    [InlineData("[lamp/light.brightness] + 1")]
    [InlineData("-[lamp/light.brightness]")]
    [InlineData("[lamp/light.brightness] > 5")]
    [InlineData("[lamp/light.brightness] == [lamp/light.brightness]")]
    [InlineData("!([lamp/light.brightness] > 5)")]
    [InlineData("[lamp/light.brightness] > 5 && true")]
    [InlineData("false || [lamp/light.brightness] > 5")]
    [InlineData("!(true && [lamp/light.brightness] > 5)")]
    [InlineData("[lamp/light.brightness] > 5 ? 1 : 2")]
    [InlineData("'It is ' + [lamp/light.brightness]")]
    [InlineData("max(1, [lamp/light.brightness])")]
    [InlineData("1 / 0")]
    [InlineData("1 % 0")]
    [InlineData("0 / 0 == 0 / 0")]
    [InlineData("clamp(1, 3, 2)")]
    public void What_needs_something_unknown_or_is_no_number_is_itself_unknown(string text) => Assert.Equal("", Eval(text));

    [Theory]
    [InlineData("[lamp/light.brightness] > 5 && false", "false")]
    [InlineData("false && [lamp/light.brightness] > 5", "false")]
    [InlineData("[lamp/light.brightness] > 5 || true", "true")]
    [InlineData("true || [lamp/light.brightness] > 5", "true")]
    public void A_side_that_decides_alone_needs_not_know_the_other(string text, string value) => Assert.Equal(value, Eval(text));

    [Fact]
    public void Variables_and_what_the_trigger_told_are_known_by_name()
    {
        Assert.Equal("42", Eval("level * 2"));
        Assert.Equal("hot!", Eval("trigger.label + '!'"));
    }

    [Theory]
    [InlineData("", "the expression ends too early", 0)]
    [InlineData("1 +", "the expression ends too early", 3)]
    [InlineData("1 2", "'2' is too much here", 2)]
    [InlineData("1 < 2 < 3", "'<' is too much here", 6)]
    [InlineData("(1", "a closing ) is missing", 2)]
    [InlineData("max(1, 2", "a closing ) is missing", 8)]
    [InlineData("'open", "a closing ' is missing", 0)]
    [InlineData("1 + [lamp/light.on", "a closing ] is missing", 4)]
    [InlineData("1 # 2", "there is no '#' in an expression", 2)]
    [InlineData("1.2.3", "'1.2.3' is not a number", 0)]
    [InlineData("true ? 1", "a ? needs a :", 8)]
    [InlineData("2 * [attic]", "[attic] is not [device/service.property]", 4)]
    [InlineData("2 * [attic/light.on]", "there is no [attic/light.on]", 4)]
    [InlineData("1 + loudness", "there is no variable loudness", 4)]
    [InlineData("1 + eval(1)", "there is no function eval of 1", 4)]
    [InlineData("1 + round()", "round takes 1 to 2, not 0", 4)]
    [InlineData("1 + hour(1)", "hour takes 0, not 1", 4)]
    [InlineData("1 + abs('a')", "abs takes a number, not a text", 4)]
    [InlineData("or(1, 'a')", "there is no function or of 2", 0)]
    [InlineData("1 + true", "a number is needed here, not a truth", 8)]
    [InlineData("'a' < 'b'", "a number is needed here, not a text", 9)]
    [InlineData("1 == 'a'", "a number is needed here, not a text", 8)]
    [InlineData("!1", "a truth is needed here, not a number", 2)]
    [InlineData("-true", "a number is needed here, not a truth", 5)]
    [InlineData("1 && true", "a truth is needed here, not a number", 5)]
    [InlineData("1 ? 2 : 3", "a truth is needed here, not a number", 4)]
    [InlineData("true ? 2 : 'a'", "a number is needed here, not a text", 14)]
    [InlineData(") 1", "')' does not belong here", 0)]
    [InlineData("* 1", "'*' does not belong here", 0)]
    public void Every_mistake_is_named_with_its_place(string text, string message, int at)
    {
        var (said, place) = Refused(text);
        Assert.StartsWith(message, said, StringComparison.Ordinal);
        Assert.Equal(at, place);
    }

    [Fact]
    public void An_expression_has_an_end_by_length_depth_and_parts()
    {
        Assert.Equal("1", Eval("1".PadRight(RuleLimits.Expression)));
        Assert.Equal((RuleLimits.Expression, true), (Refused("1".PadRight(RuleLimits.Expression + 1)).At, true));

        var deepest = RuleLimits.ExpressionDepth - 2;
        Assert.Equal("true", Eval($"{new string('!', deepest)}true"));
        Assert.StartsWith("an expression is at most 32 deep", Refused($"{new string('!', deepest + 1)}true").Message, StringComparison.Ordinal);
        foreach (var bomb in (string[])[new('(', 500), new('-', 500), new string('(', 250) + new string(')', 250), string.Concat(Enumerable.Repeat("true?", 100)), string.Concat(Enumerable.Repeat("abs(", 125))])
            Assert.StartsWith("an expression is at most 32 deep", Refused(bomb).Message, StringComparison.Ordinal);
        Assert.StartsWith("an expression has at most 200 parts", Refused(string.Join('+', Enumerable.Repeat("1", 201))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_grows_stays_within_its_bound()
    {
        var words = new Words { Variables = { ["long"] = Value.Of(new string('x', 900)) } };
        Assert.Equal(RuleLimits.Text, Parser.Compile("long + long", words).Eval(words).AsText()!.Length);
    }
}

/// <summary>A small world for expressions: a lamp whose brightness nobody knows, on a Wednesday at 7:05.</summary>
internal sealed class Words : INames, IScope
{
    internal static readonly Words Known = new() { Variables = { ["level"] = Value.Of(21L), ["trigger.label"] = Value.Of("hot") } };

    internal Dictionary<string, Value> Variables { get; } = [];

    public DateTime Now => new(2026, 7, 15, 7, 5, 0);

    public Value Read(PropertyRef property) => property.Address == "light.on" ? Value.Of(true) : default;

    public Value Read(string variable) => Variables.GetValueOrDefault(variable);

    public Kind? KindOf(PropertyRef property) => property.ToString() switch { "lamp/light.on" => Kind.Truth, "lamp/light.brightness" => Kind.Number, _ => null };

    public Kind? KindOf(string variable) => Variables.TryGetValue(variable, out var value) ? RuleCheck.KindOf(value) : null;
}
