namespace Kith.Imports.Planning;

/// <summary>Words that states and names are made of, everywhere.</summary>
internal static class Words
{
    /// <summary>What a state says yes or no to; null for one that does neither.</summary>
    internal static bool? Truth(string text) => text.Trim().ToLowerInvariant() switch
    {
        "on" or "true" or "yes" or "1" or "open" or "opened" or "opening" or "locked" or "detected" or "occupied" or "wet" or "motion" or "playing" => true,
        "off" or "false" or "no" or "0" or "closed" or "closing" or "unlocked" or "clear" or "dry" => false,
        _ => null,
    };

    /// <summary>fan_only and Fan only are fan-only.</summary>
    internal static string Slug(string text) => string.Join('-', text.ToLowerInvariant().Split([' ', '_', '-', '/'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The words of a key: light.hall_left gives light, hall, left, and both of its pairs.</summary>
    internal static IReadOnlyList<string> Of(params IEnumerable<string?> texts)
    {
        var all = new List<string>();
        foreach (var text in texts)
        {
            var words = (text ?? "").ToLowerInvariant().Split([' ', '_', '-', '.', '/', ':'], StringSplitOptions.RemoveEmptyEntries);
            all.AddRange(words);
            for (var place = 1; place < words.Length; place++) all.Add($"{words[place - 1]}-{words[place]}");
        }
        return all;
    }

    /// <summary>A name out of a key: living_room gives Living room.</summary>
    internal static string Name(string key)
    {
        var words = string.Join(' ', key.Split(['_', '-'], StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? key : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
