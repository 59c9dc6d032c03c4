using System.Globalization;

namespace Kith.Bridges.Products;

/// <summary>Names of the spec out of zigbee2mqtt's: lower-case letters, digits and hyphens. The same name gives the same slug for ever.</summary>
internal static class Slugs
{
    /// <summary>Room for what is put before or behind (64 are allowed).</summary>
    private const int Longest = 48;

    internal static string Of(string name)
    {
        Span<char> slug = stackalloc char[Longest];
        var length = 0;
        foreach (var c in name)
        {
            if (length == Longest) break;
            if (char.IsAsciiLetterOrDigit(c)) slug[length++] = char.ToLowerInvariant(c);
            else if (length > 0 && slug[length - 1] != '-') slug[length++] = '-';
        }
        var text = new string(slug[..length].Trim('-'));
        // A name without a Latin letter gets its number; "*" and "+" of button actions among them.
        return text.Length > 0 ? text : string.Create(CultureInfo.InvariantCulture, $"n{Number(name)}");
    }

    /// <summary>The steps of a path with dots between.</summary>
    internal static string Of(IReadOnlyList<string> path)
    {
        var text = string.Join('.', path.Select(Of));
        return text.Length <= Longest ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..(Longest - 6)].TrimEnd('-', '.')}-{Number(text)}");
    }

    /// <summary>1,000 to 65,535 out of a text (FNV-1a): the number of a choice that the library does not know stays when a definition gains others.</summary>
    internal static int Number(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return 1000 + (int)(hash % 64536);
    }

    /// <summary>A name that is not taken yet: x, x-2, x-3.</summary>
    internal static string Free(string name, Func<string, bool> taken)
    {
        var free = name;
        for (var number = 2; taken(free); number++) free = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        return free;
    }
}
