using Kith.Assistant.Language.Tables;

namespace Kith.Assistant.Language;

/// <summary>
/// What characters sound like (Unicode CLDR, Han-Latin, without tones), folded where ears and keyboards do not tell sounds apart:
/// zh/z, ch/c, sh/s, n/l at the start, ng/n at the end, f/h. Two characters of one fold sound near enough to be mistaken for each other.
/// </summary>
internal static class Pinyin
{
    private static readonly Dictionary<char, string> Sounds = Read();

    /// <summary>The folded sound of a character; null where none is known.</summary>
    internal static string? Of(char letter) => Sounds.GetValueOrDefault(letter);

    /// <summary>Characters that are said in two ways, the second one; the tables know the first.</summary>
    internal static string? Other(char letter) => letter switch
    {
        '调' => "tiao",
        '乐' => "yue",
        '重' => "con",
        '长' => "zan",
        '行' => "han",
        '都' => "du",
        '还' => "huan",
        '大' => "dai",
        _ => null,
    };

    private static Dictionary<char, string> Read()
    {
        var sounds = new Dictionary<char, string>(7000);
        foreach (var line in Table.Read("pinyin").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var sound = Fold(line[..space]);
            foreach (var letter in line.AsSpan(space + 1).Trim()) sounds[letter] = sound;
        }
        return sounds;
    }

    private static string Fold(string sound)
    {
        if (sound is ['z' or 'c' or 's', 'h', ..]) sound = sound[0] + sound[2..];
        if (sound[0] == 'n') sound = 'l' + sound[1..];
        if (sound.EndsWith("ng", StringComparison.Ordinal)) sound = sound[..^1];
        return sound;
    }
}
