using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Kith.Model.Ids;

/// <summary>One secret of a device, bridge, app or person; public, the secret is not. 20 characters of lower-case base32 (100 random bits).</summary>
[JsonConverter(typeof(IdJson<CredentialId>))]
public readonly record struct CredentialId : ISpanParsable<CredentialId>
{
    private readonly string? _text;

    private CredentialId(string text) => _text = text;

    /// <summary>A new random id.</summary>
    public static CredentialId New() => new(IdText.Random());

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out CredentialId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CredentialId result) => TryParse(s.AsSpan(), provider, out result);

    /// <summary>False for anything but 20 characters of lower-case base32.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out CredentialId result)
    {
        var valid = IdText.IsRandom(s);
        result = valid ? new CredentialId(s.ToString()) : default;
        return valid;
    }

    /// <summary>Parses an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static CredentialId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static CredentialId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a CredentialId.");

    /// <summary>The id as it stands in addresses and files.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("An empty CredentialId names nothing.");
}
