using System.Numerics;

namespace Kith.Speech.Hearing;

/// <summary>
/// How far two utterances are apart when time may stretch (dynamic time warping, Sakoe and Chiba, 1978): the mean distance of their frames along
/// the best path that stays near the diagonal.
/// </summary>
internal static class Warping
{
    /// <summary>How far from the diagonal, as a share of the longer one.</summary>
    private const double Band = 0.15;

    /// <summary>Nobody says the same words this much slower.</summary>
    private const double MostStretch = 1.8;

    /// <summary>Infinity where one is so much longer that it cannot be the same.</summary>
    internal static float Distance(Features one, Features other)
    {
        var (rows, columns) = (one.Count, other.Count);
        if (Math.Max(rows, columns) > Math.Min(rows, columns) * MostStretch) return float.PositiveInfinity;
        var reach = Math.Max(10, (int)(Band * Math.Max(rows, columns)));
        var (before, now) = (new float[columns + 1], new float[columns + 1]);
        Array.Fill(before, float.PositiveInfinity);
        before[0] = 0;
        for (var row = 0; row < rows; row++)
        {
            Array.Fill(now, float.PositiveInfinity);
            var middle = row * columns / rows;
            for (var column = Math.Max(0, middle - reach); column < Math.Min(columns, middle + reach + 1); column++)
            {
                var distance = Between(one.Row(row), other.Row(column));
                // A step along both costs both: else the diagonal would be a short cut.
                now[column + 1] = Math.Min(before[column] + (2 * distance), Math.Min(before[column + 1], now[column]) + distance);
            }
            (before, now) = (now, before);
        }
        return before[columns] / (rows + columns);
    }

    private static float Between(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < Features.Width; i += Vector<float>.Count)
        {
            var difference = new Vector<float>(one[i..]) - new Vector<float>(other[i..]);
            sum += difference * difference;
        }
        return MathF.Sqrt(Vector.Sum(sum));
    }
}
