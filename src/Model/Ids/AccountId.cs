using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Kith.Model.Ids;

/// <summary>Somebody who can sign in; may be a person of several homes. 20 characters of lower-case base32 (100 random bits).</summary>
[JsonConverter(typeof(IdJson<AccountId>))]
public readonly record struct AccountId : ISpanParsable<AccountId>
{
    private readonly string? _text;

    private AccountId(string text) => _text = text;

    /// <summary>A new random id.</summary>
    public static AccountId New() => new(IdText.Random());

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out AccountId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccountId result) => TryParse(s.AsSpan(), provider, out result);

    /// <summary>False for anything but 20 characters of lower-case base32.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out AccountId result)
    {
        var valid = IdText.IsRandom(s);
        result = valid ? new AccountId(s.ToString()) : default;
        return valid;
    }

    /// <summary>Parses an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static AccountId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static AccountId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a AccountId.");

    /// <summary>The id as it stands in addresses and files.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("An empty AccountId names nothing.");
}
