using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Homes.Rules.Clock;
using Kith.Imports.Planning;

namespace Kith.Imports.HomeAssistant;

/// <summary>How times are written there.</summary>
internal static class Times
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>00:05:00, 300 (seconds), or {minutes: 5}; null for a template and for what is missing.</summary>
    internal static TimeSpan? Span(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            double seconds = 0;
            foreach (var (field, value) in map)
            {
                if (value.Number() is not { } number) return null;
                seconds += number * field switch { "days" => 86_400, "hours" => 3_600, "minutes" => 60, "seconds" => 1, "milliseconds" => 0.001, _ => 0 };
            }
            return Seconds(seconds);
        }
        if (node.Text() is not { } text) return null;
        if (node.Number() is { } plain) return Seconds(plain);
        var sign = text.StartsWith('-') ? -1 : 1;
        var parts = text.TrimStart('-', '+').Split(':');
        return parts.Length is 2 or 3 && parts.All(part => double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            ? Seconds(sign * parts.Select((part, place) => double.Parse(part, CultureInfo.InvariantCulture) * (place == 0 ? 3_600 : place == 1 ? 60 : 1)).Sum())
            : null;
    }

    /// <summary>07:00, 07:00:30 or 7:00.</summary>
    internal static ClockTime? Clock(string? text) =>
        TimeOnly.TryParseExact(text, ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new ClockTime(time) : null;

    internal static DayFilter? Weekdays(JsonNode? node)
    {
        var days = node.Texts().Select(text => Array.IndexOf(Days, text.ToLowerInvariant()[..Math.Min(3, text.Length)])).Where(place => place >= 0).Distinct().Order().Select(place => (Weekday)place).ToList();
        return days.Count is > 0 and < 7 ? new DayFilter(days) : null;
    }

    /// <summary>A text with a template in it is nothing that can be read here.</summary>
    internal static bool IsTemplate(string? text) => text is not null && (text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal));

    private static TimeSpan? Seconds(double seconds) => Math.Abs(seconds) < 1e8 ? TimeSpan.FromSeconds(seconds) : null;
}
