using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>"remind me to call mum at six": a text for a time.</summary>
internal static class Reminders
{
    internal static Understood? Read(Hearing hearing)
    {
        if (hearing.Tokens.FirstOrDefault(token => token.Ask("remind") && !token.Ask("alarm")) is not { } word) return null;
        if (hearing.Tokens.Any(token => token.Ask("cancel") && token.From < word.From)) return null;
        var moment = new Moment();
        var taken = new HashSet<Token> { word };
        for (var at = 0; at < hearing.Tokens.Count; at++)
        {
            var token = hearing.Tokens[at];
            // A duration within the text is of the text; only one that says when counts.
            var here = new Moment();
            var read = Moments.Read(hearing.Tokens, at, here);
            if (read == 0 || here.For is not null && here.Delay is null && !here.Timed || here.Clock is not null && moment.Clock is not null) continue;
            for (var back = at - 1; back >= 0 && hearing.Tokens[back] is { } before && (before.Group("glue") || before.Spell("at")) && hearing.Text[before.From..before.To] is "at" or "on" or "in" or "by" or "the" or "在" or "到"; back--) taken.Add(before);
            moment.Join(here);
            for (var index = at; index < at + read; index++) taken.Add(hearing.Tokens[index]);
            at += read - 1;
        }
        foreach (var token in hearing.Tokens)
            if (token.Ask("remind") || token.From < word.From && (token.Group("polite") || token.Group("glue") || token.Is(Role.Verb, "set") || token.Ask("add"))) taken.Add(token);
        // "remind Greta to feed the dog": whom, not what.
        var whom = hearing.Tokens.SkipWhile(token => token != word).Skip(1).FirstOrDefault();
        if (whom?.Is(Role.Person) == true) taken.Add(whom);
        var text = FreeText.Clause(FreeText.Without(hearing, taken.Contains));
        if (text.Length == 0 && moment.Empty) return new(Outcome.Ask, [], hearing.Say("What shall I remind you of?", "要提醒您什么？"));
        if (moment.Empty) return new(Outcome.Ask, [], hearing.Say("When shall I remind you?", "什么时候提醒您？"));
        if (moment.Impossible(hearing.Now)) return Intents.Refuse(hearing, null);
        var when = moment.When(hearing.Now);
        return Intents.Done([new() { Kind = "reminder.set", Text = text, At = when?.At, AfterS = when?.AfterS, Every = when?.Every, EveryS = when?.EveryS, When = when?.Event is null ? null : when }],
            hearing.Say($"I will remind you: {text}", $"到时候提醒您：{text}"));
    }
}
