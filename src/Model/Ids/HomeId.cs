using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Kith.Model.Ids;

/// <summary>The unit of isolation: names one home everywhere and for ever. 20 characters of lower-case base32 (100 random bits).</summary>
[JsonConverter(typeof(IdJson<HomeId>))]
public readonly record struct HomeId : ISpanParsable<HomeId>
{
    private readonly string? _text;

    private HomeId(string text) => _text = text;

    /// <summary>A new random id.</summary>
    public static HomeId New() => new(IdText.Random());

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out HomeId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out HomeId result) => TryParse(s.AsSpan(), provider, out result);

    /// <summary>False for anything but 20 characters of lower-case base32.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out HomeId result)
    {
        var valid = IdText.IsRandom(s);
        result = valid ? new HomeId(s.ToString()) : default;
        return valid;
    }

    /// <summary>Parses an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static HomeId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static HomeId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a HomeId.");

    /// <summary>The id as it stands in addresses and files.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("An empty HomeId names nothing.");
}
