using Kith.Speech.Sounds;
using Kith.Speech.Speaking;

namespace Kith.Speech.Hearing;

/// <summary>What an utterance was taken for.</summary>
/// <param name="Ratio">How far it is from the phrase, to how far from the phrase in the middle: 1 says that it is no nearer to this one than to any.</param>
internal sealed record Guess(string Phrase, double Ratio);

/// <summary>Knows a list of phrases by how a few voices say them, and tells which of them is nearest to what it hears, or that none is near.</summary>
internal sealed class Ear
{
    /// <summary>
    /// Measured: what was taught comes in between 0.3 and 0.9, mostly below 0.75; what was not between 0.73 and 0.97. Rather ask again than do the wrong thing.
    /// </summary>
    internal const double MostRatio = 0.8;

    private readonly IReadOnlyList<(string Phrase, Features Sound)> _known;

    private Ear(IReadOnlyList<(string Phrase, Features Sound)> known) => _known = known;

    /// <summary>Has each phrase said once by each voice.</summary>
    internal static async Task<Ear> LearnAsync(IEnumerable<string> phrases, IReadOnlyList<Speaker> voices, CancellationToken cancel = default)
    {
        var known = new List<(string Phrase, Features Sound)>();
        foreach (var phrase in phrases)
            foreach (var voice in voices)
                if (Features.Of(await Espeak.SayAsync(phrase, voice, cancel)) is { } sound) known.Add((phrase, sound));
        return new(known);
    }

    /// <summary>The nearest phrase, or null where none is near or nobody speaks.</summary>
    internal Guess? Hear(Sound sound) => Nearest(sound) is { Ratio: <= MostRatio } guess ? guess : null;

    /// <summary>The nearest phrase, however far.</summary>
    internal Guess? Nearest(Sound sound)
    {
        if (Features.Of(sound) is not { } heard) return null;
        var phrases = _known.AsParallel().Select(known => (known.Phrase, Distance: Warping.Distance(heard, known.Sound)))
            .GroupBy(known => known.Phrase, (phrase, voices) => (Phrase: phrase, Distance: voices.Min(voice => voice.Distance)))
            .Where(phrase => float.IsFinite(phrase.Distance)).OrderBy(phrase => phrase.Distance).ToList();
        return phrases.Count == 0 ? null : new(phrases[0].Phrase, phrases[0].Distance / phrases[phrases.Count / 2].Distance);
    }
}
