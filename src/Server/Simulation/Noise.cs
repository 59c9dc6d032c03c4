namespace Kith.Server.Simulation;

/// <summary>Chance that is the same for the same question: a simulated past can be told again and always fits the present.</summary>
internal static class Noise
{
    /// <summary>A number from 0 to below 1 out of a seed and a step.</summary>
    internal static double At(ulong seed, long step)
    {
        // splitmix64 (Steele, Lea, Flood 2014): every bit of both inputs reaches every bit of the answer.
        var mixed = seed + (ulong)step * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A smooth curve from -1 to 1 that turns about once in each period.</summary>
    internal static double Smooth(ulong seed, DateTimeOffset time, TimeSpan period)
    {
        var position = time.ToUnixTimeMilliseconds() / period.TotalMilliseconds;
        var step = (long)Math.Floor(position);
        var part = position - step;
        var eased = part * part * (3 - 2 * part);
        return (At(seed, step) * (1 - eased) + At(seed, step + 1) * eased) * 2 - 1;
    }

    internal static ulong Seed(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }
}
