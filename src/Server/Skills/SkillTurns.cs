using System.Globalization;
using Kith.Assistant.Dialogue;
using Kith.Assistant.Intents;
using Kith.Assistant.Understanding;
using Kith.Homes;
using Kith.Homes.Operations;
using Kith.Homes.Skills;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Assistant;

namespace Kith.Server.Skills;

/// <summary>A turn that what the home was taught answers.</summary>
/// <param name="Operations">What a skill did; null for what is still to be done, as if it was said.</param>
internal sealed record Taught(Understood Understood, IReadOnlyList<Operation>? Operations, string Skill);

/// <summary>What waits for the next words: an intent with what is known of it, and which slot was asked for; none for anything.</summary>
internal sealed record Followed(SkillId Skill, string Intent, IReadOnlyDictionary<string, Filling> Slots, string? Slot, string? State, DateTimeOffset Until);

/// <summary>Phrases and skills: recognises them, asks for what is missing, runs their sentences here or asks them at their address.</summary>
internal sealed class SkillTurns(HomeHost homes, SkillCalls calls)
{
    /// <summary>The turn, if something that was taught answers it. What was asked back is answered by what fits; by other words only when they mean nothing else.</summary>
    internal async Task<Taught?> AnswerAsync(Round round, bool isOnlyLook, CancellationToken cancel)
    {
        var follow = round.Talk.Follow is { } waiting && waiting.Until >= round.Now ? waiting : null;
        round.Talk.Follow = null;
        if (round.Heard.Sayings.Find(round.Text) is { } matched && Find(round, matched.Saying.Skill, matched.Saying.Intent) is var (skill, intent))
            return await GoOnAsync(round, skill, intent, matched.Slots, null, isOnlyLook, cancel);
        if (follow is null || Find(round, follow.Skill.ToString(), follow.Intent) is not var (asked, its)) return null;
        if (follow.Slot is { } name && its.Slots?.GetValueOrDefault(name) is { } slot && round.Heard.Sayings.Fill(Listeners.BlankOf(name, slot), round.Text) is { } filling)
            return await GoOnAsync(round, asked, its, Joined(follow.Slots, name, filling), follow.State, isOnlyLook, cancel);
        if (follow.Slot is not null || round.Heard.Listener.Hear(round.Said(round.Text), round.State, new Conversation()).Outcome is not (Outcome.Refuse or Outcome.Ask)) return null;
        return await ElsewhereAsync(round, asked, its, follow.Slots, follow.State, isOnlyLook, cancel);
    }

    private async Task<Taught> GoOnAsync(Round round, KeptSkill skill, SkillIntent intent, IReadOnlyDictionary<string, Filling> slots, string? state, bool isOnlyLook, CancellationToken cancel)
    {
        round.Talk.Conversation.Wake(round.Said(round.Text).Now);
        if (intent.Slots?.FirstOrDefault(slot => slot.Value.Ask is not null && !slots.ContainsKey(slot.Key)) is { Key: { } missing, Value: { } its })
        {
            round.Talk.Follow = new(skill.Skill.Id, intent.Id, slots, missing, state, round.Now + Conversation.Life);
            return Told(round, skill, Outcome.Ask, round.Replies.Of(its.Ask!));
        }
        return intent.IsLocal ? Here(round, skill, intent, slots) : await ElsewhereAsync(round, skill, intent, slots, state, isOnlyLook, cancel);
    }

    /// <summary>The sentences of a phrase, each heard by itself as if it had been said; all or none.</summary>
    private static Taught Here(Round round, KeptSkill skill, SkillIntent intent, IReadOnlyDictionary<string, Filling> slots)
    {
        var heard = Sentences.Hear(round, (intent.Run ?? []).Select(sentence => Filled(sentence, slots)));
        var say = intent.Say is { } own && heard.Outcome is (Outcome.Done or Outcome.Answer) ? Filled(round.Replies.Of(own), slots) : string.Join(round.Replies.Say(" ", ""), heard.Says);
        var told = Told(round, skill, heard.Outcome, say);
        return heard.IsUnderstood ? told with { Operations = null, Understood = told.Understood with { Acts = heard.Acts, About = heard.About } } : told;
    }

    private async Task<Taught> ElsewhereAsync(Round round, KeptSkill skill, SkillIntent intent, IReadOnlyDictionary<string, Filling> slots, string? state, bool isOnlyLook, CancellationToken cancel)
    {
        var name = round.Replies.Of(skill.Skill.Name);
        if (isOnlyLook) return Told(round, skill, Outcome.Answer, round.Replies.GoesTo(name));
        var granted = new Granted(homes, round, skill);
        var question = new SkillQuestion(
            Guid.CreateVersion7(round.Now).ToString("N"), skill.Skill.Id, intent.Id, round.Text, round.IsChinese ? "zh" : "en",
            slots.ToDictionary(slot => slot.Key, slot => new SkillSlot(slot.Value.Text, ValueOf(slot.Value.Value))), state, round.Now, round.Snapshot.Home.TimeZone, granted.Devices());
        var (answer, trouble) = await calls.AskAsync(skill, question, cancel);
        if (answer is null) return Told(round, skill, Outcome.Refuse, round.Replies.Of(trouble, name));
        var (done, refused) = await granted.DoAsync(answer.Acts ?? []);
        if (answer.Ask is not null) round.Talk.Follow = new(skill.Skill.Id, intent.Id, slots, null, answer.State, round.Now + Conversation.Life);
        string[] says = [.. answer.Say is { } say ? [round.Replies.Of(say)] : Array.Empty<string>(), .. refused, .. answer.Ask is { } ask ? [round.Replies.Of(ask)] : Array.Empty<string>()];
        var outcome = answer.Ask is not null ? Outcome.Ask : done.Count > 0 ? Outcome.Done : refused.Count > 0 ? Outcome.Refuse : Outcome.Answer;
        return Told(round, skill, outcome, string.Join(round.Replies.Say(" ", ""), says)) with { Operations = done };
    }

    private static (KeptSkill Skill, SkillIntent Intent)? Find(Round round, string skill, string intent) =>
        round.Taught.FirstOrDefault(one => one.Skill.Id.ToString() == skill) is { } kept && kept.Skill.Intents.FirstOrDefault(one => one.Id == intent) is { } its ? (kept, its) : null;

    private static Taught Told(Round round, KeptSkill skill, Outcome outcome, string say) =>
        new(new(outcome, [], say) { Explain = new(skill.Skill.Http is null ? "phrase" : "skill", [new(round.Text, $"{(skill.Skill.Http is null ? "phrase" : "skill")} {skill.Skill.Id}")]) }, [], round.Replies.Of(skill.Skill.Name));

    private static Dictionary<string, Filling> Joined(IReadOnlyDictionary<string, Filling> slots, string name, Filling filling) => new(slots) { [name] = filling };

    private static string Filled(string text, IReadOnlyDictionary<string, Filling> slots)
    {
        foreach (var (name, filling) in slots) text = text.Replace($"{{{name}}}", filling.Text, StringComparison.Ordinal);
        foreach (var name in SkillDocument.SlotsIn(text)) text = text.Replace($"{{{name}}}", "", StringComparison.Ordinal);
        return text;
    }

    private static Value ValueOf(object value) => value is double number ? number == Math.Floor(number) && Math.Abs(number) < 1e15 ? Value.Of((long)number) : Value.Of(number) : Value.Of(Convert.ToString(value, CultureInfo.InvariantCulture)!);
}
