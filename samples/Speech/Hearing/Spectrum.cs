using System.Numerics;

namespace Kith.Speech.Hearing;

/// <summary>The fast Fourier transform of Cooley and Tukey, in place, for a power of two.</summary>
internal static class Spectrum
{
    internal static void Transform(Span<Complex> points)
    {
        for (int i = 1, j = 0; i < points.Length; i++)
        {
            var bit = points.Length >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j) (points[i], points[j]) = (points[j], points[i]);
        }
        for (var size = 2; size <= points.Length; size <<= 1)
        {
            var turn = Complex.FromPolarCoordinates(1, -2 * Math.PI / size);
            for (var start = 0; start < points.Length; start += size)
            {
                var factor = Complex.One;
                for (var i = start; i < start + (size / 2); i++)
                {
                    var (even, odd) = (points[i], points[i + (size / 2)] * factor);
                    (points[i], points[i + (size / 2)]) = (even + odd, even - odd);
                    factor *= turn;
                }
            }
        }
    }
}
