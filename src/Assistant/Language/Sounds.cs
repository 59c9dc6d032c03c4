using System.Numerics;

namespace Kith.Assistant.Language;

/// <summary>Words that others may be mistaken for: English ones by their length and letters and by how they are said, Chinese ones by how they are said.</summary>
internal sealed class Sounds
{
    private readonly Dictionary<int, List<(string Word, uint Letters)>> _byLength = [];
    private readonly Dictionary<string, string> _english = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _chinese = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    internal static Sounds Of(IEnumerable<string> written, IEnumerable<string> spoken, IEnumerable<string> chinese)
    {
        var sounds = new Sounds();
        foreach (var word in written) sounds.Write(word);
        foreach (var word in spoken)
            if (Plain(word)) sounds._english.TryAdd(EnglishSound.Of(word), word);
        foreach (var phrase in chinese) sounds.Say(phrase);
        return sounds;
    }

    /// <summary>The English word that is said like this one.</summary>
    internal string? Like(string sound) => _english.GetValueOrDefault(sound);

    /// <summary>The Chinese phrase that is said like this.</summary>
    internal string? LikeHan(string sound) => _chinese.GetValueOrDefault(sound);

    /// <summary>English words of some length that share most of their letters.</summary>
    internal IEnumerable<string> Near(int length, uint letters, int slips)
    {
        foreach (var (word, own) in _byLength.GetValueOrDefault(length) ?? [])
            if (BitOperations.PopCount(own ^ letters) <= slips) yield return word;
    }

    /// <summary>Which letters a word has, as a set of bits.</summary>
    internal static uint Letters(string word)
    {
        var letters = 0u;
        foreach (var letter in word) letters |= 1u << (letter & 31);
        return letters;
    }

    /// <summary>How a Chinese phrase is said; with <paramref name="other"/> by the second sound of those characters that have two. Null where a sound is not known.</summary>
    internal static string? Han(string phrase, bool other = false)
    {
        var sounds = new string[phrase.Length];
        for (var index = 0; index < phrase.Length; index++)
        {
            if (((other ? Pinyin.Other(phrase[index]) : null) ?? Pinyin.Of(phrase[index])) is not { } sound) return null;
            sounds[index] = sound;
        }
        return string.Join(' ', sounds);
    }

    private static bool Plain(string word) => word.Length > 2 && word.All(char.IsAsciiLetter);

    private void Write(string word)
    {
        if (!Plain(word) || !_seen.Add(word)) return;
        if (!_byLength.TryGetValue(word.Length, out var list)) _byLength[word.Length] = list = [];
        list.Add((word, Letters(word)));
    }

    private void Say(string phrase)
    {
        if (phrase.Length < 2 || !phrase.All(Normal.IsHan) || Han(phrase) is not { } sound) return;
        _chinese.TryAdd(sound, phrase);
        if (Han(phrase, other: true) is { } second) _chinese.TryAdd(second, phrase);
    }
}
