using Kith.Homes.Activity;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Twins;
using Kith.Homes.Whereabouts;
using Kith.Ledger.Facts;
using Kith.Ledger.Records;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Actor;

/// <summary>
/// What one home gathers from the messages of one batch: facts and records for the commit, and what may leave the home only after it.
/// </summary>
internal sealed class Turn(Home home)
{
    private readonly HashSet<DeviceId> _changedDevices = [];
    private readonly List<DeviceId> _removed = [];
    private readonly List<ValueChange> _values = [];
    private readonly List<PresenceChange> _presence = [];
    private readonly Dictionary<OperationId, Operation> _operations = [];
    private readonly List<EventChange> _events = [];
    private readonly List<ActivityView> _activity = [];
    private readonly List<PendingOperation> _ended = [];
    private readonly List<Action> _after = [];
    private readonly Dictionary<PersonId, Arrangement> _arrangements = [];
    private readonly List<PersonMove> _moves = [];
    private readonly List<Notice> _notices = [];
    private readonly HashSet<PersonId> _readers = [];
    private readonly Queue<(Happening Happening, Run? Origin)> _happenings = [];
    private readonly HashSet<RuleId> _rules = [];
    private bool _roomsChanged, _peopleChanged, _homeChanged;

    internal Home Home { get; } = home;

    internal List<Fact> Facts { get; } = [];

    internal List<RecordWrite> Records { get; } = [];

    /// <summary>Commands for devices, in order.</summary>
    internal List<(Twin Twin, PendingOperation Operation)> Deliveries { get; } = [];

    /// <summary>Calls of rules to outside, to be made once the commit holds.</summary>
    internal List<OutsideCall> Outside { get; } = [];

    /// <summary>Devices that were removed and whose link must forget them.</summary>
    internal List<Device> Forgotten { get; } = [];

    /// <summary>The home was deleted: it leaves memory after the commit.</summary>
    internal bool IsLast { get; set; }

    internal long NowMs { get; private set; }

    /// <summary>Somebody follows the home or may resume; else nothing is gathered for the feed.</summary>
    internal bool IsHeard { get; private set; }

    /// <summary>This turn's part of the commit.</summary>
    internal HomeBatch Batch => new(Home.Id, Facts, Records);

    /// <summary>The time of what comes without a time of its own.</summary>
    internal Moment Arrival => new(NowMs, ByDevice: false);

    internal DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);

    internal bool IsEmpty => Facts.Count == 0 && Records.Count == 0;

    internal void Begin(long nowMs)
    {
        NowMs = nowMs;
        IsHeard = Home.Feed.IsKept(nowMs);
    }

    /// <summary>A property's value, for the series.</summary>
    internal void Report(Twin twin, Property property, Value value, long atMs) =>
        Facts.Add(new Fact(++Home.Sequence, atMs, FactKind.Report, twin.Device.Id.ToString(), property.Address, value, null));

    /// <summary>Something that people read of.</summary>
    internal void Fact(FactKind kind, string device, string subject, ActivityDetail detail, Value value = default, long? atMs = null)
    {
        var fact = new Fact(++Home.Sequence, atMs ?? NowMs, kind, device, subject, value, detail.ToKept());
        Facts.Add(fact);
        if (IsHeard && kind is not (FactKind.Operation or FactKind.RuleTrace)) _activity.Add(ActivityView.Of(fact, detail));
    }

    internal void Record(string sql, object parameters) => Records.Add(new RecordWrite(sql, parameters));

    internal void Changed(Twin twin, Property property, Value value, long atMs, OperationId? by)
    {
        if (IsHeard) _values.Add(new ValueChange(twin.Device.Id, property.Address, value, DateTimeOffset.FromUnixTimeMilliseconds(atMs), by));
    }

    internal void Changed(PresenceChange change) => _presence.Add(change);

    internal void Changed(EventChange change) => _events.Add(change);

    internal void Changed(Operation operation) => _operations[operation.Id] = operation;

    internal void Changed(DeviceId device)
    {
        _changedDevices.Add(device);
        Home.Rules.DeviceChanged(device);
    }

    internal void Changed(RuleId rule) => _rules.Add(rule);

    internal void Removed(DeviceId device)
    {
        _removed.Add(device);
        Home.Rules.DeviceChanged(device);
    }

    internal void RoomsChanged() => _roomsChanged = true;

    internal void PeopleChanged() => _peopleChanged = true;

    internal void HomeChanged() => _homeChanged = true;

    internal void Arranged(PersonId person, Arrangement arrangement)
    {
        Facts.Add(new Fact(++Home.Sequence, NowMs, FactKind.Arrangement, "", person.ToString(), default));
        _arrangements[person] = arrangement;
    }

    /// <summary>For what the home itself makes of it; ask <see cref="Home.Heeds"/> first where many happen.</summary>
    internal void Happened(Happening happening)
    {
        if (Home.Heeds) _happenings.Enqueue((happening, Origin));
    }

    internal bool TryNext(out (Happening Happening, Run? Origin) next) => _happenings.TryDequeue(out next);

    /// <summary>The run whose doing is what happens just now; null when it is nobody's.</summary>
    internal Run? Origin { get; set; }

    internal void ForgetHappenings() => _happenings.Clear();

    internal void Moved(PersonMove move) => _moves.Add(move);

    /// <summary>People were told something.</summary>
    internal void Told(Notice notice)
    {
        Facts.Add(new Fact(++Home.Sequence, NowMs, FactKind.Notice, notice.Device?.ToString() ?? "", notice.Id.ToString(), default, KeptJson.Of(notice)));
        _notices.Add(notice);
    }

    /// <summary>Somebody looked at what they were told: their other screens count anew.</summary>
    internal void HasRead(PersonId person)
    {
        Facts.Add(new Fact(++Home.Sequence, NowMs, FactKind.Arrangement, "", person.ToString(), default));
        _readers.Add(person);
    }

    /// <summary>Lays a notice in the outbox, for who carries it further after the commit.</summary>
    internal void Send(Notice notice, PersonId person, NoticeChannel channel)
    {
        Record(Outbox.Put, Outbox.Row(Home.Id, notice, person, channel, NowMs));
        LaysOut = true;
    }

    /// <summary>Something of this turn waits in the outbox.</summary>
    internal bool LaysOut { get; private set; }

    /// <summary>To be done once the commit holds.</summary>
    internal void After(Action deed) => _after.Add(deed);

    internal void Ended(PendingOperation operation) => _ended.Add(operation);

    /// <summary>After the commit: the feed first, so that whoever waits for an answer finds the feed no older than it.</summary>
    internal void Publish()
    {
        if (IsHeard && Facts.Count > 0) Home.Feed.Publish(Home, Changes(), Now);
        foreach (var operation in _ended) operation.Ended.TrySetResult(operation.Operation);
    }

    internal void RunAfter()
    {
        foreach (var deed in _after) deed();
    }

    /// <summary>
    /// The commit failed. Commands of this turn were not sent, and their callers are refused; those sent before end as the home will write
    /// when it is loaded again. Viewers fetch afresh.
    /// </summary>
    internal void Abandon(Fault fault)
    {
        foreach (var (_, pending) in Deliveries) pending.Fail(fault, Now);
        foreach (var pending in _ended) pending.Lose(Now);
        Home.Close();
    }

    private ChangesView Changes()
    {
        var everything = new Asker(Caller.House("feed"), null, Now);
        var devices = _changedDevices.Where(Home.Twins.ContainsKey).Select(id => Home.Twins[id]).ToList();
        return new ChangesView(Home.Sequence)
        {
            Values = NullIfEmpty(_values),
            Devices = devices.Count == 0 ? null : [.. devices.Select(twin => DeviceView.Of(twin, everything))],
            Specs = devices.Count == 0 ? null : devices.DistinctBy(twin => twin.Device.Spec).ToDictionary(twin => twin.Device.Spec, twin => twin.Spec),
            Removed = NullIfEmpty(_removed),
            Presence = NullIfEmpty(_presence),
            Operations = _operations.Count == 0 ? null : [.. _operations.Values],
            Rooms = _roomsChanged ? [.. Home.Rooms.Values.OrderBy(room => room.Order)] : null,
            People = _peopleChanged ? [.. Home.People.Values.Select(person => PersonView.Of(person, Now, Moves.Of(Home, person.Id)))] : null,
            Home = _homeChanged ? new HomeView(Home.Id, Home.Record.Name, Home.Record.TimeZone, Role.Owner, null, Home.Record.Mode, Home.Record.Location, Moves.After(Home)) : null,
            Events = NullIfEmpty(_events),
            Activity = NullIfEmpty(_activity),
            Moves = NullIfEmpty(_moves),
            Told = NullIfEmpty(_notices),
            Readers = _notices.Count == 0 && _readers.Count == 0 ? null : _notices.SelectMany(notice => notice.To).Concat(_readers).ToHashSet(),
            Rules = _rules.Count == 0 ? null : [.. _rules],
            Arrangements = _arrangements.Count == 0 ? null : new Dictionary<PersonId, Arrangement>(_arrangements),
        };
    }

    /// <summary>A copy, because the turn's lists are used again.</summary>
    private static List<T>? NullIfEmpty<T>(List<T> list) => list.Count == 0 ? null : [.. list];

    /// <summary>Ready for the next batch.</summary>
    internal void Clear()
    {
        Facts.Clear();
        Records.Clear();
        Deliveries.Clear();
        Forgotten.Clear();
        Outside.Clear();
        _changedDevices.Clear();
        _removed.Clear();
        _values.Clear();
        _presence.Clear();
        _operations.Clear();
        _events.Clear();
        _activity.Clear();
        _arrangements.Clear();
        _happenings.Clear();
        _rules.Clear();
        Origin = null;
        _ended.Clear();
        _after.Clear();
        _moves.Clear();
        _notices.Clear();
        _readers.Clear();
        LaysOut = false;
        _roomsChanged = _peopleChanged = _homeChanged = false;
    }
}
