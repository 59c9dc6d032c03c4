using Kith.Assistant.Understanding;
using Kith.Homes;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Skills;
using Kith.Homes.Words;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Proposals;
using Kith.Server.Skills;
using Outcome = Kith.Assistant.Understanding.Outcome;

namespace Kith.Server.Assistant;

/// <summary>What somebody says to a home.</summary>
/// <param name="Language">en, zh, zh-CN, zh-TW or zh-HK: a hint.</param>
/// <param name="Room">Where it is said.</param>
/// <param name="Conversation">As it came with the answer before; a new one begins without.</param>
/// <param name="Pin">Beside a yes, where one is asked for.</param>
internal sealed record AssistantForm(string Text, string? Language = null, RoomId? Room = null, string? Conversation = null, string? Pin = null);

/// <summary>A sentence to be explained.</summary>
internal sealed record ExplainForm(string Text, string? Language = null, RoomId? Room = null);

/// <summary>What a home answers.</summary>
/// <param name="Outcome">done, answer, ask, confirm, deny, refuse or cancel.</param>
/// <param name="About">Ids of the devices, rooms and people that an answer names, or among which is asked.</param>
/// <param name="Missing">What was said and not understood.</param>
/// <param name="Explain">How the sentence was read.</param>
/// <param name="Operations">The commands that it became.</param>
/// <param name="Needs">pin: the yes must come with one.</param>
/// <param name="Undo">It can be taken back by saying so.</param>
/// <param name="Skill">The phrase or skill that answered.</param>
/// <param name="Learn">Words that could be remembered (putSkill), for who may teach this home.</param>
internal sealed record AssistantAnswer(
    string Conversation, string Outcome, string Say, IReadOnlyList<Act> Acts, IReadOnlyList<string>? About, IReadOnlyList<string>? Missing, Explanation? Explain,
    IReadOnlyList<Operation>? Operations, string? Needs = null, bool? Undo = null, string? Skill = null, LearnOffer? Learn = null);

/// <summary>Hears what people of a home say, and does it as them: with their rights, their confirmation, and their words as the cause.</summary>
internal sealed class HomeAssistant(HomeHost homes, Listeners listeners, Talks talks, SkillTurns skills, Proposer proposer, TimeProvider time)
{
    internal const int LongestText = 500;

    internal async Task<Result<AssistantAnswer>> HearAsync(HomeId home, Caller caller, AssistantForm form, CancellationToken cancel = default)
    {
        if (Wrong(form.Text) is { } wrong) return wrong;
        if (form.Conversation is { Length: > 40 }) return new Fault(ErrorCodes.RequestInvalid, "a conversation is called as the answer before called it", "conversation");
        var snapshot = await homes.SnapshotAsync(home, caller);
        if (snapshot.Fault is { } fault) return fault;
        var id = form.Conversation ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var taught = await homes.TaughtAsync(home, caller);
        if (taught.Fault is { } closed) return closed;
        var heard = listeners.Of(home, caller.Speaker, snapshot.Value, taught.Value);
        // What one credential was asked no other answers.
        var talk = talks.Of(home, caller.Speaker, $"{caller.Cause?.Actor}/{id}");
        await talk.Turn.WaitAsync(cancel);
        try
        {
            var waiting = await homes.SpokenAsync(home, caller);
            var lists = await homes.ListsAsync(home, caller);
            if ((waiting.Fault ?? lists.Fault) is { } missing) return missing;
            var answer = await TurnAsync(new Round(home, caller, form, id, snapshot.Value, heard, talk, taught.Value, waiting.Value, lists.Value, time.GetUtcNow()), cancel);
            // What is said in a room is nobody's own, so nobody could read or delete it: it is not kept.
            if (caller.Voice is not null) return answer;
            return await homes.KeepTranscriptAsync(home, caller, form.Text.Trim(), answer.Say, answer.Outcome) is { } lost ? lost : answer;
        }
        finally
        {
            talk.Turn.Release();
        }
    }

    /// <summary>How a sentence would be read, by itself and just now. Does nothing, keeps nothing.</summary>
    internal async Task<Result<AssistantAnswer>> ExplainAsync(HomeId home, Caller caller, ExplainForm form)
    {
        if (Wrong(form.Text) is { } wrong) return wrong;
        var snapshot = await homes.SnapshotAsync(home, caller);
        if (snapshot.Fault is { } fault) return fault;
        var said = new AssistantForm(form.Text, form.Language, form.Room);
        using var talk = new Talk();
        var taught = await homes.TaughtAsync(home, caller);
        if (taught.Fault is { } closed) return closed;
        var heard = listeners.Of(home, caller.Speaker, snapshot.Value, taught.Value);
        var round = new Round(home, caller, said, "", snapshot.Value, heard, talk, taught.Value, [], new Dictionary<string, IReadOnlyList<string>>(), time.GetUtcNow());
        return await skills.AnswerAsync(round, isOnlyLook: true, CancellationToken.None) is { } its ? Answer(round, its.Understood) with { Skill = its.Skill } : Answer(round, Hear(round));
    }

    private static Fault? Wrong(string text) => string.IsNullOrWhiteSpace(text) || text.Length > LongestText ? new(ErrorCodes.RequestInvalid, $"say something of at most {LongestText} characters", "text") : null;

    private async Task<AssistantAnswer> TurnAsync(Round round, CancellationToken cancel)
    {
        var answer = Learning.Watch(round, await AnswerAsync(round, cancel));
        if (answer.Outcome != "confirm" || round.Caller.Pin is not PinState.Elsewhere) return answer;
        // A yes is a person's: what waits for one is forgotten, and nobody is there to give it.
        round.Talk.Conversation.Waiting = null;
        return answer with { Outcome = "deny", Acts = [], Say = round.Replies.InTheApp, Needs = null };
    }

    private async Task<AssistantAnswer> AnswerAsync(Round round, CancellationToken cancel)
    {
        if (await skills.AnswerAsync(round, isOnlyLook: false, cancel) is { } taught) return await TaughtAsync(round, taught);
        var understood = Hear(round);
        if (understood.Outcome is Outcome.Refuse)
        {
            round.Talk.Missed = round.Text;
            if (proposer.MayAsk(round) && await proposer.AskAsync(round, cancel) is { } proposal && Proposed(round, proposal) is { } asked) return asked;
        }
        return understood.Outcome switch
        {
            Outcome.Done => await DoAsync(round, understood),
            Outcome.Answer => Answer(round, understood with { Say = await PastAsync(round, understood) ?? understood.Say }),
            Outcome.Confirm => Answer(round, understood) with { Needs = round.Caller.Pin is PinState.Needed ? "pin" : null },
            _ => Answer(round, understood),
        };
    }

    /// <summary>What a language model took the words for is asked, with whatever the home itself would ask of it; null when the home cannot make anything of it.</summary>
    private static AssistantAnswer? Proposed(Round round, Proposal proposal)
    {
        var heard = Sentences.Hear(round, proposal.Sentences);
        if (!heard.IsUnderstood) return null;
        var says = string.Join(round.Replies.Say(" ", ""), heard.Says);
        var explain = new Explanation("proposal", [.. proposal.Sentences.Select(sentence => new Span(sentence, "proposal"))]);
        if (heard.Outcome is Outcome.Answer) return Answer(round, new(Outcome.Answer, heard.Acts, round.Replies.TakenFor(proposal.Sentences, says)) { About = heard.About, Explain = explain });
        var understood = new Understood(Outcome.Confirm, heard.Acts, round.Replies.Proposes(proposal.Sentences, heard.Outcome is Outcome.Confirm ? says : null)) { About = heard.About, Explain = explain };
        round.Talk.Conversation.Waiting = understood;
        round.Talk.Proposed = proposal;
        return Answer(round, understood) with { Needs = round.Caller.Pin is PinState.Needed ? "pin" : null };
    }

    private static Understood Hear(Round round) => round.Heard.Listener.Hear(round.Said(round.Form.Text), round.State, round.Talk.Conversation);

    /// <summary>What the sentences of a phrase come to is done as if it had been said; what a skill did is done.</summary>
    private async Task<AssistantAnswer> TaughtAsync(Round round, Taught taught)
    {
        if (taught.Understood.Outcome is Outcome.Confirm) round.Talk.Conversation.Waiting = taught.Understood;
        var answer = taught is { Operations: null, Understood.Outcome: Outcome.Done } ? await DoAsync(round, taught.Understood) : Answer(round, taught.Understood);
        return answer with
        {
            Skill = taught.Skill, Operations = taught.Operations is { Count: > 0 } done ? done : answer.Operations,
            Needs = taught.Understood.Outcome is Outcome.Confirm && round.Caller.Pin is PinState.Needed ? "pin" : answer.Needs,
        };
    }

    /// <summary>Who speaks, as words see them; an unknown voice is a guest's.</summary>
    private static Kith.Assistant.Households.Person? Speaking(Round round) => round.Caller.Voice is { } voice
        ? new(voice.Id.ToString(), voice.Name, "guest") : round.Heard.Spoken.Of(round.Snapshot.Home.Me);

    private async Task<AssistantAnswer> DoAsync(Round round, Understood understood)
    {
        var isUndo = understood.Acts is [{ Kind: "undo" }];
        if (isUndo && round.Talk.Before.Count == 0)
            return Answer(round, understood with { Outcome = Outcome.Refuse, Acts = [], Say = round.Replies.Say("There is nothing to take back.", "没有可以撤销的操作。") });
        var acts = isUndo ? round.Talk.Before : understood.Acts;
        var speaker = round.Speaker(confirmed: understood.Explain?.Rule == "yes");
        var carried = await new Carrying(homes, round.Home, speaker, round.Heard.Spoken, round.State, round.Replies).DoAsync([.. acts.Where(act => !Later.IsOf(act))]);
        await new Doing(homes, round.Home, speaker, round.Heard.Spoken, round.State, round.Zone, time.GetUtcNow(), round.Text, round.Waiting, round.Replies, carried).DoAsync(acts);
        if (carried.Worked > 0 || isUndo) round.Talk.Before = isUndo ? [] : carried.Before;
        var says = carried.Worked > 0 && carried.Failed.Count == 0 ? [understood.Acts is [{ Kind: "rule" }] ? round.Replies.Ruled : understood.Say] : new List<string>(carried.Failed);
        if (carried.Worked > 0 && carried.Failed.Count > 0) says.Add(round.Replies.Say("The rest is done.", "其余的都办好了。"));
        var outcome = carried.Worked > 0 ? Outcome.Done : carried.IsRefused ? Outcome.Deny : Outcome.Refuse;
        if (carried.Unconfirmed.Count > 0)
        {
            outcome = Outcome.Confirm;
            says.Add(round.Replies.Confirm(carried.Unconfirmed.SelectMany(round.Heard.Spoken.NamesIn).Distinct()));
            round.Talk.Conversation.Waiting = understood with { Outcome = Outcome.Confirm, Acts = carried.Unconfirmed };
        }
        var told = understood with
        {
            Outcome = outcome,
            Acts = carried.Unconfirmed.Count > 0 ? carried.Unconfirmed : isUndo ? [new Act { Kind = "undo", Acts = acts }] : outcome is Outcome.Done ? understood.Acts : [],
            Say = string.Join(round.Replies.Say(" ", ""), says),
        };
        return Answer(round, told) with
        {
            Operations = carried.Operations.Count > 0 ? carried.Operations : null,
            Needs = carried.NeedsPin ? "pin" : null,
            Undo = round.Talk.Before.Count > 0 && carried.Worked > 0 ? true : null,
        };
    }

    private async Task<string?> PastAsync(Round round, Understood understood)
    {
        var recall = new Recall(homes, round.Home, round.Caller, round.Heard.Spoken, round.Snapshot, round.Zone, round.Replies);
        foreach (var act in understood.Acts)
            if (await recall.AnswerAsync(act) is { } said) return said;
        return null;
    }

    private static AssistantAnswer Answer(Round round, Understood understood) =>
        new(round.Id, understood.Outcome.ToString().ToLowerInvariant(), understood.Say, understood.Acts, understood.About, understood.Missing, understood.Explain, null);
}
