using QRCoder;

namespace Kith.Server.Api;

/// <summary>A text as a QR code.</summary>
internal static class QrPicture
{
    private const int PixelsPerModule = 4;

    /// <summary>As SVG.</summary>
    internal static string Of(string text)
    {
        using var picture = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(picture);
        // Four modules of quiet zone, as ISO/IEC 18004 asks for; black on white in dark pages too, or cameras fail.
        return svg.GetGraphic(PixelsPerModule, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    /// <summary>For a dark terminal: half blocks, light on dark.</summary>
    internal static string InTerminal(string text)
    {
        using var picture = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
        using var ascii = new AsciiQRCode(picture);
        return ascii.GetGraphicSmall(drawQuietZones: true, invert: false);
    }
}
