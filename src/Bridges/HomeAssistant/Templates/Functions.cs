using System.Globalization;
using System.Text.Json;

namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>
/// Every filter, method, function and test that templates may use: a row each. What is not here is refused when the template is read.
/// Meanings: jinja.palletsprojects.com and home-assistant.io, "Templating".
/// </summary>
internal static class Functions
{
    private static readonly Dictionary<string, object?> Nothing = [];

    private static readonly Dictionary<string, Func<Arguments, object?>> FilterRows = new(StringComparer.Ordinal)
    {
        ["int"] = Int,
        ["float"] = Float,
        ["bool"] = Bool,
        ["round"] = Round,
        ["abs"] = its => its.Value is long whole ? (object)Math.Abs(whole) : Math.Abs(NumberOf(its)),
        ["multiply"] = its => Operators.Do("*", Float(new Arguments([its.Value], Nothing)), its.At(1, "amount")),
        ["add"] = its => Operators.Do("+", Float(new Arguments([its.Value], Nothing)), its.At(1, "amount")),
        ["bitwise_and"] = its => (long)NumberOf(its) & Whole(its.At(1, "second_value")),
        ["bitwise_or"] = its => (long)NumberOf(its) | Whole(its.At(1, "second_value")),
        ["min"] = its => Numbers(its).Min(),
        ["max"] = its => Numbers(its).Max(),
        ["default"] = Default,
        ["d"] = Default,
        ["is_defined"] = its => its.Value is Missing ? throw new TemplateFault("needs a value that is not there") : its.Value,
        ["iif"] = its => Values.Truth(its.Value) ? its.At(1, "if_true", true) : its.At(2, "if_false", false),
        ["string"] = its => Values.Text(its.Value),
        ["lower"] = its => Values.Text(its.Value).ToLowerInvariant(),
        ["upper"] = its => Values.Text(its.Value).ToUpperInvariant(),
        ["title"] = its => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Values.Text(its.Value).ToLowerInvariant()),
        ["capitalize"] = its => Capital(Values.Text(its.Value)),
        ["trim"] = its => Values.Text(its.Value).Trim(),
        ["replace"] = its => Replaced(Values.Text(its.Value), its.Text(1, "old"), its.Text(2, "new")),
        ["truncate"] = Truncate,
        ["length"] = its => (long)Items(its.Value).Count(),
        ["count"] = its => (long)Items(its.Value).Count(),
        ["first"] = its => Values.Member(its.Value, 0L),
        ["last"] = its => Values.Member(its.Value, -1L),
        ["join"] = its => Scope.Bounded(string.Join(its.Text(1, "d"), Items(its.Value).Select(Values.Text))),
        ["tojson"] = its => Scope.Bounded(Values.Json(its.Value)),
        ["to_json"] = its => Scope.Bounded(Values.Json(its.Value)),
        ["from_json"] = FromJson,
        ["timestamp_utc"] = its => Moments.Text(NumberOf(its)),
        ["timestamp_local"] = its => Moments.Text(NumberOf(its)),
        ["as_datetime"] = its => Moments.AsText(its.Value),
        ["as_timestamp"] = its => Moments.Seconds(its.Value),
    };

    private static readonly Dictionary<string, Func<Arguments, object?>> MethodRows = new(StringComparer.Ordinal)
    {
        ["get"] = its => Values.Member(its.Value, its.At(1, "key")) is var found && found is Missing ? its.At(2, "default") : found,
        ["lower"] = its => Values.Text(its.Value).ToLowerInvariant(),
        ["upper"] = its => Values.Text(its.Value).ToUpperInvariant(),
        ["title"] = its => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Values.Text(its.Value).ToLowerInvariant()),
        ["strip"] = its => Values.Text(its.Value).Trim(),
        ["replace"] = its => Replaced(Values.Text(its.Value), its.Text(1, "old"), its.Text(2, "new")),
        ["split"] = its => Values.Text(its.Value).Split(its.Has(1, "sep") ? its.Text(1, "sep") : " ", its.Has(1, "sep") ? StringSplitOptions.None : StringSplitOptions.RemoveEmptyEntries).ToList<object?>(),
        ["startswith"] = its => Values.Text(its.Value).StartsWith(its.Text(1, "prefix"), StringComparison.Ordinal),
        ["endswith"] = its => Values.Text(its.Value).EndsWith(its.Text(1, "suffix"), StringComparison.Ordinal),
    };

    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal) { "int", "float", "bool", "min", "max", "iif", "as_timestamp", "as_datetime" };

    private static readonly Dictionary<string, Func<Arguments, object?>> TestRows = new(StringComparer.Ordinal)
    {
        ["defined"] = its => its.Value is not Missing,
        ["undefined"] = its => its.Value is Missing,
        ["none"] = its => its.Value is null,
        ["number"] = its => its.Value is long or double,
        ["string"] = its => its.Value is string,
        ["boolean"] = its => its.Value is bool,
        ["true"] = its => its.Value is true,
        ["false"] = its => its.Value is false,
        ["mapping"] = its => its.Value is JsonElement { ValueKind: JsonValueKind.Object } or IReadOnlyDictionary<string, object?>,
        ["sequence"] = its => its.Value is string or JsonElement or IReadOnlyList<object?>,
        ["odd"] = its => (Whole(its.Value) & 1) == 1,
        ["even"] = its => (Whole(its.Value) & 1) == 0,
    };

    internal static Function Filter(string name) => Find(FilterRows, name, "the filter");

    internal static Function Method(string name) => Find(MethodRows, name, "the method");

    internal static Function Test(string name) => Find(TestRows, name, "the test");

    internal static Function Named(string name) => Plain.Contains(name) ? Filter(name) : throw new TemplateFault($"uses the function {name}");

    private static Function Find(Dictionary<string, Func<Arguments, object?>> rows, string name, string what) =>
        rows.TryGetValue(name, out var row) ? new Function(name, row) : throw new TemplateFault($"uses {what} {name}");

    private static object? Int(Arguments its)
    {
        if (its.Value is string text && its.Has(2, "base") && its.Whole(2, "base", 10) == 16)
            return long.TryParse(text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? hex : Otherwise(its);
        return Values.Parsed(its.Value) is { } number && Math.Abs(number) < 1L << 53 ? (object)(long)Math.Truncate(number) : Otherwise(its);
    }

    private static object? Float(Arguments its) => Values.Parsed(its.Value) is { } number ? number : Otherwise(its);

    private static object? Otherwise(Arguments its) => its.Has(1, "default") ? its.At(1, "default") : throw new TemplateFault("reads a number where there is none");

    private static object? Bool(Arguments its) => its.Value switch
    {
        bool truth => truth,
        long or double => Values.Number(its.Value) != 0,
        string text when text.ToLowerInvariant() is "true" or "yes" or "on" or "enable" or "1" => true,
        string text when text.ToLowerInvariant() is "false" or "no" or "off" or "disable" or "0" => false,
        _ => Otherwise(its),
    };

    private static object? Round(Arguments its)
    {
        if (Values.Parsed(its.Value) is not { } number) return its.Has(3, "default") ? its.At(3, "default") : throw new TemplateFault("rounds what is no number");
        var digits = Math.Clamp(its.Whole(1, "precision", 0), 0, 12);
        var (method, scale) = (its.Has(2, "method") ? its.Text(2, "method") : "common", Math.Pow(10, digits));
        number = method switch { "floor" => Math.Floor(number * scale) / scale, "ceil" => Math.Ceiling(number * scale) / scale, _ => Math.Round(number, digits) };
        return digits == 0 && Math.Abs(number) < 1L << 53 ? (object)(long)number : Math.Round(number, digits);
    }

    private static object? Default(Arguments its) =>
        its.Value is Missing || (Values.Truth(its.At(2, "boolean", false)) && !Values.Truth(its.Value)) ? its.At(1, "default_value", "") : its.Value;

    private static string Truncate(Arguments its)
    {
        var (text, most, end) = (Values.Text(its.Value), Math.Max(0, its.Whole(1, "length", 255)), its.Has(3, "end") ? its.Text(3, "end") : "...");
        if (text.Length <= most + its.Whole(4, "leeway", 5)) return text;
        var cut = text[..Math.Min(text.Length, Math.Max(0, most - end.Length))];
        if (!Values.Truth(its.At(2, "killwords", false)) && cut.LastIndexOf(' ') is > 0 and var space) cut = cut[..space];
        return cut + end;
    }

    private static object? FromJson(Arguments its)
    {
        try
        {
            using var document = JsonDocument.Parse(Values.Text(its.Value), new JsonDocumentOptions { MaxDepth = TemplateLimits.Depth });
            return Values.Of(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return its.Has(1, "default") ? its.At(1, "default") : throw new TemplateFault("reads JSON where there is none");
        }
    }

    private static string Replaced(string text, string old, string with) => old.Length == 0 ? text : Scope.Bounded(text.Replace(old, with, StringComparison.Ordinal));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    private static IEnumerable<object?> Items(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(Values.Of),
        JsonElement { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().Select(field => (object?)field.Name),
        IReadOnlyDictionary<string, object?> map => map.Keys,
        IReadOnlyList<object?> list => list,
        string text => text.Select(letter => (object?)letter.ToString()),
        _ => throw new TemplateFault("takes the items of what has none"),
    };

    private static List<double> Numbers(Arguments its)
    {
        var all = its.Count == 1 ? Items(its.Value) : Enumerable.Range(0, its.Count).Select(place => its.At(place, ""));
        var numbers = all.Select(item => Values.Parsed(item) ?? throw new TemplateFault("compares what is no number")).ToList();
        return numbers.Count > 0 ? numbers : throw new TemplateFault("compares nothing");
    }

    private static double NumberOf(Arguments its) => Values.Parsed(its.Value) ?? throw new TemplateFault("reckons with what is no number");

    private static long Whole(object? value) => Values.Parsed(value) is { } number ? (long)number : throw new TemplateFault("reckons with what is no number");
}
