using System.Globalization;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>Whether a value fits a property, and the form in which the home keeps it.</summary>
internal static class PropertyRule
{
    internal static Result<Value> Take(Property property, Value value) => property.Format switch
    {
        Format.Bool => TakeBool(property, value),
        Format.String => TakeText(property, value),
        Format.Float => TakeFloat(property, value),
        _ => TakeInteger(property, value),
    };

    private static Result<Value> TakeBool(Property property, Value value) => value switch
    {
        { Kind: ValueKind.Bool } => value,
        // MIoT devices write truths as 0 and 1 as well (reference: MIoT-Spec-V2 formats).
        { Kind: ValueKind.Integer } when value.AsInteger() is 0 or 1 => Value.Of(value.AsInteger() == 1),
        _ => WrongType(property, value, "true or false"),
    };

    private static Result<Value> TakeText(Property property, Value value)
    {
        if (value.AsText() is not { } text) return WrongType(property, value, "a text");
        var limit = property.MaxLength ?? Property.DefaultMaxLength;
        return text.Length <= limit ? value : OutOfRange(property, $"a text of {text.Length} characters", $"at most {limit} characters");
    }

    private static Result<Value> TakeFloat(Property property, Value value)
    {
        if (value.Kind is not (ValueKind.Float or ValueKind.Integer)) return WrongType(property, value, "a number");
        var number = value.AsDouble();
        if (property.Range is not { } range) return Value.Of(number);
        if (number < range.Min || number > range.Max) return OutOfRange(property, value.ToString(), Bounds(range));
        return Value.Of(Math.Round(Snap(number, range), 6));
    }

    private static Result<Value> TakeInteger(Property property, Value value)
    {
        var whole = value.Kind is ValueKind.Integer
            || (value.Kind is ValueKind.Float && Math.Floor(value.AsDouble()) == value.AsDouble() && Math.Abs(value.AsDouble()) < 1L << 53);
        if (!whole) return WrongType(property, value, "a whole number");
        var number = value.AsInteger();
        var (least, most) = Width(property.Format);
        if (number < least || number > most) return OutOfRange(property, value.ToString(), $"{least} to {most}");
        if (property.Choices is { Count: > 0 } choices)
        {
            foreach (var choice in choices)
                if (choice.Value == number) return Value.Of(number);
            if (property.Range is null)
                return OutOfRange(property, value.ToString(), string.Join(", ", choices.Select(choice => $"{choice.Value} ({choice.Key})")));
        }
        if (property.Range is not { } range) return Value.Of(number);
        if (number < range.Min || number > range.Max) return OutOfRange(property, value.ToString(), Bounds(range));
        return Value.Of((long)Math.Round(Snap(number, range)));
    }

    /// <summary>Whether a whole number has room in a format.</summary>
    internal static bool Fits(Format format, double number)
    {
        var (least, most) = Width(format);
        return number >= least && number <= most && Math.Floor(number) == number;
    }

    private static double Snap(double number, ValueRange range) =>
        range.Step > 0 ? Math.Clamp(range.Min + Math.Round((number - range.Min) / range.Step) * range.Step, range.Min, range.Max) : number;

    private static (long Least, long Most) Width(Format format) => format switch
    {
        Format.UInt8 => (0, byte.MaxValue),
        Format.UInt16 => (0, ushort.MaxValue),
        Format.UInt32 => (0, uint.MaxValue),
        Format.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        Format.Int16 => (short.MinValue, short.MaxValue),
        Format.Int32 => (int.MinValue, int.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };

    private static string Bounds(ValueRange range) => string.Create(CultureInfo.InvariantCulture, $"{range.Min} to {range.Max}");

    private static Fault WrongType(Property property, Value value, string expected) =>
        new(ErrorCodes.ValueWrongType, $"{property.Address} is {expected}, not {Shown(value)}", property.Address);

    private static Fault OutOfRange(Property property, string found, string allowed) =>
        new(ErrorCodes.ValueOutOfRange, $"{property.Address} takes {allowed}, not {found}", property.Address);

    /// <summary>At most 40 characters of a value, so that an error never echoes a large payload.</summary>
    private static string Shown(Value value) => value.Kind switch
    {
        ValueKind.None => "null",
        ValueKind.Text when value.AsText()!.Length > 40 => $"a text of {value.AsText()!.Length} characters",
        ValueKind.Text => $"\"{value.AsText()}\"",
        _ => value.ToString(),
    };
}
