namespace Kith.Gateway.Watching;

/// <summary>Pictures as they come over MQTT: bytes, or base64 in a text.</summary>
internal static class Pictures
{
    private static readonly string[] Names = ["snapshot", "image", "picture", "photo", "thumbnail", "frame", "camera", "video", "audio"];

    /// <summary>How JPEG, PNG, GIF, WebP and data URLs begin in base64.</summary>
    private static readonly string[] Encoded = ["data:", "/9j/", "iVBOR", "R0lGOD", "UklGR"];

    internal static bool Begins(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) || bytes.StartsWith("GIF8"u8)
        || bytes.StartsWith("RIFF"u8) || bytes.StartsWith("BM"u8);

    internal static bool IsNamed(string topic) => Names.Any(name => topic.Contains(name, StringComparison.OrdinalIgnoreCase));

    internal static bool IsEncoded(string text) => Encoded.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal));
}
