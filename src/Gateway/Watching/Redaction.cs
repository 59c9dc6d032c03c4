using System.Text;
using Kith.Model.Specs;

namespace Kith.Gateway.Watching;

/// <summary>
/// Makes of a payload what an owner may read on a screen: secrets and pictures are replaced, bytes become text or hexadecimal digits. What
/// cannot be understood and speaks of a secret is not shown at all.
/// </summary>
internal static class Redaction
{
    /// <summary>Stands where something was.</summary>
    internal const string Mark = "•••";

    /// <summary>Bytes of a payload that is not text. 256: enough to know its kind by.</summary>
    private const int HexBytes = 256;

    /// <param name="spec">Of the device that the topic speaks of, if it is known: what it calls a picture or sound is hidden.</param>
    /// <param name="payload">The beginning of the payload.</param>
    /// <param name="size">Bytes of all of it.</param>
    internal static Shown Show(string topic, ReadOnlySpan<byte> payload, int size, Spec? spec)
    {
        if (size == 0) return new(PayloadFormat.Empty, "");
        if (SecretWords.IsIn(topic)) return new(PayloadFormat.Hidden, "", Hidden: 1);
        var isCut = payload.Length < size;
        if (TextOf(payload, isCut) is not { } text)
        {
            return Pictures.Begins(payload) || Pictures.IsNamed(topic)
                ? new(PayloadFormat.Hidden, "", Hidden: 1)
                : new(PayloadFormat.Hex, Convert.ToHexStringLower(payload[..Math.Min(payload.Length, HexBytes)]), size > HexBytes);
        }
        if (JsonRedaction.TryShow(payload, isCut, spec) is { } shown) return shown;
        return SecretWords.IsIn(text) || SaysCode(text) || Pictures.IsEncoded(text)
            ? new(PayloadFormat.Hidden, "", Hidden: 1)
            : new(PayloadFormat.Text, text, isCut);
    }

    private static bool SaysCode(string text) => text.Contains("code", StringComparison.OrdinalIgnoreCase) && text.Any(char.IsAsciiDigit);

    /// <summary>Null when it is no text that can be read.</summary>
    private static string? TextOf(ReadOnlySpan<byte> payload, bool isCut)
    {
        // A character may have been cut through.
        for (var spare = 0; spare <= (isCut ? 3 : 0) && spare < payload.Length; spare++)
        {
            var whole = payload[..^spare];
            if (System.Text.Unicode.Utf8.IsValid(whole))
            {
                var text = Encoding.UTF8.GetString(whole);
                return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? null : text;
            }
        }
        return null;
    }
}
