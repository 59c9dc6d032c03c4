using Kith.Assistant.Language.Tables;

namespace Kith.Assistant.Language;

/// <summary>Traditional characters as simplified ones (Unicode CLDR, Hant-Hans), those of the Big5 set.</summary>
internal static class Hans
{
    private static readonly char[] Simple = Read();

    internal static char Of(char letter) => Simple[letter];

    private static char[] Read()
    {
        var simple = new char[65536];
        for (var letter = 0; letter < simple.Length; letter++) simple[letter] = (char)letter;
        var pairs = Table.Read("hans").Where(letter => letter > ' ').ToArray();
        for (var index = 0; index + 1 < pairs.Length; index += 2) simple[pairs[index]] = pairs[index + 1];
        return simple;
    }
}
