using Kith.Assistant.Language;

namespace Kith.Assistant.Dialogue;

/// <summary>
/// Leaves out what people say beside what they want: "popcorn is ready, film time". A stretch between commas that nothing explains is let
/// pass where another stretch says something whole; alone it is not understood.
/// </summary>
internal static class Chatter
{
    internal static Hearing Without(Hearing hearing)
    {
        if (!hearing.Tokens.Any(token => token.Unknown || token.Group("story"))) return hearing;
        // A condition is no chatter.
        if (hearing.Tokens.Any(token => token.Group("if"))) return hearing;
        if (hearing.Tokens.Any(token => token.Ask("broadcast") || token.Ask("remind") || token.Ask("list") || token.Ask("add") && token.Unknown)) return hearing;
        var stretches = new List<List<Token>> { new() };
        foreach (var token in hearing.Tokens)
        {
            if (token.Mark || Ends(hearing, token)) { if (stretches[^1].Count > 0) stretches.Add([]); if (token.Mark) stretches[^1].Add(token); }
            else stretches[^1].Add(token);
        }
        if (stretches.Count < 2 || !stretches.Exists(stretch => Whole(stretch) && !stretch.Exists(token => token.Group("story")))) return hearing;
        var dropped = stretches.Where(stretch => stretch.Exists(token => token.Unknown) && !Whole(stretch) || stretch.Exists(token => token.Group("story"))).ToList();
        var kept = stretches.Except(dropped).SelectMany(stretch => stretch).SkipWhile(token => token.Mark).ToList();
        // What it was about is kept: "the step lights distract me, switch those off".
        if (kept.Exists(token => token.Group("it") || token.Group("they"))) kept.InsertRange(0, dropped.SelectMany(stretch => stretch).Where(Thing));
        else if (!kept.Exists(token => token.Is(Role.Room) || token.Is(Role.Name))) kept.InsertRange(0, dropped.SelectMany(stretch => stretch).Where(token => token.Is(Role.Room) && !token.Is(Role.Verb)));
        return kept.Count == hearing.Tokens.Count ? hearing : hearing with { Tokens = kept };
    }

    // "so" and "because" part what is told from what is asked for.
    private static bool Ends(Hearing hearing, Token token) => hearing.Text[token.From..token.To] is "so" or "because" or "cause" or "since" or "but" or "因为" or "所以" or "但是" or "不过";

    private static bool Thing(Token token) => !token.Is(Role.Verb) && token.Senses.Any(sense => sense.Role is Role.Noun or Role.Name or Role.Part or Role.Room);

    private static bool Whole(List<Token> stretch)
    {
        if (stretch.Exists(token => token.Is(Role.Scene) || token.Is(Role.Need) && !stretch.Exists(other => other.Unknown) || token.Ask("timer") || token.Ask("remind") || token.Ask("broadcast"))) return true;
        var thing = stretch.Exists(token => token.Is(Role.Noun) || token.Is(Role.Name) || token.Is(Role.Room) || token.Is(Role.Part) || token.Is(Role.Trait) || token.Group("it") || token.Group("all") || token.Group("they"));
        var deed = stretch.Exists(token => token.Is(Role.Verb) && !token.Group("polite") && !token.Group("glue") || token.Is(Role.State, "on") || token.Is(Role.Color) || token.IsNumber);
        var played = stretch.Exists(token => token.Ask("media") && token.Is(Role.Verb, "play"));
        if (played) return true;
        return thing && deed && !stretch.Exists(token => token.Unknown) || deed && !stretch.Exists(token => token.Unknown) && stretch.Exists(token => token.Is(Role.Verb) && !token.Is(Role.Verb, "set"));
    }
}
