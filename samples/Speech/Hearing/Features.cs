using System.Numerics;
using Kith.Speech.Sounds;

namespace Kith.Speech.Hearing;

/// <summary>
/// What of a sound makes its words: every 10 ms the shape of its spectrum as 13 mel-frequency cepstral coefficients (Davis and Mermelstein, 1980)
/// and how they change. Each is brought to mean 0 and variance 1 over the utterance, so that loudness, microphone and room matter little.
/// </summary>
/// <param name="Values">One row of <see cref="Width"/> after the other.</param>
internal sealed record Features(float[] Values, int Count)
{
    internal const int Rate = 16_000;

    /// <summary>13 coefficients, 13 changes, and zeros up to what a processor adds at once.</summary>
    internal const int Width = 32;

    internal const int Hop = Rate / 100;

    private const int Coefficients = 13, Window = Rate / 40, Points = 512, Bands = 26;

    /// <summary>Frames before and after, over which a change is measured.</summary>
    private const int Around = 2;

    private const double LowestHertz = 80, HighestHertz = 7600, Emphasis = 0.97;

    /// <summary>35 dB below the mean of the voice.</summary>
    private const double Floor = 0.0003;

    private static readonly double[] Hamming = [.. Enumerable.Range(0, Window).Select(i => 0.54 - (0.46 * Math.Cos(2 * Math.PI * i / (Window - 1))))];

    private static readonly double[][] Cosines =
        [.. Enumerable.Range(0, Coefficients).Select(order => Enumerable.Range(0, Bands).Select(band => Math.Cos(Math.PI * order * (band + 0.5) / Bands)).ToArray())];

    private static readonly double[][] Filters = Mel();

    internal TimeSpan Length => TimeSpan.FromSeconds((double)Count * Hop / Rate);

    internal ReadOnlySpan<float> Row(int index) => Values.AsSpan(index * Width, Width);

    /// <summary>Of the spoken part of a sound; null where nobody speaks in it.</summary>
    internal static Features? Of(Sound sound)
    {
        var samples = sound.At(Rate).Samples;
        if (Spoken.In(samples) is not { } spoken) return null;
        var (from, count) = spoken;
        var bands = BandsOf(samples, from, count);
        // What is much weaker than the voice is as good as silent: a quiet room and a noisy one then look alike between the sounds.
        var floor = bands.Average() * Floor;
        var values = new float[count * Width];
        for (var frame = 0; frame < count; frame++)
            for (var order = 0; order < Coefficients; order++)
            {
                var sum = 0.0;
                for (var band = 0; band < Bands; band++) sum += Math.Log(bands[(frame * Bands) + band] + floor) * Cosines[order][band];
                values[(frame * Width) + order] = (float)sum;
            }
        AddChanges(values, count);
        Level(values, count);
        return new(values, count);
    }

    /// <summary>The power in each band of each frame.</summary>
    private static double[] BandsOf(short[] samples, int from, int count)
    {
        var bands = new double[count * Bands];
        var points = new Complex[Points];
        for (var frame = 0; frame < count; frame++)
        {
            Cut(samples, (from + frame) * Hop, points);
            Spectrum.Transform(points);
            for (var band = 0; band < Bands; band++)
            {
                var filter = Filters[band];
                for (var i = 0; i < filter.Length; i++)
                    if (filter[i] > 0) bands[(frame * Bands) + band] += filter[i] * ((points[i].Real * points[i].Real) + (points[i].Imaginary * points[i].Imaginary));
            }
        }
        return bands;
    }

    private static void Cut(short[] samples, int start, Complex[] points)
    {
        for (var i = 0; i < Points; i++)
        {
            var at = start + i;
            points[i] = i >= Window || at >= samples.Length ? Complex.Zero : (samples[at] - (Emphasis * samples[Math.Max(0, at - 1)])) * Hamming[i];
        }
    }

    private static void AddChanges(float[] values, int count)
    {
        for (var frame = 0; frame < count; frame++)
            for (var order = 0; order < Coefficients; order++)
            {
                var change = 0f;
                for (var far = 1; far <= Around; far++)
                    change += far * (values[(Math.Min(count - 1, frame + far) * Width) + order] - values[(Math.Max(0, frame - far) * Width) + order]);
                values[(frame * Width) + Coefficients + order] = change / 10;
            }
    }

    private static void Level(float[] values, int count)
    {
        for (var column = 0; column < 2 * Coefficients; column++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var frame = 0; frame < count; frame++)
            {
                double value = values[(frame * Width) + column];
                sum += value;
                squares += value * value;
            }
            var mean = sum / count;
            var deviation = Math.Sqrt(Math.Max(1e-6, (squares / count) - (mean * mean)));
            for (var frame = 0; frame < count; frame++) values[(frame * Width) + column] = (float)((values[(frame * Width) + column] - mean) / deviation);
        }
    }

    /// <summary>Triangles that are equally wide to the ear: 2595 log10(1 + f / 700).</summary>
    private static double[][] Mel()
    {
        static double ToMel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));
        static double ToHertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
        var (low, high) = (ToMel(LowestHertz), ToMel(HighestHertz));
        double[] edges = [.. Enumerable.Range(0, Bands + 2).Select(i => ToHertz(low + ((high - low) * i / (Bands + 1))) * Points / Rate)];
        return [.. Enumerable.Range(0, Bands).Select(band => Enumerable.Range(0, (Points / 2) + 1)
            .Select(point => Math.Max(0, Math.Min((point - edges[band]) / (edges[band + 1] - edges[band]), (edges[band + 2] - point) / (edges[band + 2] - edges[band + 1])))).ToArray())];
    }
}
