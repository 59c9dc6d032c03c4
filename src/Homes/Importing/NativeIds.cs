using System.Text.RegularExpressions;

namespace Kith.Homes.Importing;

/// <summary>
/// What systems know one thing by, made comparable: 0x00158D0001 and 00:15:8d:00:01, zigbee2mqtt_0x00158d0001 and aa-bb-cc-dd-ee-ff. An
/// address inside of a longer text counts by itself.
/// </summary>
public static partial class NativeIds
{
    /// <summary>Shorter texts are numbers and words that many things have.</summary>
    private const int Shortest = 6;

    /// <summary>All that a text may mean.</summary>
    public static IEnumerable<string> Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 300) yield break;
        var lower = text.Trim().ToLowerInvariant();
        if (Address().Match(lower) is { Success: true } match)
        {
            yield return Plain(match.Value.StartsWith("0x", StringComparison.Ordinal) ? match.Value[2..] : match.Value);
            yield break;
        }
        var plain = Plain(lower);
        if (plain.Length >= Shortest) yield return plain;
    }

    /// <summary>Has enough figures to be one thing's own: no name of a model, no word that somebody chose.</summary>
    public static bool IsSerial(string text) => text.Count(char.IsAsciiDigit) >= 4;

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    /// <summary>An IEEE address of 64 bits, or a MAC of 48.</summary>
    [GeneratedRegex("0x[0-9a-f]{16}(?![0-9a-f])|(?<![0-9a-f])[0-9a-f]{2}([:-][0-9a-f]{2}){7}(?![0-9a-f:-])|(?<![0-9a-f])[0-9a-f]{2}([:-][0-9a-f]{2}){5}(?![0-9a-f:-])|(?<![0-9a-z])[0-9a-f]{16}(?![0-9a-z])|(?<![0-9a-z])[0-9a-f]{12}(?![0-9a-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
