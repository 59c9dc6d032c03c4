namespace Kith.Speech.Speaking;

/// <summary>How a sentence is spoken.</summary>
/// <param name="Name">As espeak-ng calls it, with a variant after a plus sign.</param>
/// <param name="Speed">Words a minute.</param>
/// <param name="Pitch">0 to 99.</param>
internal sealed record Speaker(string Name, int Speed = 160, int Pitch = 50);

/// <summary>The voices of each language: the first answers, all of them teach the ear.</summary>
internal static class Speakers
{
    /// <summary>The voice cmn would read Chinese characters as the English names of letters.</summary>
    internal const string Chinese = "cmn-latn-pinyin";

    internal static IReadOnlyDictionary<string, IReadOnlyList<Speaker>> Teachers { get; } = new Dictionary<string, IReadOnlyList<Speaker>>
    {
        ["en"] = [new("en-gb"), new("en-us+f3", 150, 55), new("en-gb-scotland+m3", 180, 40)],
        ["zh"] = [new(Chinese), new($"{Chinese}+f3", 150, 55), new($"{Chinese}+m3", 180, 40)],
    };

    internal static Speaker For(string? language) => Teachers[LanguageOf(language)][0];

    /// <summary>en for everything that is not Chinese.</summary>
    internal static string LanguageOf(string? tag) => tag is not null && (tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("cmn", StringComparison.OrdinalIgnoreCase)) ? "zh" : "en";
}
