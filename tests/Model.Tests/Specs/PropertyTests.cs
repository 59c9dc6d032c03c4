using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Model.Tests.Specs;

public class PropertyTests
{
    [Fact]
    public void A_truth_is_true_false_1_or_0()
    {
        var on = Of(Format.Bool);

        Assert.Equal(Value.Of(true), on.Take(Value.Of(1)).Value);
        Assert.Equal(Value.Of(false), on.Take(Value.Of(false)).Value);
        Assert.Equal(ErrorCodes.ValueWrongType, on.Take(Value.Of(2)).Fault!.Error);
        Assert.Equal(ErrorCodes.ValueWrongType, on.Take(Value.Of("true")).Fault!.Error);
        Assert.Equal(ErrorCodes.ValueWrongType, on.Take(default).Fault!.Error);
    }

    [Fact]
    public void A_whole_number_has_its_formats_width()
    {
        Assert.Equal(Value.Of(255), Of(Format.UInt8).Take(Value.Of(255)).Value);
        Assert.Equal(ErrorCodes.ValueOutOfRange, Of(Format.UInt8).Take(Value.Of(256)).Fault!.Error);
        Assert.Equal(ErrorCodes.ValueOutOfRange, Of(Format.UInt8).Take(Value.Of(-1)).Fault!.Error);
        Assert.True(Of(Format.Int8).Take(Value.Of(-128)).Ok);
        Assert.True(Of(Format.Int64).Take(Value.Of(long.MinValue)).Ok);
        Assert.True(Of(Format.UInt32).Take(Value.Of(4294967295)).Ok);
    }

    [Fact]
    public void A_whole_float_is_a_whole_number_and_a_broken_one_is_not()
    {
        Assert.Equal(Value.Of(40), Of(Format.UInt8).Take(Value.Of(40.0)).Value);
        Assert.Equal(ErrorCodes.ValueWrongType, Of(Format.UInt8).Take(Value.Of(40.5)).Fault!.Error);
        Assert.Equal(ErrorCodes.ValueWrongType, Of(Format.Int64).Take(Value.Of(1e18)).Fault!.Error);
    }

    [Theory]
    [InlineData(21.3, 21.5)]
    [InlineData(21.2, 21.0)]
    [InlineData(30.0, 30.0)]
    [InlineData(16.0, 16.0)]
    public void What_lies_between_two_steps_is_rounded(double sent, double kept) =>
        Assert.Equal(kept, Of(Format.Float, new ValueRange(16, 30, 0.5)).Take(Value.Of(sent)).Value.AsDouble());

    [Theory]
    [InlineData(15.9)]
    [InlineData(30.1)]
    public void What_lies_outside_is_refused_with_the_bounds(double sent)
    {
        var fault = Of(Format.Float, new ValueRange(16, 30, 0.5)).Take(Value.Of(sent)).Fault!;

        Assert.Equal((ErrorCodes.ValueOutOfRange, "x.y"), (fault.Error, fault.Field));
        Assert.Contains("16 to 30", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_named_number_goes_where_numbers_have_names()
    {
        var mode = Of(Format.UInt8, choices: [new Choice(1, "cool", new("Cool", "制冷")), new Choice(3, "heat", new("Heat", "制热"))]);

        Assert.True(mode.Take(Value.Of(3)).Ok);
        Assert.Contains("1 (cool), 3 (heat)", mode.Take(Value.Of(2)).Fault!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void With_choices_and_a_range_both_hold()
    {
        var mode = Of(Format.UInt8, new ValueRange(10, 20, 1), [new Choice(1, "cool", new("Cool", "制冷"))]);

        Assert.True(mode.Take(Value.Of(1)).Ok);
        Assert.True(mode.Take(Value.Of(15)).Ok);
        Assert.False(mode.Take(Value.Of(2)).Ok);
    }

    [Fact]
    public void A_text_has_a_longest_length_and_an_error_never_echoes_it()
    {
        var title = Of(Format.String);

        Assert.True(title.Take(Value.Of(new string('a', Property.DefaultMaxLength))).Ok);
        Assert.Equal(ErrorCodes.ValueOutOfRange, title.Take(Value.Of(new string('a', Property.DefaultMaxLength + 1))).Fault!.Error);
        Assert.True(Of(Format.Bool).Take(Value.Of(new string('a', 100_000))).Fault!.Detail.Length < 100);
    }

    [Fact]
    public void Rounding_leaves_no_dust() =>
        Assert.Equal("20.3", Of(Format.Float, new ValueRange(-40, 125, 0.1)).Take(Value.Of(20.3)).Value.ToString());

    private static Property Of(Format format, ValueRange? range = null, IReadOnlyList<Choice>? choices = null)
    {
        var property = new Property { Name = "y", Title = LocalText.Same("Y"), Format = format, Access = Access.Write, Range = range, Choices = choices };
        _ = new Spec("a.b", 1, "a", "device", LocalText.Same("A"), [new Service { Id = "x", Type = "open", Name = LocalText.Same("X"), Properties = [property] }]);
        return property;
    }
}
