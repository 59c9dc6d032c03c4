using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Kith.Model.Ids;

/// <summary>A skill or phrase of a home. 1 to 64 lower-case letters, digits and hyphens; unique within its home, never changed.</summary>
[JsonConverter(typeof(IdJson<SkillId>))]
public readonly record struct SkillId : ISpanParsable<SkillId>
{
    private readonly string? _text;

    private SkillId(string text) => _text = text;

    /// <summary>An id out of a name ("Movie time" becomes movie-time), with a random one where the name has no usable letter.</summary>
    public static SkillId FromName(string name)
    {
        var slug = IdText.Slug(name);
        return new(slug.Length > 0 ? slug : IdText.Random());
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out SkillId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SkillId result) => TryParse(s.AsSpan(), provider, out result);

    /// <summary>False for anything but a slug of 1 to 64 characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out SkillId result)
    {
        var valid = IdText.IsSlug(s);
        result = valid ? new SkillId(s.ToString()) : default;
        return valid;
    }

    /// <summary>Parses an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static SkillId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static SkillId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a SkillId.");

    /// <summary>The id as it stands in addresses and topics.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("An empty SkillId names nothing.");
}
