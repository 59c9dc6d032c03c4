using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>"play some Bach on the speaker": a title, an artist, a kind of music that is looked for and played.</summary>
internal static class MediaSearch
{
    private static readonly (string Word, string Class)[] Classes =
    [
        ("album", "album"), ("专辑", "album"), ("playlist", "playlist"), ("歌单", "playlist"), ("podcast", "podcast"), ("播客", "podcast"), ("movie", "movie"), ("film", "movie"), ("电影", "movie"),
        ("show", "tv_show"), ("series", "tv_show"), ("电视剧", "tv_show"), ("song", "track"), ("的歌", "artist"),
    ];

    internal static Understood? Read(Hearing hearing)
    {
        var tokens = hearing.Tokens;
        var verb = tokens.FirstOrDefault(token => token.Is(Role.Verb, "play") || token.Ask("media") && !token.Is(Role.Verb));
        // "put my workout playlist on Ben's speaker", "some bossa nova on the terrace"
        if (verb is null && tokens.Any(token => token.Unknown || token.Is(Role.Noun, "music")) && tokens.FirstOrDefault(token => !token.Mark && !(token.Group("polite") && !token.Group("not"))) is { } opening && hearing.Text[opening.From..opening.To] is "put" or "shuffle" or "start" or "queue"
            && Classes.Any(item => hearing.Text.Contains(item.Word, StringComparison.Ordinal))) verb = opening;
        if (verb is null || tokens.Any(token => token.Group("not"))) return null;
        var taken = new HashSet<Token>();
        var devices = new List<Token>();
        foreach (var token in tokens)
        {
            if (token.From < verb.To) { taken.Add(token); if (token.Is(Role.Noun) || token.Is(Role.Name) || token.Is(Role.Room) || token.Is(Role.Part)) devices.Add(token); }
            else if (token.Group("polite") && tokens[^1] == token) taken.Add(token);
        }
        // "on the speaker", "in the kitchen", "用音箱" at the end say where, not what.
        for (var index = tokens.Count - 1; index > 0 && tokens[index].From >= verb.To; index--)
        {
            var token = tokens[index];
            if (token.Is(Role.Room) || token.Is(Role.Name) || token.Is(Role.Noun) && !token.Is(Role.Noun, "music") || token.Is(Role.Part) && token.Senses.All(sense => sense.Role == Role.Part)) { devices.Add(token); taken.Add(token); }
            else if (token.Group("glue") || token.Group("here") || token.Mark || token.Group("polite")) taken.Add(token);
            else break;
        }
        var text = FreeText.Without(hearing, taken.Contains);
        if (text.Length == 0 || tokens.Where(token => !taken.Contains(token)).All(token => token.Is(Role.Noun, "music") || token.Group("glue") || token.Group("polite") || token.Is(Role.Verb) || token.Is(Role.Degree))) return null;
        if (tokens.Where(token => !taken.Contains(token)).Any(token => token.Is(Role.Verb) && !token.Unknown && token.Find(Role.Verb)!.Id is "next" or "previous" or "pause" or "off" or "stop")) return null;
        if (tokens.Any(token => !taken.Contains(token) && (token.Is(Role.Name) || token.Is(Role.Noun) && !token.Is(Role.Noun, "music")) && !token.Senses.Any(sense => sense.Things is { } things && hearing.House.Things.Any(thing => things.Has(thing.Index) && thing.Has("volume"))))) return null;
        var known = hearing.House.Media.FirstOrDefault(medium => Normal.Phrase(medium.Title) is var title && Normal.Phrase(text) is var said && (said.Contains(title, StringComparison.Ordinal) || title.Contains(said, StringComparison.Ordinal)));
        if (known is null && !tokens.Any(token => !taken.Contains(token) && (token.Unknown || !token.Is(Role.Noun)))) return null;
        var kind = Classes.FirstOrDefault(item => text.Contains(item.Word, StringComparison.OrdinalIgnoreCase)).Class ?? known?.Class;
        var target = new Target();
        foreach (var token in devices) if (token.Is(Role.Room) && !token.Is(Role.Name)) target.Places.Add([token.Find(Role.Room)!]); else target.Words.Add(token);
        var found = devices.Count == 0 ? [] : new Choosing(hearing).Linked(target, thing => thing.Has("volume"));
        // A sprinkler plays nothing.
        if (found.Count == 0 && devices.Exists(token => token.From < verb.From && (token.Is(Role.Noun) || token.Is(Role.Name)) && !token.Is(Role.Noun, "music"))) return Intents.Refuse(hearing, hearing.Spoken(devices[0]));
        if (target.Words.Count == 0) found = [.. found.OrderBy(thing => thing.Kind == "speaker" ? 0 : 1).Take(1)];
        var query = known?.Title is { } exact && Normal.Phrase(text).Contains(Normal.Phrase(exact), StringComparison.Ordinal) ? exact : Strip(text);
        if (found.Count > 0) hearing.Focus.Things = found;
        return Intents.Done([new() { Kind = "media.search", Query = query, Class = kind, Targets = found.Count > 0 ? [.. found.Select(thing => thing.Id)] : null }], hearing.Say($"Looking for {query}.", $"为您找{query}。"));
    }

    private static string Strip(string text)
    {
        text = FreeText.Article(text);
        foreach (var start in new[] { "song ", "album ", "playlist ", "movie ", "film ", "podcast ", "music by ", "songs by ", "something by ", "歌曲", "电影", "首" })
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase) && text.Length > start.Length) text = text[start.Length..].Trim();
        // "my workout playlist" is the one called workout.
        if (text.StartsWith("my ", StringComparison.OrdinalIgnoreCase) && text.EndsWith(" playlist", StringComparison.OrdinalIgnoreCase) && text.Length > 12) text = text[3..^9];
        foreach (var end in new[] { "的歌", " music", " playlist", " album", " podcast", "的音乐" })
            if (text.EndsWith(end, StringComparison.OrdinalIgnoreCase) && text.Length > end.Length && end is "的歌" or "的音乐" or " album") text = text[..^end.Length].Trim();
        return FreeText.Article(text);
    }
}
