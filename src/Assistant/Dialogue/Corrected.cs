using Kith.Assistant.Language;

namespace Kith.Assistant.Dialogue;

/// <summary>"at six, sorry, seven", "五分钟啊不是十五分钟": a number or a time that is said again takes the place of the one before.</summary>
internal static class Corrected
{
    internal static List<Token> Of(string text, List<Token> tokens)
    {
        // "5 0 degrees": a number that was written digit by digit.
        for (var at = 0; at + 2 < tokens.Count; at++)
            if (Digit(text, tokens[at]) && Digit(text, tokens[at + 1]) && tokens[at + 1].From == tokens[at].To + 1 && tokens[at].Number > 0 && tokens[at + 2].Is(Role.Unit))
                return Of(text, [.. tokens.Take(at), new(tokens[at].From, tokens[at + 1].To, tokens[at].Senses, tokens[at].Number * 10 + tokens[at + 1].Number), .. tokens.Skip(at + 2)]);
        for (var at = 1; at + 1 < tokens.Count; at++)
        {
            if (!Corrects(text[tokens[at].From..tokens[at].To])) continue;
            var (first, second) = (at - 1, at + 1);
            while (first > 0 && Light(tokens[first])) first--;
            while (second + 1 < tokens.Count && Light(tokens[second])) second++;
            if (!Measured(tokens[first]) || !Starts(tokens[second])) continue;
            var from = first;
            while (from > 0 && Measured(tokens[from - 1])) from--;
            return Of(text, [.. tokens.Take(from), .. tokens.Skip(second)]);
        }
        return tokens;
    }

    private static bool Corrects(string word) => word is "no" or "sorry" or "rather" or "i mean" or "or better" or "make that" or "actually" or "wait" or "不" or "不是" or "不对" or "错了" or "哦不" or "啊不" or "啊不是" or "不不" or "说错了" or "应该是" or "no wait" or "no make that";

    private static bool Light(Token token) => token.Mark || token.Group("mean") || token.Group("polite") && !token.Is(Role.Verb) || token.Group("no") || token.Spell("at");

    private static bool Digit(string text, Token token) => token.IsNumber && token.To - token.From == 1 && char.IsAsciiDigit(text[token.From]);

    // A run of numbers and times: "half past six", "二十分钟". Days stand for themselves.
    private static bool Measured(Token token) => token.IsNumber || token.Is(Role.TimeUnit) || token.Is(Role.Duration) || token.Is(Role.Unit) || token.Senses.Count > 0 && token.Senses.All(sense => sense.Role == Role.Spell);

    private static bool Starts(Token token) => token.IsNumber || token.Is(Role.Duration) || token.Spell("half-past") || token.Spell("quarter-past") || token.Spell("quarter-to");
}
