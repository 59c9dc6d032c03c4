using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Skills;
using Kith.Model.Commands;
using Kith.Model.Ids;

namespace Kith.Server.Assistant;

/// <summary>One turn: what was said, by whom, in which home and conversation, and how the home is at that moment.</summary>
internal sealed record Round(
    HomeId Home, Caller Caller, AssistantForm Form, string Id, SnapshotView Snapshot, Heard Heard, Talk Talk, IReadOnlyList<KeptSkill> Taught, IReadOnlyList<SpokenView> Waiting,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Lists, DateTimeOffset Now)
{
    internal IState State { get; } = Heard.Spoken.StateIn(Snapshot);

    internal TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(Snapshot.Home.TimeZone);

    internal string Text { get; } = Form.Text.Trim();

    internal bool IsChinese { get; } = Form.Text.Any(letter => letter is >= '\u4e00' and <= '\u9fff') || (Form.Language?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true && !Form.Text.Any(char.IsAsciiLetter));

    internal Replies Replies => field ??= new(IsChinese);

    /// <summary>The person, by their words.</summary>
    internal Caller Speaker(bool confirmed)
    {
        var me = Snapshot.People.FirstOrDefault(person => person.Id == Snapshot.Home.Me);
        if (Caller.Cause is { } its) return Caller with { Confirmed = confirmed, Cause = its with { Phrase = Text } };
        return Caller with { Confirmed = confirmed, Cause = new Cause(CauseKind.Voice, Snapshot.Home.Me?.ToString() ?? "", me?.Name ?? Caller.Voice?.Name ?? "", Caller.Through, Text) };
    }

    /// <summary>Who speaks, as words see them; an unknown voice is a guest's.</summary>
    private Kith.Assistant.Households.Person? Speaking => Caller.Voice is { } voice ? new(voice.Id.ToString(), voice.Name, "guest") : Heard.Spoken.Of(Snapshot.Home.Me);

    /// <summary>A sentence as this person would say it here and now.</summary>
    internal Utterance Said(string text) => new(text, Form.Language, TimeZoneInfo.ConvertTime(Now, Zone).DateTime)
    {
        Room = Form.Room?.ToString(), Person = Speaking, Timers = Errands.Running(Waiting, Now), Lists = Lists,
    };
}
