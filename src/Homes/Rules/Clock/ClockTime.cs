using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Homes.Rules.Clock;

/// <summary>A time of day as people write it: 07:00, or 07:00:30.</summary>
[JsonConverter(typeof(ClockTimeJson))]
public readonly record struct ClockTime(TimeOnly Time)
{
    private static readonly string[] Formats = ["HH:mm", "HH:mm:ss"];

    internal static bool TryParse(string? text, out ClockTime time)
    {
        var whole = TimeOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var its);
        time = new ClockTime(its);
        return whole;
    }

    /// <summary>Seconds only where there are some.</summary>
    /// <inheritdoc/>
    public override string ToString() => Time.ToString(Time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>HH:mm or HH:mm:ss.</summary>
public sealed class ClockTimeJson : JsonConverter<ClockTime>
{
    /// <inheritdoc/>
    public override ClockTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && ClockTime.TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("a time of day is HH:mm or HH:mm:ss");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ClockTime value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
