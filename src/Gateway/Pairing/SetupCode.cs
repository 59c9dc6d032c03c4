using System.Diagnostics.CodeAnalysis;

namespace Kith.Gateway.Pairing;

/// <summary>A device's own code, printed on it or shown by it: 8 to 24 digits. Hyphens and spaces between them are for the eye.</summary>
internal readonly record struct SetupCode
{
    /// <summary>As many as our own codes have.</summary>
    internal const int FewestDigits = 8;

    /// <summary>80 random bits: more help nobody.</summary>
    internal const int MostDigits = 24;

    private readonly string? _digits;

    private SetupCode(string digits) => _digits = digits;

    internal string Digits => _digits ?? throw new InvalidOperationException("An empty code opens nothing.");

    /// <summary>In fours, as it is shown.</summary>
    internal string Shown => string.Join('-', Digits.Chunk(4).Select(four => new string(four)));

    internal static bool TryParse([NotNullWhen(true)] string? text, out SetupCode code)
    {
        code = default;
        if (text is null || text.Length > 2 * MostDigits) return false;
        var digits = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length is < FewestDigits or > MostDigits || !digits.All(char.IsAsciiDigit)) return false;
        code = new SetupCode(digits);
        return true;
    }
}
