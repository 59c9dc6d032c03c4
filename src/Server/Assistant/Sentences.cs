using Kith.Assistant.Dialogue;
using Kith.Assistant.Understanding;

namespace Kith.Server.Assistant;

/// <summary>Several sentences heard one after the other, as if their speaker had said them; all together mean something, or nothing does.</summary>
/// <param name="Outcome">done, confirm (of one at least) or answer; deny or refuse when one of them is.</param>
/// <param name="Says">What the home says to each; only to the one that failed when one did.</param>
internal sealed record Sentences(Outcome Outcome, IReadOnlyList<Act> Acts, IReadOnlyList<string> Says, IReadOnlyList<string>? About)
{
    internal bool IsUnderstood => Outcome is Outcome.Done or Outcome.Confirm or Outcome.Answer;

    internal static Sentences Hear(Round round, IEnumerable<string> sentences)
    {
        var (acts, says, outcome, about, talk) = (new List<Act>(), new List<string>(), Outcome.Answer, new List<string>(), new Conversation());
        foreach (var sentence in sentences)
        {
            var heard = round.Heard.Listener.Hear(round.Said(sentence), round.State, talk);
            if (heard.Outcome is not (Outcome.Done or Outcome.Confirm or Outcome.Answer) || heard.Missing is { Count: > 0 })
                return new(heard.Outcome is Outcome.Deny ? Outcome.Deny : Outcome.Refuse, [], [$"“{sentence}”: {heard.Say}"], null);
            acts.AddRange(heard.Acts);
            says.Add(heard.Say);
            about.AddRange(heard.About ?? []);
            outcome = heard.Outcome is Outcome.Confirm || outcome is Outcome.Confirm ? Outcome.Confirm : heard.Outcome is Outcome.Done ? Outcome.Done : outcome;
        }
        return new(outcome, acts, [.. says.Distinct()], about.Count > 0 ? about : null);
    }
}
