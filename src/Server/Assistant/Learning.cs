using System.Text.Json;
using Kith.Assistant.Dialogue;
using Kith.Assistant.Intents;
using Kith.Assistant.Understanding;
using Kith.Homes.People;
using Kith.Homes.Skills;

namespace Kith.Server.Assistant;

/// <summary>Words that the home could remember as another way to say what was done; nothing is remembered without a yes.</summary>
/// <param name="Phrase">What was not understood.</param>
/// <param name="Run">What was said instead.</param>
internal sealed record LearnOffer(string Phrase, IReadOnlyList<string> Run);

/// <summary>
/// Notices that somebody said in other words what was refused, or taken back, a moment ago, and offers to keep the first words as a phrase of the
/// household. Only to who may teach the home, and only what means the same when it is said by itself.
/// </summary>
internal static class Learning
{
    internal static AssistantAnswer Watch(Round round, AssistantAnswer answer)
    {
        var talk = round.Talk;
        // What was proposed a turn ago is worth keeping once the person agreed to it.
        if (answer.Explain?.Rule != "proposal" && talk.Proposed is { } proposed)
        {
            talk.Proposed = null;
            if (answer is { Outcome: "done", Explain.Rule: "yes" } && IsWorth(round, proposed.Phrase))
            {
                talk.Missed = null;
                return answer with { Learn = new(proposed.Phrase, proposed.Sentences) };
            }
        }
        if (answer.Outcome != "done") return answer;
        if (answer.Acts is [{ Kind: "undo" }])
        {
            talk.Missed = talk.Did;
            return answer;
        }
        var offer = talk.Missed is { } missed && IsWorth(round, missed) && StandsAlone(round, answer) ? new LearnOffer(missed, [round.Text]) : null;
        (talk.Missed, talk.Did) = (null, round.Text);
        return answer with { Learn = offer };
    }

    private static bool IsWorth(Round round, string missed) =>
        round.Caller.Scopes.HasFlag(Scopes.Manage) && round.Caller.Pin is not PinState.Elsewhere && round.Snapshot.Home.Role is Role.Owner or Role.Admin
        && missed.Length <= SkillDocument.LongestPhrase && !missed.Contains('{') && !missed.Contains('}') && !Sayings.IsReserved(missed)
        && !string.Equals(missed, round.Text, StringComparison.OrdinalIgnoreCase) && round.Heard.Sayings.Find(round.Text) is null;

    /// <summary>"The left one" means nothing tomorrow.</summary>
    private static bool StandsAlone(Round round, AssistantAnswer answer)
    {
        var again = round.Heard.Listener.Hear(round.Said(round.Text), round.State, new Conversation());
        return again.Outcome is Outcome.Done && Written(again.Acts) == Written(answer.Acts);
    }

    private static string Written(IReadOnlyList<Act> acts) => JsonSerializer.Serialize(new Understood(Outcome.Done, acts, ""), UnderstandJson.Default.Understood);
}
