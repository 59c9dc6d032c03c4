using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Kith.Model.Ids;

/// <summary>One offer to take in a device. 20 characters of lower-case base32 (100 random bits).</summary>
[JsonConverter(typeof(IdJson<PairingId>))]
public readonly record struct PairingId : ISpanParsable<PairingId>
{
    private readonly string? _text;

    private PairingId(string text) => _text = text;

    /// <summary>A new random id.</summary>
    public static PairingId New() => new(IdText.Random());

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out PairingId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PairingId result) => TryParse(s.AsSpan(), provider, out result);

    /// <summary>False for anything but 20 characters of lower-case base32.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out PairingId result)
    {
        var valid = IdText.IsRandom(s);
        result = valid ? new PairingId(s.ToString()) : default;
        return valid;
    }

    /// <summary>Parses an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static PairingId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static PairingId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a PairingId.");

    /// <summary>The id as it stands in addresses and files.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("An empty PairingId names nothing.");
}
