namespace Kith.Speech.Hearing;

/// <summary>Where in a sound somebody speaks: from the first to the last frame that is clearly louder than the quiet of the room.</summary>
internal static class Spoken
{
    /// <summary>Speech stands at least this far above the room's own noise, and no further below its own loudest.</summary>
    private const double AboveQuietDecibels = 9, BelowLoudestDecibels = 32;

    /// <summary>Below this it is the noise of the converter, whatever stands out of it (of 16 bits).</summary>
    private const double LeastLevel = 60;

    /// <summary>A click is shorter, the shortest command is longer.</summary>
    private const int LeastFrames = 20;

    /// <summary>A soft beginning or end is let in.</summary>
    private const int Margin = 3;

    internal static (int From, int Count)? In(ReadOnlySpan<short> samples)
    {
        var count = samples.Length / Features.Hop;
        if (count < LeastFrames) return null;
        var levels = new double[count];
        for (var frame = 0; frame < count; frame++)
        {
            var sum = 0.0;
            foreach (var sample in samples.Slice(frame * Features.Hop, Features.Hop)) sum += (double)sample * sample;
            levels[frame] = 10 * Math.Log10((sum / Features.Hop) + 1);
        }
        double[] sorted = [.. levels.Order()];
        var (quiet, loudest) = (sorted[count / 10], sorted[^Math.Max(1, count / 50)]);
        var least = Math.Max(20 * Math.Log10(LeastLevel), Math.Max(loudest - BelowLoudestDecibels, Math.Min(quiet + AboveQuietDecibels, loudest - AboveQuietDecibels)));
        var (first, last) = (Array.FindIndex(levels, level => level >= least), Array.FindLastIndex(levels, level => level >= least));
        if (first < 0 || last - first < LeastFrames) return null;
        (first, last) = (Math.Max(0, first - Margin), Math.Min(count - 1, last + Margin));
        return (first, last - first + 1);
    }
}
