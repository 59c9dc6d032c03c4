using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>"put it back": the last act is taken back. "never mind": nothing is done.</summary>
internal static class Undo
{
    internal static Understood? Read(Hearing hearing)
    {
        var bare = Intents.Bare(hearing.Tokens);
        if (bare.Count == 0) return null;
        if (hearing.Focus.Topic is "timer" or "list" && bare.Exists(token => token.Ask("cancel"))) return null;
        if (bare.TrueForAll(token => token.Group("nevermind") || token.Group("no") || token.Group("mean") || token.Group("it")) && bare.Exists(token => token.Group("nevermind") || token.Group("no"))
            || bare[^1].Group("nevermind") && bare.Count > 1 && hearing.Text[bare[^1].From..] is not ("cancel" or "取消" or "nothing" or "cancel that") && Follows(hearing, bare))
            return new(Outcome.Cancel, [new() { Kind = "nevermind" }], hearing.Say("All right.", "好的。"));
        return bare.TrueForAll(token => token.Group("undo") || token.Is(Role.Verb, "set") || token.Is(Role.Verb, "previous") || token.Group("nevermind") || token.Group("it") || token.Group("no") || token.Group("they") || token.Group("mean") || token.Group("all")) && bare.Exists(token => token.Group("undo"))
            ? Intents.Done([new() { Kind = "undo" }], hearing.Say("As it was before.", "已恢复。")) : null;
    }

    // "turn the lamp on, actually forget it": the end takes all of it back.
    private static bool Follows(Hearing hearing, List<Token> bare)
    {
        var gap = hearing.Text[bare[^2].To..bare[^1].From];
        return gap.Contains(',', StringComparison.Ordinal) || bare[^2].Group("mean") || bare[^2].Group("no") || hearing.Tokens.Any(token => token.From >= bare[^2].To && token.To <= bare[^1].From && (token.Group("mean") || token.Group("polite")));
    }
}
