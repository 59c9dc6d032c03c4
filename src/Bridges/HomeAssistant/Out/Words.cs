using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.HomeAssistant.Out;

/// <summary>Values as they stand in messages to Home Assistant and back: ON and OFF, keys of choices, numbers, "255,0,0" for a colour.</summary>
internal static class Words
{
    internal static JsonNode Of(Property property, Value value) => property switch
    {
        { Format: Format.Bool } => JsonValue.Create(value.AsBool() ? "ON" : "OFF"),
        { Choices: { } choices } => JsonValue.Create(choices.FirstOrDefault(choice => choice.Value == value.AsInteger())?.Key ?? value.ToString()),
        { Unit: "rgb" } => JsonValue.Create($"{(value.AsInteger() >> 16) & 255},{(value.AsInteger() >> 8) & 255},{value.AsInteger() & 255}"),
        { Format: Format.String } => JsonValue.Create(value.AsText() ?? ""),
        _ => value.Kind is ValueKind.Float ? JsonValue.Create(value.AsDouble()) : JsonValue.Create(value.AsInteger()),
    };

    /// <summary>None for what is no value of the property; whether it fits is the home's to say.</summary>
    internal static Value Read(Property property, string word)
    {
        if (property.Format is Format.Bool) return word is "ON" or "OFF" ? Value.Of(word == "ON") : default;
        if (property.Choices is { } choices) return choices.FirstOrDefault(choice => choice.Key == word) is { } choice ? Value.Of(choice.Value) : default;
        if (property.Format is Format.String) return Value.Of(word);
        if (property.Unit == "rgb")
        {
            var parts = word.Split(',');
            return parts.Length >= 3 && byte.TryParse(parts[0], CultureInfo.InvariantCulture, out var red) && byte.TryParse(parts[1], CultureInfo.InvariantCulture, out var green)
                && byte.TryParse(parts[2], CultureInfo.InvariantCulture, out var blue) ? Value.Of(((long)red << 16) | ((long)green << 8) | blue) : default;
        }
        if (!double.TryParse(word, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return default;
        return property.Format is Format.Float ? Value.Of(number) : Math.Abs(number) < 1L << 53 ? Value.Of((long)Math.Round(number)) : default;
    }
}
