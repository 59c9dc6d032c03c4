using System.Globalization;

namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>Points in time, as texts of ISO 8601 and as seconds since 1970; always UTC: a message is of no place.</summary>
internal static class Moments
{
    internal static string Text(double seconds) =>
        Math.Abs(seconds) < 2e11 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : throw new TemplateFault("names a time beyond all calendars");

    internal static object AsText(object? value) => Values.Number(value) is { } seconds ? Text(seconds) : Values.Text(value);

    internal static object Seconds(object? value) =>
        Values.Number(value) is { } seconds ? seconds
        : DateTimeOffset.TryParse(Values.Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUnixTimeMilliseconds() / 1000.0
        : throw new TemplateFault("reads a time where there is none");
}
