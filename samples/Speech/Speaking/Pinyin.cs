using System.Text.RegularExpressions;

namespace Kith.Speech.Speaking;

/// <summary>Characters with two readings of which espeak-ng takes the wrong one, in words that a home speaks: they are given to it as they sound.</summary>
internal static partial class Pinyin
{
    private static readonly Dictionary<string, string> Sounds = new(StringComparer.Ordinal)
    {
        ["调"] = "tiao2", ["音乐"] = "yin1 yue4", ["乐曲"] = "yue4 qu3", ["睡觉"] = "shui4 jiao4", ["银行"] = "yin2 hang2", ["重新"] = "chong2 xin1", ["暖和"] = "nuan3 huo5",
    };

    internal static string Of(string text) => Words().Replace(text, word => $" {Sounds[word.Value]} ");

    [GeneratedRegex("音乐|乐曲|睡觉|银行|重新|暖和|调")]
    private static partial Regex Words();
}
