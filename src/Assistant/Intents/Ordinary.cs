using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>Anything that is not of a kind of its own is a command to devices, or is not understood.</summary>
internal static class Ordinary
{
    internal static Understood? Read(Hearing hearing)
    {
        var clauses = ClauseReader.Read(hearing.Recogniser, hearing.Text, hearing.Tokens);
        // "again", "再来一次": what was done last, once more.
        if (clauses.Count == 0 && hearing.Focus.Clause is { } last && hearing.Tokens.Any(token => hearing.Text[token.From..token.To] is "again" or "once more" or "one more time" or "再来一次" or "再次" or "一次" or "又"))
        {
            var again = new Clause(Join.None);
            Commands.Copy(last, again);
            again.Targets.Add(new() { It = true });
            clauses.Add(again);
        }
        // "for half an hour only": what was done last, for so long.
        else if (clauses is [{ Acts: false, Targets.Count: 0, Unknown.Count: 0, Trait: null, Moment.Empty: false, Others.Count: 0 } only] && hearing.Focus is { Clause: { } before, Things.Count: > 0 })
        {
            Commands.Copy(before, only);
            only.Targets.Add(new() { It = true });
        }
        return Of(hearing, clauses);
    }

    internal static Understood Of(Hearing hearing, List<Clause> clauses)
    {
        // Chatter beside a command ("I am tired, ...") is let pass if it names nothing of the home.
        if (clauses.Exists(clause => clause.Acts && (clause.Targets.Count > 0 || clause.Trait is not null || clause.Verb is not null)))
            clauses.RemoveAll(clause => !clause.Acts && clause.Targets.Count == 0 && clause.Trait is null && !clause.Not && clause.Excepts.Count == 0 && clause.Moment.Empty);
        var reading = new Commands(hearing).Read(clauses);
        if (reading.Ask)
        {
            var about = reading.About.Distinct().ToList();
            return new(Outcome.Ask, [], hearing.Say($"Which one: {Names(hearing, about)}?", $"你说的是哪一个：{Names(hearing, about)}？")) { About = about };
        }
        if (reading.Acts.Count > 0)
        {
            for (var index = reading.Acts.Count - 1; index > 0; index--)
                if (reading.Acts.FindIndex(act => Same(act, reading.Acts[index])) < index) reading.Acts.RemoveAt(index);
            if (reading.Things.Count > 0) hearing.Focus.Things = [.. reading.Things];
            if (reading.Last is { } last) hearing.Focus.Clause = last;
            hearing.Focus.Trait = reading.Acts[^1].Property;
            hearing.Focus.Question = null;
            return new(Outcome.Done, reading.Acts, Answers.Done(hearing, reading.Acts)) { Missing = reading.Missing.Count > 0 ? reading.Missing : null };
        }
        if (reading.Cancelled && reading.Missing.Count == 0) return new(Outcome.Cancel, [], hearing.Say("All right, I leave it as it is.", "好的，不动它。"));
        if (reading.Hitch == "range") return Intents.Refuse(hearing, reading.Missing.FirstOrDefault()) with { Say = hearing.Say("That is more than the device allows.", "超出了设备允许的范围。") };
        if (reading is { Hitch: "cannot", Missing: [var unable, ..] })
            return Intents.Refuse(hearing, unable) with { Say = hearing.Say($"{unable} cannot do that.", $"{unable}做不到。") };
        return Intents.Refuse(hearing, reading.Missing.FirstOrDefault());
    }

    private static bool Same(Act one, Act other) => one.Kind == other.Kind && one.Property == other.Property && Equals(one.Value, other.Value) && one.Action == other.Action && one.Direction == other.Direction
        && one.Amount == other.Amount && one.Targets is not null && other.Targets is not null && one.Targets.SequenceEqual(other.Targets) && one.When == other.When;

    internal static string Names(Hearing hearing, IEnumerable<string> ids) =>
        string.Join(hearing.Say(", ", "、"), ids.Select(id => hearing.House.Things.FirstOrDefault(thing => thing.Id == id)?.Name ?? id));
}
