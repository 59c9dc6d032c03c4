using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Dialogue;

/// <summary>
/// What people say beside what they want: "crumbs everywhere, vacuum under the table". Each stretch between commas is read alone; where one
/// says something whole, those that ask for nothing are let pass.
/// </summary>
internal static class Asides
{
    private const int Most = 5;

    /// <summary>Whether a sentence has more than one stretch.</summary>
    internal static bool May(Hearing hearing)
    {
        for (var index = 1; index < hearing.Tokens.Count; index++)
            if (hearing.Tokens[index].Mark || Parts(hearing.Text.AsSpan(hearing.Tokens[index].From, hearing.Tokens[index].To - hearing.Tokens[index].From))) return true;
        return false;
    }

    internal static Understood? Without(Hearing hearing, Understood whole, Func<Hearing, Understood> read)
    {
        if (whole is { Outcome: Outcome.Done or Outcome.Answer or Outcome.Cancel, Missing: null } && !hearing.Tokens.Any(Needs) && !(whole.Outcome == Outcome.Answer && hearing.Tokens.Any(token => token.Mark)) || hearing.Text.TrimEnd().EndsWith('?')) return null;
        if (hearing.Tokens.Any(token => token.Group("if") || token.Group("not") || token.Group("except") || token.Ask("broadcast") || token.Ask("remind") || token.Ask("list"))) return null;
        var stretches = Stretches(hearing);
        if (stretches.Count is < 2 or > Most) return null;
        var kept = new List<Token>();
        var passed = new List<Token>();
        foreach (var stretch in stretches)
        {
            var bare = stretch.Where(token => !token.Mark).ToList();
            var said = bare.Exists(token => token.Group("it") || token.Group("they")) || kept.Count == 0 && bare.Count < 4 && bare.Exists(token => token.Is(Role.Verb)) && !bare.Exists(token => Thing(token) || token.Is(Role.Scene) || token.Is(Role.Ask) && !token.Is(Role.Verb)) ? [.. passed.Where(Thing), .. bare] : bare;
            var alone = read(hearing with { Tokens = said, Focus = hearing.Focus.Copy() });
            if (alone is { Outcome: Outcome.Done, Missing: null, Explain.Rule: not "need" }) kept.AddRange(kept.Count == 0 ? said : stretch.Concat(said.Except(bare)));
            // "why is the hall light still on, turn it off"
            else if (whole.Outcome == Outcome.Answer && kept.Count == 0 && stretch != stretches[^1] && bare.Exists(Thing)) passed.AddRange(bare);
            else if (alone.Explain?.Rule == "need" || bare.TrueForAll(Idle)) passed.AddRange(bare);
            else return null;
        }
        if (kept.Count == 0 || passed.Count == 0) return null;
        if (!kept.Exists(token => token.Is(Role.Room) || token.Is(Role.Floor) || token.Is(Role.Name) || token.Group("it") || token.Group("they"))) kept.InsertRange(0, passed.Where(token => token.Is(Role.Room) && !token.Is(Role.Verb)));
        return read(hearing with { Tokens = kept });
    }

    private static List<List<Token>> Stretches(Hearing hearing)
    {
        var stretches = new List<List<Token>> { new() };
        foreach (var token in hearing.Tokens)
        {
            var parts = Parts(hearing.Text.AsSpan(token.From, token.To - token.From));
            if ((token.Mark || parts) && stretches[^1].Exists(one => !one.Mark)) stretches.Add([]);
            if (!parts) stretches[^1].Add(token);
        }
        if (!stretches[^1].Exists(token => !token.Mark)) stretches.RemoveAt(stretches.Count - 1);
        return stretches;
    }

    // "so" and "because" part what is told from what is asked for.
    private static bool Parts(ReadOnlySpan<char> word) => word is "so" or "while" or "whilst" or "because" or "cause" or "since" or "因为" or "所以";

    private static bool Needs(Token token) => token.Is(Role.Need);

    private static bool Thing(Token token) => !token.Is(Role.Verb) && token.Senses.Any(sense => sense.Role is Role.Noun or Role.Name or Role.Part or Role.Room);

    /// <summary>Asks for nothing: no deed, no question, no number.</summary>
    private static bool Idle(Token token) => !token.Is(Role.Question) && !token.IsNumber && (token.Is(Role.Noun) || token.Group("polite") || token.Group("glue") || !(token.Is(Role.Verb) || token.Is(Role.Ask) || token.Is(Role.Scene)));
}
