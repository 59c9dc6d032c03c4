using Kith.Speech.Hearing;
using Kith.Speech.Sounds;
using Kith.Speech.Speaking;

namespace Kith.Speech.Tests;

/// <summary>Ears that were taught the sample's own phrases, once for all tests.</summary>
public sealed class Taught : IAsyncLifetime
{
    private readonly Dictionary<string, Ear> _ears = [];

    public async Task InitializeAsync()
    {
        foreach (var (language, speakers) in Speakers.Teachers) _ears[language] = await Ear.LearnAsync(Phrases(language), speakers);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    internal Ear Of(string language) => _ears[language];

    internal static string[] Phrases(string language) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "phrases", $"{language}.txt"));

    /// <summary>Half a second of the room before and after, and its noise all over: white, so many decibels below the voice.</summary>
    internal static Sound InARoom(Sound sound, int decibelsBelow, int seed)
    {
        var random = new Random(seed);
        var pause = sound.Rate / 2;
        var loudness = Math.Sqrt(sound.Samples.Average(sample => (double)sample * sample));
        var peak = loudness * Math.Pow(10, -decibelsBelow / 20.0) * Math.Sqrt(3);
        return new(sound.Rate, [.. new short[pause].Concat(sound.Samples).Concat(new short[pause]).Select(sample => (short)Math.Clamp(sample + (((2 * random.NextDouble()) - 1) * peak), short.MinValue, short.MaxValue))]);
    }
}
