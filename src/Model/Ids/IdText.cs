using System.Security.Cryptography;

namespace Kith.Model.Ids;

/// <summary>The two spellings of ids: random (20 characters, 100 bits) and chosen (a slug of 1 to 64 characters).</summary>
internal static class IdText
{
    /// <summary>Crockford's base32 without i, l, o, u: nothing that reads like another letter.</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create(Alphabet);

    internal const int RandomLength = 20;
    internal const int SlugLimit = 64;

    internal static string Random() => RandomNumberGenerator.GetString(Alphabet, RandomLength);

    internal static bool IsRandom(ReadOnlySpan<char> text)
    {
        if (text.Length != RandomLength) return false;
        return !text.ContainsAnyExcept(Allowed);
    }

    internal static bool IsSlug(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > SlugLimit || text[0] == '-' || text[^1] == '-') return false;
        foreach (var c in text)
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')) return false;
        return true;
    }

    /// <summary>Lower-case letters, digits and single hyphens out of any name; empty when nothing of it remains.</summary>
    internal static string Slug(ReadOnlySpan<char> name)
    {
        Span<char> slug = stackalloc char[SlugLimit];
        var length = 0;
        foreach (var c in name)
        {
            if (length == SlugLimit) break;
            var lower = char.ToLowerInvariant(c);
            if (lower is (>= 'a' and <= 'z') or (>= '0' and <= '9')) slug[length++] = lower;
            else if (length > 0 && slug[length - 1] != '-') slug[length++] = '-';
        }
        return new string(slug[..length].Trim('-'));
    }
}
