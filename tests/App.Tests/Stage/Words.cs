using System.Text.RegularExpressions;

namespace Kith.App.Tests.Stage;

/// <summary>The app's own texts by key, for stories that are told in every language and for the rules about texts.</summary>
internal sealed partial class Words
{
    private readonly Dictionary<string, string> _texts;

    private Words(string language) =>
        _texts = Directory.GetFiles(Path.Combine(Built.AppSource, "i18n", language), "*.ts").Append(Path.Combine(Built.AppSource, "i18n", $"{language}.ts"))
            .SelectMany(file => Entry().Matches(File.ReadAllText(file))).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    internal static Words English { get; } = new("en");

    internal static Words Chinese { get; } = new("zh");

    /// <summary>As they are written in the source, quotes and plurals included.</summary>
    internal IReadOnlyDictionary<string, string> Written => _texts;

    /// <summary>The text of a key that has no plural, its slots filled in their order.</summary>
    internal string this[string key, params string[] slots]
    {
        get
        {
            var next = 0;
            return Slot().Replace(_texts[key].Trim('\'').Replace("\\'", "'", StringComparison.Ordinal), slot => next < slots.Length ? slots[next++] : slot.Value);
        }
    }

    internal static Words Of(Look look) => Of(look.Locale);

    internal static Words Of(string locale) => locale.StartsWith("zh", StringComparison.Ordinal) ? Chinese : English;

    [GeneratedRegex(@"^  '([^']+)': (.+),$", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Slot();
}
