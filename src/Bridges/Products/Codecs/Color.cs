namespace Kith.Bridges.Products.Codecs;

/// <summary>
/// Colour without brightness, between sRGB (0xRRGGBB) and what lights speak: CIE 1931 xy, or hue and saturation.
/// sRGB: IEC 61966-2-1 (matrix and transfer curve, white D65). Brightness is the light's own property, so the strongest channel is 255 on the way here.
/// </summary>
internal static class Color
{
    internal static (double X, double Y) ToXy(uint rgb)
    {
        var (r, g, b) = (Linear(rgb >> 16), Linear(rgb >> 8), Linear(rgb));
        var x = 0.4124 * r + 0.3576 * g + 0.1805 * b;
        var y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        var z = 0.0193 * r + 0.1192 * g + 0.9505 * b;
        var sum = x + y + z;
        // Black has no colour; white's place (D65) stands for it.
        return sum <= 0 ? (0.3127, 0.3290) : (x / sum, y / sum);
    }

    internal static uint FromXy(double x, double y)
    {
        y = Math.Max(y, 1e-4);
        var (bigX, bigZ) = (x / y, (1 - x - y) / y);
        return Pack(
            3.2406 * bigX - 1.5372 - 0.4986 * bigZ,
            -0.9689 * bigX + 1.8758 + 0.0415 * bigZ,
            0.0557 * bigX - 0.2040 + 1.0570 * bigZ);
    }

    /// <summary>Hue 0 to 360 degrees, saturation 0 to 100 percent.</summary>
    internal static (double Hue, double Saturation) ToHueSaturation(uint rgb)
    {
        double r = (rgb >> 16) & 255, g = (rgb >> 8) & 255, b = rgb & 255;
        var (max, min) = (Math.Max(r, Math.Max(g, b)), Math.Min(r, Math.Min(g, b)));
        var span = max - min;
        if (span <= 0) return (0, 0);
        var sector = max == r ? (g - b) / span : max == g ? 2 + (b - r) / span : 4 + (r - g) / span;
        return ((sector * 60 + 360) % 360, span / max * 100);
    }

    internal static uint FromHueSaturation(double hue, double saturation)
    {
        var s = Math.Clamp(saturation, 0, 100) / 100;
        double Channel(double place)
        {
            var k = (place + hue / 60) % 6;
            return 1 - s * Math.Max(0, Math.Min(Math.Min(k, 4 - k), 1));
        }
        return (Byte(Channel(5)) << 16) | (Byte(Channel(3)) << 8) | Byte(Channel(1));
    }

    private static uint Pack(double r, double g, double b)
    {
        (r, g, b) = (Math.Max(r, 0), Math.Max(g, 0), Math.Max(b, 0));
        var most = Math.Max(r, Math.Max(g, b));
        if (!(most > 0)) return 0xFFFFFF;
        return (Byte(Curved(r / most)) << 16) | (Byte(Curved(g / most)) << 8) | Byte(Curved(b / most));
    }

    private static uint Byte(double part) => (uint)Math.Clamp(Math.Round(part * 255), 0, 255);

    private static double Linear(uint channel)
    {
        var part = (channel & 255) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    private static double Curved(double part) => part <= 0.0031308 ? part * 12.92 : 1.055 * Math.Pow(part, 1 / 2.4) - 0.055;
}
