using System.Collections.Concurrent;
using Kith.Assistant.Dialogue;
using Kith.Assistant.Intents;
using Kith.Homes;
using Kith.Homes.Feed;
using Kith.Homes.Skills;
using Kith.Model.Ids;

namespace Kith.Server.Assistant;

/// <summary>A home as one person speaks of it, and who understands them there.</summary>
/// <param name="Sayings">What the home was taught, as this person says it.</param>
internal sealed record Heard(SpokenHome Spoken, Listener Listener, Sayings Sayings, IReadOnlyList<KeptSkill> Taught);

/// <summary>
/// One listener for each person of a home, made of what they may see and no more; made anew when that is arranged otherwise (some ms), and
/// swapped whole.
/// </summary>
internal sealed class Listeners
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<(HomeId Home, string Speaker), (Heard Heard, DateTimeOffset Touched)> _heard = new();
    private readonly TimeProvider _time;

    public Listeners(HomeHost homes, TimeProvider time)
    {
        _time = time;
        homes.Deleted += home =>
        {
            foreach (var key in _heard.Keys.Where(key => key.Home == home)) _heard.TryRemove(key, out _);
        };
    }

    internal Heard Of(HomeId home, string speaker, SnapshotView snapshot, IReadOnlyList<KeptSkill> taught)
    {
        var now = _time.GetUtcNow();
        if (_heard.TryGetValue((home, speaker), out var known) && known.Heard.Spoken.Shape == SpokenHome.ShapeOf(snapshot))
        {
            // Phrases change without the home: what takes long is kept.
            var same = ReferenceEquals(known.Heard.Taught, taught) ? known.Heard : known.Heard with { Sayings = SayingsOf(known.Heard.Spoken, taught), Taught = taught };
            _heard[(home, speaker)] = (same, now);
            return same;
        }
        if (_heard.Count >= Most) _heard.TryRemove(_heard.MinBy(row => row.Value.Touched).Key, out _);
        var spoken = new SpokenHome(snapshot);
        var heard = new Heard(spoken, new Listener(spoken.House), SayingsOf(spoken, taught), taught);
        _heard[(home, speaker)] = (heard, now);
        return heard;
    }

    internal static Blank BlankOf(string name, Slot slot) => new(name, slot.Kind switch
    {
        SlotKind.Number => BlankKind.Number,
        SlotKind.Duration => BlankKind.Duration,
        SlotKind.Device => BlankKind.Device,
        SlotKind.Room => BlankKind.Room,
        SlotKind.Choice => BlankKind.Choice,
        _ => BlankKind.Text,
    }, [.. (slot.Choices ?? []).SelectMany(choice => (choice.Words.En ?? []).Concat(choice.Words.Zh ?? []).Select(word => (choice.Id, word)))]);

    private static Sayings SayingsOf(SpokenHome spoken, IReadOnlyList<KeptSkill> taught) => new(spoken.House,
        from one in taught
        from intent in one.Skill.Intents
        let blanks = (intent.Slots ?? new Dictionary<string, Slot>()).Select(slot => BlankOf(slot.Key, slot.Value)).ToList()
        from phrase in (intent.Phrases.En ?? []).Concat(intent.Phrases.Zh ?? [])
        select new Saying(one.Skill.Id.ToString(), intent.Id, phrase, blanks));
}
