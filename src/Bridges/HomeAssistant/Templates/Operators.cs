using System.Text.Json;

namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>What stands between two values.</summary>
internal static class Operators
{
    internal static object? Do(string sign, object? left, object? right)
    {
        switch (sign)
        {
            case "==": return Values.Same(left, right);
            case "!=": return !Values.Same(left, right);
            case "<": return Order(left, right) < 0;
            case "<=": return Order(left, right) <= 0;
            case ">": return Order(left, right) > 0;
            case ">=": return Order(left, right) >= 0;
            case "in": return Contains(right, left);
            case "not in": return !Contains(right, left);
            case "~": return Scope.Bounded(Values.Text(left) + Values.Text(right));
            case "+" when left is string a && right is string b: return Scope.Bounded(a + b);
        }
        var number = Reckoned(sign, left, right);
        // Whole numbers stay whole but for division.
        if (left is double || right is double || sign == "/" || number != Math.Floor(number) || Math.Abs(number) >= 1L << 53) return number;
        return (long)number;
    }

    private static double Reckoned(string sign, object? left, object? right)
    {
        if (Values.Number(left) is not { } a || Values.Number(right) is not { } b) throw new TemplateFault($"uses {sign} on what is no number");
        if (sign is "/" or "//" or "%" && b == 0) throw new TemplateFault("divides by nothing");
        var number = sign switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "//" => Math.Floor(a / b),
            // As Python: the sign is the divisor's.
            "%" => a - b * Math.Floor(a / b),
            _ => Math.Pow(a, b),
        };
        return double.IsFinite(number) ? number : throw new TemplateFault("reckons beyond all numbers");
    }

    private static int Order(object? left, object? right) =>
        Values.Number(left) is { } a && Values.Number(right) is { } b ? a.CompareTo(b)
        : left is string one && right is string other ? string.CompareOrdinal(one, other)
        : throw new TemplateFault("compares a number with a text");

    private static bool Contains(object? all, object? one) => all switch
    {
        string text => text.Contains(Values.Text(one), StringComparison.Ordinal),
        JsonElement { ValueKind: JsonValueKind.Object } map => one is string name && map.TryGetProperty(name, out _),
        JsonElement { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Any(item => Values.Same(Values.Of(item), one)),
        IReadOnlyDictionary<string, object?> map => map.ContainsKey(Values.Key(one)),
        IReadOnlyList<object?> list => list.Any(item => Values.Same(item, one)),
        _ => false,
    };
}
