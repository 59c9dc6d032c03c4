using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Kith.Model.Ids;

/// <summary>One notice to people. 20 characters of lower-case base32 (100 random bits).</summary>
[JsonConverter(typeof(IdJson<NoticeId>))]
public readonly record struct NoticeId : ISpanParsable<NoticeId>
{
    private readonly string? _text;

    private NoticeId(string text) => _text = text;

    /// <summary>A new random id.</summary>
    public static NoticeId New() => new(IdText.Random());

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out NoticeId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NoticeId result) => TryParse(s.AsSpan(), provider, out result);

    /// <summary>False for anything but 20 characters of lower-case base32.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out NoticeId result)
    {
        var valid = IdText.IsRandom(s);
        result = valid ? new NoticeId(s.ToString()) : default;
        return valid;
    }

    /// <summary>Parses an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static NoticeId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static NoticeId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a NoticeId.");

    /// <summary>The id as it stands in addresses and files.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("An empty NoticeId names nothing.");
}
