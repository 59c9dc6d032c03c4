namespace Kith.Imports.Planning;

/// <summary>Colours as one number, 0xRRGGBB.</summary>
internal static class Colors
{
    /// <summary>Of a hue in degrees and a saturation in percent, at full brightness.</summary>
    internal static int OfHue(double hue, double saturation)
    {
        var (h, s) = ((hue % 360 + 360) % 360 / 60, Math.Clamp(saturation, 0, 100) / 100);
        int Part(double offset)
        {
            var k = (offset + h) % 6;
            return (int)Math.Round(255 * (1 - s * Math.Max(0, Math.Min(Math.Min(k, 4 - k), 1))));
        }
        return (Part(5) << 16) | (Part(3) << 8) | Part(1);
    }

    /// <summary>Of a place in the CIE 1931 diagram, at full brightness.</summary>
    internal static int OfXy(double x, double y)
    {
        if (y <= 0) return 0xFFFFFF;
        var (big, z) = (x / y, (1 - x - y) / y);
        double[] linear = [big * 3.2406 - 1.5372 - z * 0.4986, -big * 0.9689 + 1.8758 + z * 0.0415, big * 0.0557 - 0.2040 + z * 1.0570];
        var most = Math.Max(linear.Max(), 1e-9);
        return linear.Select(part => Math.Clamp(part / most, 0, 1)).Select(part => part <= 0.0031308 ? 12.92 * part : 1.055 * Math.Pow(part, 1 / 2.4) - 0.055)
            .Aggregate(0, (all, part) => (all << 8) | (int)Math.Round(part * 255));
    }
}
