using System.Globalization;
using System.Text.Json.Serialization;

namespace Kith.Model.Values;

/// <summary>What a <see cref="Value"/> holds.</summary>
public enum ValueKind : byte
{
    /// <summary>Nothing: the value is not known.</summary>
    None,
    /// <summary>True or false.</summary>
    Bool,
    /// <summary>A signed integer of 64 bits.</summary>
    Integer,
    /// <summary>An IEEE double; never infinite, never NaN.</summary>
    Float,
    /// <summary>Unicode text.</summary>
    Text,
}

/// <summary>One property's value: 16 bytes, no allocation but for text.</summary>
[JsonConverter(typeof(ValueJson))]
public readonly struct Value : IEquatable<Value>
{
    private static readonly object BoolTag = new(), IntegerTag = new(), FloatTag = new();

    private readonly object? _tag;
    private readonly long _bits;

    private Value(object tag, long bits)
    {
        _tag = tag;
        _bits = bits;
    }

    /// <summary>True or false.</summary>
    public static Value Of(bool value) => new(BoolTag, value ? 1 : 0);

    /// <summary>A signed integer.</summary>
    public static Value Of(long value) => new(IntegerTag, value);

    /// <summary>A finite number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is infinite or not a number.</exception>
    public static Value Of(double value) =>
        double.IsFinite(value) ? new(FloatTag, BitConverter.DoubleToInt64Bits(value)) : throw new ArgumentOutOfRangeException(nameof(value));

    /// <summary>A text.</summary>
    public static Value Of(string value) => new(value, 0);

    /// <summary>What this holds.</summary>
    public ValueKind Kind => _tag switch
    {
        null => ValueKind.None,
        string => ValueKind.Text,
        _ when ReferenceEquals(_tag, BoolTag) => ValueKind.Bool,
        _ when ReferenceEquals(_tag, IntegerTag) => ValueKind.Integer,
        _ => ValueKind.Float,
    };

    /// <summary>True when nothing is known.</summary>
    public bool IsNone => _tag is null;

    /// <summary>The value as a truth; numbers are true when not zero, anything else is false.</summary>
    public bool AsBool() => Kind is ValueKind.Float ? AsDouble() != 0 : _bits != 0;

    /// <summary>The value as an integer; a float is rounded to the nearest, text and nothing are 0.</summary>
    public long AsInteger() => Kind is ValueKind.Float ? (long)Math.Round(AsDouble()) : _bits;

    /// <summary>The value as a number; true is 1; text and nothing are not a number (NaN).</summary>
    public double AsDouble() => Kind switch
    {
        ValueKind.Float => BitConverter.Int64BitsToDouble(_bits),
        ValueKind.Text or ValueKind.None => double.NaN,
        _ => _bits,
    };

    /// <summary>The text, or null for any other kind.</summary>
    public string? AsText() => _tag as string;

    /// <inheritdoc/>
    public bool Equals(Value other) => _tag is string text ? other._tag is string its && its == text : ReferenceEquals(_tag, other._tag) && _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _tag is string text ? text.GetHashCode(StringComparison.Ordinal) : HashCode.Combine(Kind, _bits);

    /// <summary>Same kind and same content; 1 and 1.0 differ.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Another kind or other content.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>The value in invariant spelling, for logs and tables; empty for nothing.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.None => "",
        ValueKind.Bool => _bits != 0 ? "true" : "false",
        ValueKind.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        ValueKind.Float => AsDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => (string)_tag!,
    };
}
