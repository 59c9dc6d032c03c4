using Kith.Model.Specs;

namespace Kith.Bridges.Products;

/// <summary>Texts for people out of zigbee2mqtt's labels and values, English only: that is all they come in.</summary>
internal static class Titles
{
    internal static string Of(string text)
    {
        var plain = text.Replace('_', ' ').Trim();
        if (plain.Length == 0) plain = text.Length > 0 ? text : "?";
        if (string.IsNullOrWhiteSpace(plain)) plain = "?";
        if (char.IsAsciiLetterLower(plain[0])) plain = char.ToUpperInvariant(plain[0]) + plain[1..];
        return plain.Length <= SpecLimits.TextLength ? plain : plain[..SpecLimits.TextLength].Trim();
    }
}
