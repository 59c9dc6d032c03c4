using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Kith.Model.Ids;

/// <summary>A rule of a home. 1 to 64 lower-case letters, digits and hyphens; unique within its home, never changed.</summary>
[JsonConverter(typeof(IdJson<RuleId>))]
public readonly record struct RuleId : ISpanParsable<RuleId>
{
    private readonly string? _text;

    private RuleId(string text) => _text = text;

    /// <summary>An id out of a name ("Hall light at night" becomes hall-light-at-night), with a random one where the name has no usable letter.</summary>
    public static RuleId FromName(string name)
    {
        var slug = IdText.Slug(name);
        return new(slug.Length > 0 ? slug : IdText.Random());
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out RuleId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RuleId result) => TryParse(s.AsSpan(), provider, out result);

    /// <summary>False for anything but a slug of 1 to 64 characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out RuleId result)
    {
        var valid = IdText.IsSlug(s);
        result = valid ? new RuleId(s.ToString()) : default;
        return valid;
    }

    /// <summary>Parses an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static RuleId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static RuleId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a RuleId.");

    /// <summary>The id as it stands in addresses and topics.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("An empty RuleId names nothing.");
}
