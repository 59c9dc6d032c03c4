using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>
/// One kind of thing that people say. Reads a sentence if it is of its kind, else leaves it to the next. An intent is one file and one row in
/// <see cref="Intents.All"/>, which is in order: what is more particular comes first.
/// </summary>
internal delegate Understood? Intent(Hearing hearing);

internal static class Intents
{
    internal static readonly (string Name, Intent Read)[] All =
    [
        ("undo", Undo.Read),
        ("rule", Conditions.Read),
        ("scene", Scenes.Read),
        ("broadcast", Broadcasts.Read),
        ("reminder", Reminders.Read),
        ("timer", Timers.Read),
        ("alarm", AlarmClocks.Read),
        ("list", ShoppingLists.Read),
        ("schedule", Schedules.Read),
        ("small-talk", SmallTalk.Read),
        ("outside", Outside.Read),
        ("need", Needs.Read),
        ("question", Questions.Read),
        ("media", MediaSearch.Read),
        ("command", Ordinary.Read),
    ];

    /// <summary>The tokens that carry meaning: without politeness, glue and marks.</summary>
    internal static List<Token> Bare(IReadOnlyList<Token> tokens) =>
        [.. tokens.Where(token => !token.Mark && !(token.Senses.Count > 0 && token.Senses.All(sense => sense.Role is Role.Group && sense.Id is "polite" or "glue" or "and" or "then" || sense.Role == Role.Spell)))];

    internal static Understood Refuse(Hearing hearing, string? part) => new(Outcome.Refuse, [],
        part is { Length: > 0 } ? hearing.Say($"I don't know “{part}”.", $"我不明白“{part}”。") : hearing.Say("I did not understand that.", "我没听懂。"))
    { Missing = part is { Length: > 0 } ? [part] : null };

    internal static Understood Done(IReadOnlyList<Act> acts, string say) => new(Outcome.Done, acts, say);
}
