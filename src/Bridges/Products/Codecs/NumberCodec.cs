using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Units;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>A number, from the definition's unit to the spec's.</summary>
/// <param name="from">The definition's unit; null when it says none, then numbers go through as they are.</param>
/// <param name="to">The spec's unit.</param>
/// <param name="whole">The spec has an integer here.</param>
/// <param name="step">The step of the definition, in its unit; what comes back may be rounded to it.</param>
internal sealed class NumberCodec(Unit? from, Unit? to, bool whole, double? step) : Codec
{
    /// <summary>Digits behind the point that survive: more than any sensor has, fewer than binary fractions show.</summary>
    private const int Digits = 6;

    internal override bool TryRead(JsonElement raw, out Value value)
    {
        value = default;
        if (!TryNumber(raw, out var number)) return false;
        if (Convert(number, from, to) is not { } converted) return false;
        value = whole ? Value.Of((long)Math.Round(converted)) : Value.Of(Math.Round(converted, Digits));
        return true;
    }

    internal override JsonNode Write(Value value)
    {
        var number = Sent(value);
        return number == Math.Floor(number) && Math.Abs(number) < 1L << 53 ? JsonValue.Create((long)number) : JsonValue.Create(number);
    }

    internal override bool Matches(JsonElement raw, Value asked) =>
        TryNumber(raw, out var number) && Math.Abs(number - Sent(asked)) <= Math.Max((step ?? 0) / 2, 1e-3) + 1e-9;

    private double Sent(Value value)
    {
        var number = Convert(value.AsDouble(), to, from) ?? value.AsDouble();
        if (step is { } its) number = Math.Round(number / its) * its;
        return Math.Round(number, Digits);
    }

    private static double? Convert(double number, Unit? from, Unit? to) => from is null || to is null || from.Name == to.Name ? number : from.Convert(number, to);

    internal static bool TryNumber(JsonElement raw, out double number)
    {
        var value = RawValue.Of(raw);
        if (value.Kind is ValueKind.Integer or ValueKind.Float) number = value.AsDouble();
        else if (value.AsText() is { } text && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out number) && double.IsFinite(number)) return true;
        else number = double.NaN;
        return double.IsFinite(number) && Math.Abs(number) < 1e15;
    }
}
