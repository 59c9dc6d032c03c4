using System.Globalization;
using System.Text.Json;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Own;

/// <summary>Between what a device says and the spec's values, both ways.</summary>
internal static class OwnValue
{
    private const int Digits = 6;

    /// <summary>None for what the property has no value for.</summary>
    internal static Value Read(JsonElement raw, OwnRead read, Property property)
    {
        if (read.Map is { } map && TextOf(raw) is { } said && map.TryGetValue(said, out var meant)) (raw, read) = (meant, read with { Scale = 1, Offset = 0 });
        if (property.Format is Format.Bool) return Truth(raw) is { } truth ? Value.Of(truth) : default;
        if (property.Format is Format.String) return TextOf(raw) is { } text ? Value.Of(text) : default;
        if (property.Choices is { } choices && TextOf(raw) is { } key && choices.FirstOrDefault(choice => choice.Key == key) is { } choice) return Value.Of(choice.Value);
        if (Number(raw) is not { } number) return default;
        number = Math.Round(number * read.Scale + read.Offset, Digits);
        return property.Format is Format.Float ? Value.Of(number) : Value.Of((long)Math.Round(number));
    }

    /// <summary>The body to send: the value in its place, numbers and truths as JSON has them, texts bare.</summary>
    internal static string Body(Value value, OwnSend send, OwnRead? read, Property property)
    {
        var ours = property.Choices?.FirstOrDefault(choice => choice.Value == value.AsInteger())?.Key ?? TextOf(value);
        string theirs;
        if (send.Map is { } map && map.TryGetValue(ours, out var meant)) theirs = TextOf(meant) ?? "";
        else if (send.Map is null && read?.Map?.FirstOrDefault(row => TextOf(row.Value) == ours) is { Key: { } key }) theirs = key;
        else if (property.Format is Format.Bool or Format.String || property.Choices is not null || read is null) theirs = ours;
        else theirs = Math.Round((value.AsDouble() - read.Offset) / read.Scale, Digits).ToString(CultureInfo.InvariantCulture);
        if (send.Body is not { } body) return theirs;
        var inJson = property.Format is Format.String ? JsonEncodedText.Encode(theirs).ToString() : theirs;
        return body.Replace("{value}", inJson, StringComparison.Ordinal);
    }

    internal static string? TextOf(JsonElement raw) => raw.ValueKind switch
    {
        JsonValueKind.String => raw.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => raw.GetRawText(),
        _ => null,
    };

    private static string TextOf(Value value) => value.Kind is ValueKind.Bool ? value.AsBool() ? "true" : "false" : value.ToString();

    private static bool? Truth(JsonElement raw) => raw.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => raw.GetDouble() != 0,
        JsonValueKind.String => raw.GetString()!.ToLowerInvariant() switch { "on" or "true" or "1" or "yes" or "open" => true, "off" or "false" or "0" or "no" or "closed" => false, _ => null },
        _ => null,
    };

    private static double? Number(JsonElement raw)
    {
        var number = raw.ValueKind is JsonValueKind.Number && raw.TryGetDouble(out var direct) ? direct
            : raw.ValueKind is JsonValueKind.String && double.TryParse(raw.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed
            : raw.ValueKind is JsonValueKind.True ? 1 : raw.ValueKind is JsonValueKind.False ? 0 : double.NaN;
        return double.IsFinite(number) && Math.Abs(number) < 1e15 ? number : null;
    }
}
