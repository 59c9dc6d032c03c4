using Kith.Homes.Actor;
using Kith.Homes.Bridges;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Satellites;
using Kith.Homes.Skills;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Homes.Whereabouts;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes;

/// <summary>
/// One home in memory. Touched only by the loop of its partition; nothing in here is locked, and nothing outside holds a reference to it.
/// </summary>
internal sealed class Home
{
    internal Home(HomeRecord record, HomesOptions options) =>
        (Record, Options, Recent, Feed, Rules) = (record, options, new RecentOperations(options.RecentOperations), new LiveFeed(options), new RuleBook(this));

    internal HomeRecord Record { get; set; }

    internal HomeId Id => Record.Id;

    internal HomesOptions Options { get; }

    /// <summary>The number of the last fact; the next has one more.</summary>
    internal long Sequence { get; set; }

    internal Dictionary<DeviceId, Twin> Twins { get; } = [];

    internal Dictionary<RoomId, Room> Rooms { get; } = [];

    internal Dictionary<PersonId, Person> People { get; } = [];

    /// <summary>How each person likes to see the home; people who never arranged anything have none.</summary>
    internal Dictionary<PersonId, Arrangement> Arrangements { get; } = [];

    /// <summary>Where each person is; people of whom nothing was ever said have none.</summary>
    internal Dictionary<PersonId, PersonAt> Whereabouts { get; } = [];

    internal NoticeBoard Board { get; } = new();

    internal Dictionary<DeviceId, Bridge> Bridges { get; } = [];

    /// <summary>Its ears and mouths.</summary>
    internal Dictionary<DeviceId, Satellite> Satellites { get; } = [];

    /// <summary>The devices that are the home's own.</summary>
    internal Virtuals Virtual { get; } = new();

    /// <summary>What its assistant was taught; another list with each change.</summary>
    internal IReadOnlyList<KeptSkill> Skills { get; set; } = [];

    /// <summary>Its rules.</summary>
    internal RuleBook Rules { get; }

    /// <summary>Where it stands; the city of its time zone while nobody said. Null for a zone without one.</summary>
    internal Location? Location => Record.Location ?? Location.OfZone(Record.TimeZone);

    /// <summary>Decides where its days begin.</summary>
    internal TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Record.TimeZone);

    /// <summary>What it wants to do later.</summary>
    internal Wakes Wakes { get; } = new();

    /// <summary>A copy in which the past is played: commands count as done, and nothing leaves it.</summary>
    internal bool IsReplay { get; init; }

    /// <summary>Something in the home acts upon what happens; else nothing is gathered for it.</summary>
    internal bool Heeds => Virtual.Count > 0 || Rules.Count > 0;

    /// <summary>Devices that were removed, by what their link knew them by.</summary>
    internal GoneDevices Gone { get; } = new();

    /// <summary>Operations that wait, over all devices; for the time-out sweep.</summary>
    internal List<(Twin Twin, PendingOperation Operation)> Waiting { get; } = [];

    /// <summary>The last operations that ended, for those who ask by id.</summary>
    internal RecentOperations Recent { get; }

    internal LiveFeed Feed { get; }

    /// <summary>What it gathers from the batch at hand; kept to be used again.</summary>
    internal Turn? Turn { get; set; }

    /// <summary>Operations that were waiting when the server last stopped; closed with the first batch.</summary>
    internal IReadOnlyList<Operation>? Orphans { get; set; }

    /// <summary>When it was last touched, Unix milliseconds; idle homes are dropped.</summary>
    internal long TouchedMs { get; set; }

    internal bool IsIdle(long nowMs) =>
        Waiting.Count == 0 && !Feed.IsWatched && !Wakes.IsAny && nowMs - TouchedMs > Options.IdleAfter.TotalMilliseconds
        && Twins.Values.All(twin => !twin.Online || twin.Device.Via == VirtualDevice.Via);

    internal bool HasOverdue(long nowMs)
    {
        foreach (var (_, pending) in Waiting)
            if (pending.DeadlineMs <= nowMs) return true;
        return false;
    }

    /// <summary>It leaves memory with people still waiting: they hear that the outcome is not known, and viewers that they must follow again.</summary>
    internal void Close()
    {
        foreach (var (_, pending) in Waiting) pending.Lose(DateTimeOffset.FromUnixTimeMilliseconds(TouchedMs));
        Feed.EndAll();
    }

    /// <summary>Who the caller is here; not_found for one who is nobody here, so that a home's existence is never told.</summary>
    internal Result<Asker> Know(Caller caller, DateTimeOffset now)
    {
        if (caller.Voice is { } voice) return new Asker(caller, voice.Guest, now);
        if (caller.Account is not { } account) return new Asker(caller, null, now);
        foreach (var person in People.Values)
            if (person.Account == account) return new Asker(caller, person, now);
        return new Fault(ErrorCodes.NotFound, "there is no such home");
    }

    /// <summary>The twin a caller may see; a device in a room they may not see is unknown to them. Who may not enter is told why.</summary>
    internal Result<Twin> Find(DeviceId id, Asker asker) =>
        Rights.Check(asker, Deed.Enter) is { } denied ? denied
        : Twins.TryGetValue(id, out var twin) && Rights.Check(asker, Deed.See, twin.Device.Room) is null ? twin : Unknown(id);

    internal static Fault Unknown(DeviceId id) => new(ErrorCodes.DeviceUnknown, $"there is no device {id} in this home");
}
