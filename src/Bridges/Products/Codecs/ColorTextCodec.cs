using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>In which three or two numbers a colour is said.</summary>
internal enum ColorForm
{
    /// <summary>Red, green and blue, 0 to 255.</summary>
    Rgb,
    /// <summary>Hue 0 to 360 degrees and saturation 0 to 100 percent.</summary>
    Hs,
    /// <summary>CIE 1931 x and y, 0 to 1.</summary>
    Xy,
}

/// <summary>A light's colour as Home Assistant has it: "255,0,0", or {"r":255,"g":0,"b":0}; h and s, or x and y, likewise.</summary>
/// <param name="isObject">It is sent as an object.</param>
/// <param name="more">Numbers that a form has behind, for white lamps that stay off: "255,0,0,0".</param>
internal sealed class ColorTextCodec(ColorForm form, bool isObject, int more = 0) : Codec
{
    private static readonly string[] Rgb = ["r", "g", "b"], Hs = ["h", "s"], Xy = ["x", "y"];

    private string[] Names => form switch { ColorForm.Rgb => Rgb, ColorForm.Hs => Hs, _ => Xy };

    internal override bool TryRead(JsonElement raw, out Value value)
    {
        value = default;
        if (Numbers(raw) is not { } its) return false;
        value = Value.Of((long)(form switch
        {
            ColorForm.Rgb => Strongest(its),
            ColorForm.Hs => Color.FromHueSaturation((its[0] % 360 + 360) % 360, its[1]),
            _ => Color.FromXy(Math.Clamp(its[0], 0, 1), Math.Clamp(its[1], 0, 1)),
        }));
        return true;
    }

    internal override JsonNode Write(Value value)
    {
        var numbers = Sent(value);
        if (isObject) return new JsonObject([.. Names.Zip(numbers, (name, number) => KeyValuePair.Create<string, JsonNode?>(name, form is ColorForm.Rgb ? (long)number : number))]);
        return JsonValue.Create(string.Join(',', numbers.Concat(Enumerable.Repeat(0.0, more)).Select(number => number.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>Lights say the nearest that they can do.</summary>
    internal override bool Matches(JsonElement raw, Value asked)
    {
        if (Numbers(raw) is not { } its || !TryRead(raw, out var told)) return false;
        if (form is ColorForm.Rgb) return told == asked || its.Zip(Sent(asked)).All(pair => Math.Abs(pair.First - pair.Second) <= 3);
        var sent = Sent(asked);
        if (form is ColorForm.Xy) return Math.Abs(its[0] - sent[0]) <= 0.02 && Math.Abs(its[1] - sent[1]) <= 0.02;
        var turn = Math.Abs(its[0] - sent[0]) % 360;
        return Math.Abs(its[1] - sent[1]) <= 4 && (sent[1] < 4 || Math.Min(turn, 360 - turn) <= 4);
    }

    private double[] Sent(Value value)
    {
        var color = (uint)value.AsInteger();
        if (form is ColorForm.Rgb) return [(color >> 16) & 255, (color >> 8) & 255, color & 255];
        var (first, second) = form is ColorForm.Hs ? Color.ToHueSaturation(color) : Color.ToXy(color);
        return form is ColorForm.Hs ? [Math.Round(first, 1), Math.Round(second, 1)] : [Math.Round(first, 4), Math.Round(second, 4)];
    }

    /// <summary>Some lights mix brightness into red, green and blue: the strongest is full.</summary>
    private static uint Strongest(double[] its)
    {
        var most = its.Max();
        uint Of(double part) => (uint)Math.Clamp(Math.Round(most > 0 ? part * 255 / most : 255), 0, 255);
        return (Of(its[0]) << 16) | (Of(its[1]) << 8) | Of(its[2]);
    }

    private double[]? Numbers(JsonElement raw)
    {
        var numbers = new double[Names.Length];
        if (raw.ValueKind is JsonValueKind.Object)
        {
            for (var place = 0; place < numbers.Length; place++)
                if (!raw.TryGetProperty(Names[place], out var part) || !NumberCodec.TryNumber(part, out numbers[place])) return null;
            return numbers;
        }
        var parts = RawValue.Of(raw).AsText()?.Trim('[', ']', '(', ')', ' ').Split(',');
        if (parts is null || parts.Length < numbers.Length) return null;
        for (var place = 0; place < numbers.Length; place++)
            if (!double.TryParse(parts[place], CultureInfo.InvariantCulture, out numbers[place]) || !double.IsFinite(numbers[place])) return null;
        return numbers;
    }
}
