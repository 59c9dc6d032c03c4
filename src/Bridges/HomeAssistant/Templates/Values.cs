using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>
/// Values of templates: null, <see cref="Missing"/>, bool, long, double, string, lists, and maps by text. They are written and compared as
/// Python does, because emitters were written against it: true is True, 21.0 keeps its point, nothing is None.
/// </summary>
internal static class Values
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static object? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number when json.TryGetInt64(out var whole) && !json.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') => whole,
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.Array or JsonValueKind.Object => json,
        _ => null,
    };

    internal static bool Truth(object? value) => value switch
    {
        null or Missing => false,
        bool its => its,
        long its => its != 0,
        double its => its != 0,
        string its => its.Length > 0,
        JsonElement { ValueKind: JsonValueKind.Array } its => its.GetArrayLength() > 0,
        JsonElement { ValueKind: JsonValueKind.Object } its => its.EnumerateObject().Any(),
        IReadOnlyCollection<object?> its => its.Count > 0,
        IReadOnlyDictionary<string, object?> its => its.Count > 0,
        _ => true,
    };

    internal static double? Number(object? value) => value switch
    {
        bool its => its ? 1 : 0,
        long its => its,
        double its => its,
        _ => null,
    };

    /// <summary>Number out of a text too.</summary>
    internal static double? Parsed(object? value) => Number(value)
        ?? (value is string text && double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null);

    internal static string Text(object? value) => value switch
    {
        null => "None",
        Missing => "",
        bool its => its ? "True" : "False",
        long its => its.ToString(CultureInfo.InvariantCulture),
        double its => Text(its),
        string its => its,
        _ => Json(value),
    };

    private static string Text(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E', 'n') || text.Contains("Inf", StringComparison.Ordinal) ? text : text + ".0";
    }

    internal static bool Same(object? left, object? right)
    {
        if (Number(left) is { } one && Number(right) is { } other) return one == other;
        if (left is string a && right is string b) return a == b;
        if (left is null or Missing || right is null or Missing) return left is null or Missing && right is null or Missing;
        return left is not (string or bool or long or double) && right is not (string or bool or long or double) && Json(left) == Json(right);
    }

    internal static string Json(object? value)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Plain)) Write(writer, value, 0);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > TemplateLimits.Depth) throw new TemplateFault("makes something too deep");
        switch (value)
        {
            case null or Missing: writer.WriteNullValue(); break;
            case bool its: writer.WriteBooleanValue(its); break;
            case long its: writer.WriteNumberValue(its); break;
            case double its: writer.WriteRawValue(Text(its)); break;
            case string its: writer.WriteStringValue(its); break;
            case JsonElement its: its.WriteTo(writer); break;
            case IReadOnlyDictionary<string, object?> its:
                writer.WriteStartObject();
                foreach (var (key, inner) in its)
                {
                    writer.WritePropertyName(key.TrimStart('\0'));
                    Write(writer, inner, depth + 1);
                }
                writer.WriteEndObject();
                break;
            case IReadOnlyList<object?> its:
                writer.WriteStartArray();
                foreach (var inner in its) Write(writer, inner, depth + 1);
                writer.WriteEndArray();
                break;
            default: throw new TemplateFault("makes something that has no form");
        }
    }

    /// <summary>A field of a map or an item of a list; missing when there is none.</summary>
    internal static object? Member(object? of, object? key)
    {
        switch (of)
        {
            case JsonElement { ValueKind: JsonValueKind.Object } map: return key is string name && map.TryGetProperty(name, out var field) ? Of(field) : Missing.It;
            case JsonElement { ValueKind: JsonValueKind.Array } list: return Place(key, list.GetArrayLength()) is { } place ? Of(list[place]) : Missing.It;
            case IReadOnlyDictionary<string, object?> map: return map.TryGetValue(Key(key), out var its) ? its : Missing.It;
            case IReadOnlyList<object?> list: return Place(key, list.Count) is { } at ? list[at] : Missing.It;
            case string text: return Place(key, text.Length) is { } letter ? text[letter].ToString() : Missing.It;
            case Missing: throw new TemplateFault("looks into something that is not there");
            default: return Missing.It;
        }
    }

    internal static object? Stretch(object? of, object? from, object? to)
    {
        var items = of is JsonElement { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Select(Of).ToList() : of as IReadOnlyList<object?>;
        if (of is not string && items is null) throw new TemplateFault("takes a stretch of what has none");
        var count = of is string all ? all.Length : items!.Count;
        int Place(object? place, int otherwise) => place is null ? otherwise : place is long index ? (int)Math.Clamp(index < 0 ? index + count : index, 0, count) : throw new TemplateFault("takes a stretch between what are no numbers");
        var (first, last) = (Place(from, 0), Place(to, count));
        last = Math.Max(first, last);
        return of is string text ? text[first..last] : items!.Skip(first).Take(last - first).ToList();
    }

    /// <summary>Keys of maps that a template writes may be numbers; they are told apart from texts by what no text begins with.</summary>
    internal static string Key(object? key) => key is string text ? text : $"\0{(Number(key) is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : Text(key))}";

    private static int? Place(object? key, int count) => key is long index && (index < 0 ? index + count : index) is var place && place >= 0 && place < count ? (int)place : null;
}
