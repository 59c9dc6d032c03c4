using Kith.Assistant.Language;

namespace Kith.Assistant.Dialogue;

/// <summary>Cuts a sentence where something of another kind begins: "lights off and set a timer for ten minutes".</summary>
internal static class Parts
{
    internal static List<IReadOnlyList<Token>> Of(Hearing hearing)
    {
        var tokens = hearing.Tokens;
        var parts = new List<IReadOnlyList<Token>>();
        var start = 0;
        for (var index = 1; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (!token.Mark && !token.Group("and") && !token.Group("then")) continue;
            var left = tokens.Skip(start).Take(index - start).ToList();
            // A message and a reminder go on to the end of what was said; a condition needs its deed.
            if (left.Exists(one => one.Ask("broadcast") || one.Ask("remind") || one.Group("if") || one.Group("then-if"))) break;
            var right = tokens.Skip(index + 1).SkipWhile(Light).Take(4).ToList();
            if (!left.Exists(Says)) continue;
            // "we're out of coffee, put it on the list"
            if (left.Exists(one => one.Ask("add")) && right.Exists(one => one.Group("it")) && tokens.Skip(index + 1).Any(Listed)) continue;
            // "eggs on the shopping list and Rioja on the wine list"
            var lists = left.Exists(Listed) && tokens.Skip(index + 1).Any(Listed);
            if (!lists && !Begins(right, hearing) && !(Kind(left) && right is [{ } first, ..] && (first.Is(Role.Verb) && !first.Is(Role.Noun) || first.Is(Role.Question)))) continue;
            parts.Add(left);
            start = index + 1;
        }
        parts.Add([.. tokens.Skip(start)]);
        return parts;
    }

    private static bool Listed(Token token) => token.Is(Role.List) || token.Ask("list");

    private static bool Light(Token token) => token.Mark || token.Group("and") || token.Group("then") || token.Group("polite") && !token.Is(Role.Verb) || token.Group("glue") && !token.Is(Role.Verb) && !token.IsNumber;

    private static bool Says(Token token) => token.Is(Role.Verb) || token.Is(Role.Noun) || token.Is(Role.Name) || token.Is(Role.Ask) || token.Is(Role.Scene) || token.Is(Role.Question) || token.Is(Role.State, "off");

    private static bool Begins(List<Token> right, Hearing hearing)
    {
        if (right.Count == 0) return false;
        var first = right[0];
        if (first.Is(Role.Scene) || first.Ask("remind") || first.Ask("broadcast") || first.Ask("timer") || first.Ask("alarm") && !first.Is(Role.Noun)) return true;
        if (right.Take(3).Any(token => token.Ask("timer"))) return true;
        if (first.Find(Role.Question) is { } question && question.Id is not ("any" or "yesno") && !hearing.Chinese) return true;
        // "play jazz", "set a timer", "add milk to the list": what the verb is for stands within a few words.
        if (first.Is(Role.Verb, "play") && right.Count > 1 && right.Exists(token => token.Unknown)) return true;
        if (first.Is(Role.Verb) || first.Ask("add") || first.Is(Role.Number))
        {
            var stop = right.FindIndex(token => token.Mark || token.Group("and") || token.Group("then"));
            var near = stop < 0 ? right : right[..stop];
            return near.Exists(token => token.Ask("timer") || token.Ask("list") || token.Is(Role.Scene) || token.Ask("alarm") && !token.Is(Role.Noun)) || first.Ask("add") && hearing.Tokens.Any(token => token.Ask("list") && token.From > first.From) && near.Exists(token => token.Unknown);
        }
        return false;
    }

    private static bool Kind(List<Token> left) => left.Exists(token => token.Ask("timer") || token.Ask("list") || token.Is(Role.Scene) || token.Ask("alarm") && !token.Is(Role.Noun) || token.Ask("weather") || token.Is(Role.Chat) && !token.Group("polite"))
        || left.Exists(token => token.Ask("media") && token.Is(Role.Verb, "play")) && left.Exists(token => token.Unknown);
}
