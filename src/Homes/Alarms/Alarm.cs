using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Modes;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Ledger.Facts;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Alarms;

/// <summary>
/// The home's own alarm system: arms with an exit delay, waits out the entry delay, alarms, and is turned off. Each step is on disk with what
/// led to it, and its deadlines are moments, so that a start goes on where the stop was.
/// </summary>
internal sealed class Alarm(DeviceId id, AlarmRecord record) : VirtualDevice(id)
{
    internal const string ModeAddress = "arming.mode", StatusAddress = "arming.status", DelayAddress = "arming.entry-delay", Stop = "arming.stop-alarm", Raised = "arming.alarm-raised";

    private static readonly Role[] Adults = [Role.Owner, Role.Admin, Role.Adult];

    private AlarmRecord _record = record;
    private Wake? _wake;
    private long _backUntilMs;

    internal override VirtualRecord Record => _record;

    internal AlarmSettings Settings => _record.Settings;

    internal AlarmState State => _record.State;

    internal bool IsSounding => State is { Phase: AlarmPhase.Alarm, SoundUntilMs: > 0 };

    internal override IEnumerable<DeviceId> Members => Settings.Sensors.Select(sensor => sensor.Device).Concat(Settings.Sirens);

    /// <summary>Sensors that count in a mode and are open now.</summary>
    internal IEnumerable<AlarmSensor> Open(Home home, ArmMode mode) => Settings.Sensors.Where(sensor => sensor.Modes.Contains(mode) && Guard.IsOpen(home, sensor));

    internal override void Do(Turn turn, Twin twin, PendingOperation pending)
    {
        var operation = pending.Operation;
        var mode = operation.Values?.TryGetValue(ModeAddress, out var wanted) == true ? (ArmMode)wanted.AsInteger() : (ArmMode?)null;
        if (mode is { } asked && Refusal(turn.Home, twin, asked) is { } refused)
        {
            OperationFlow.Answer(turn, twin, operation.Id, Outcome.Rejected(refused), null);
            return;
        }
        OperationFlow.Answer(turn, twin, operation.Id, Outcome.Done, null);
        if (operation.Values?.TryGetValue(DelayAddress, out var delay) == true) Keep(turn, _record with { Settings = Settings with { EntryDelay = (int)delay.AsInteger() } });
        if (mode is ArmMode.Disarmed) Disarm(turn, twin, operation.Cause);
        else if (mode is { } to) Arm(turn, twin, to);
        else if (operation.Address == Stop && State.Phase is AlarmPhase.Entry or AlarmPhase.Alarm) Go(turn, twin, new AlarmState(State.Mode, Loud: State.Loud));
    }

    internal override void Heed(Turn turn, Twin twin, Happening happening)
    {
        switch (happening)
        {
            case ValueChanged change when change.After == Value.Of(true): Sense(turn, twin, change.Twin, change.Property.Address); break;
            case EventHappened told: Sense(turn, twin, told.Twin, told.Address); break;
            case PresenceChanged { Online: true } back when Settings.Sirens.Contains(back.Twin.Device.Id) && (IsSounding || State.Loud?.Contains(back.Twin.Device.Id) == true):
                Switch(turn, twin, back.Twin, IsSounding);
                break;
            case CommandEnded ended when IsOurs(ended.Operation): Answered(turn, ended); break;
            case ModeChanged changed when Settings.FollowsMode: Follow(turn, twin, changed.After); break;
        }
    }

    internal override VirtualRecord Without(DeviceId member) => _record with
    {
        Settings = Settings with { Sensors = [.. Settings.Sensors.Where(sensor => sensor.Device != member)], Sirens = [.. Settings.Sirens.Where(siren => siren != member)] },
    };

    /// <summary>A bridge says that a member is no more. Nobody hears of it while the home is not on guard.</summary>
    internal void Misses(Turn turn, Twin member)
    {
        if (State.Mode is not ArmMode.Disarmed) Notify(turn, NoticeLevel.Critical, AlarmWords.Gone(member.Device.Name));
    }

    /// <summary>Made, made anew, or poorer by a member.</summary>
    internal override void Refresh(Turn turn, Twin twin)
    {
        Show(turn, twin);
        Await(turn, 0);
    }

    /// <summary>
    /// Loaded: an armed home stays armed and an alarm goes on. What was due meanwhile waits until devices are back, so that sirens hear of it;
    /// doors that were opened meanwhile are heard when their sensors say so.
    /// </summary>
    internal override void Awake(Turn turn, Twin twin, long fromMs)
    {
        _backUntilMs = fromMs > turn.NowMs ? fromMs : 0;
        Await(turn, fromMs);
        if (IsSounding || State.Loud is { Count: > 0 }) Later(turn, fromMs, Resound);
    }

    private Fault? Refusal(Home home, Twin twin, ArmMode mode)
    {
        if (mode is ArmMode.Disarmed || mode == State.Mode) return null;
        if (State.Phase is AlarmPhase.Entry or AlarmPhase.Alarm) return new Fault(ErrorCodes.Conflict, $"{twin.Device.Name} is raised; turn it off first", ModeAddress);
        var open = Open(home, mode).Where(sensor => Guard.IsStanding(sensor) && !(sensor.Entry && Settings.ExitDelay > 0)).ToList();
        return open.Count > 0 ? new Fault(ErrorCodes.AlarmOpen, Names(home, open), ModeAddress) : null;
    }

    private void Arm(Turn turn, Twin twin, ArmMode mode)
    {
        if (mode == State.Mode) return;
        var leaves = new AlarmState(mode, AlarmPhase.Arming, turn.NowMs + Settings.ExitDelay * 1000L, Loud: State.Loud);
        if (Settings.ExitDelay > 0) Go(turn, twin, leaves);
        else OnGuard(turn, twin, leaves);
    }

    /// <summary>The exit delay is over. What is open or out of reach cannot guard, and people are told.</summary>
    private void OnGuard(Turn turn, Twin twin, AlarmState state)
    {
        Go(turn, twin, new AlarmState(state.Mode, Loud: state.Loud));
        var absent = Settings.Sensors.Where(sensor => sensor.Modes.Contains(state.Mode) && (Guard.IsStanding(sensor) && Guard.IsOpen(turn.Home, sensor) || !turn.Home.Twins[sensor.Device].Online)).ToList();
        if (absent.Count == 0) return;
        var names = Names(turn.Home, absent);
        Tell(turn, twin, "guardsWithout", names);
        Notify(turn, NoticeLevel.Important, AlarmWords.Without(names), AlarmWords.WithoutText);
    }

    private void Disarm(Turn turn, Twin twin, Cause cause)
    {
        var wasRaised = State.Phase is AlarmPhase.Alarm;
        Go(turn, twin, new AlarmState(Loud: State.Loud));
        if (wasRaised) Notify(turn, NoticeLevel.Important, AlarmWords.Over(twin.Device.Name, cause.Name));
    }

    /// <summary>The home's mode arms only what is off: to go from one way of guarding to another would open the exit delay to anybody.</summary>
    private void Follow(Turn turn, Twin twin, Mode mode)
    {
        var wanted = mode switch { Mode.Away or Mode.Holiday => ArmMode.Away, Mode.Night => ArmMode.Night, _ => ArmMode.Disarmed };
        if (wanted is ArmMode.Disarmed || State.Mode is not ArmMode.Disarmed) return;
        if (Refusal(turn.Home, twin, wanted) is null)
        {
            Arm(turn, twin, wanted);
            return;
        }
        var names = Names(turn.Home, Open(turn.Home, wanted).Where(sensor => Guard.IsStanding(sensor)));
        Tell(turn, twin, "notArmed", names);
        Notify(turn, NoticeLevel.Important, AlarmWords.NotArmed(twin.Device.Name, names));
    }

    private void Sense(Turn turn, Twin twin, Twin member, string address)
    {
        var sensor = Settings.Sensors.FirstOrDefault(sensor => sensor.Device == member.Device.Id && sensor.Address == address && sensor.Modes.Contains(State.Mode));
        if (sensor is null || State.Mode is ArmMode.Disarmed) return;
        switch (State.Phase)
        {
            case AlarmPhase.Arming or AlarmPhase.Entry when sensor.Entry: break;
            case AlarmPhase.Ready when sensor.Entry && Settings.EntryDelay > 0:
                Go(turn, twin, State with { Phase = AlarmPhase.Entry, UntilMs = turn.NowMs + Settings.EntryDelay * 1000L, By = sensor });
                Notify(turn, NoticeLevel.Important, AlarmWords.Entered(member.Device.Name, Settings.EntryDelay));
                break;
            case AlarmPhase.Alarm when State.Fired?.Contains(sensor.Device) == true: break;
            default: Raise(turn, twin, sensor); break;
        }
    }

    private void Raise(Turn turn, Twin twin, AlarmSensor sensor)
    {
        var isFirst = State.Phase is not AlarmPhase.Alarm;
        Go(turn, twin, State with
        {
            Phase = AlarmPhase.Alarm, UntilMs = 0, By = null, Fired = [.. State.Fired ?? [], sensor.Device],
            SoundUntilMs = turn.NowMs + Settings.SirenTime * 1000L, Loud = Settings.Sirens,
        });
        if (isFirst) Reports.Event(turn, twin, Raised, null, null);
        // A sensor that was removed during its own entry delay still began it.
        var member = turn.Home.Twins.GetValueOrDefault(sensor.Device);
        var name = member?.Device.Name ?? sensor.Device.ToString();
        Tell(turn, twin, "alarmBy", name);
        Notify(turn, NoticeLevel.Critical, AlarmWords.Raised(name, member is null ? LocalText.Same(sensor.Address) : Guard.What(member, sensor.Address)), turn.NowMs < _backUntilMs ? AlarmWords.WhileOff : null);
        foreach (var siren in Settings.Sirens)
            if (turn.Home.Twins.TryGetValue(siren, out var its)) Switch(turn, twin, its, on: true);
    }

    /// <summary>From one state to the next: kept, shown, and waited for.</summary>
    private void Go(Turn turn, Twin twin, AlarmState next)
    {
        Keep(turn, _record with { State = next });
        Show(turn, twin);
        Await(turn, 0);
        if (!IsSounding) Resound(turn, twin);
    }

    private void Keep(Turn turn, AlarmRecord next)
    {
        _record = next;
        turn.Record(HomeRecords.PutVirtual, HomeRecords.Row(turn.Home.Id, Id, next));
    }

    private void Show(Turn turn, Twin twin)
    {
        foreach (var (address, value) in new[] { (ModeAddress, (long)State.Mode), (StatusAddress, (long)State.Phase), (DelayAddress, Settings.EntryDelay) })
            if (twin.Spec.FindProperty(address) is { } property && twin[property].Value != Value.Of(value)) Reports.Take(turn, twin, property, Value.Of(value), turn.Arrival, by: null);
    }

    private void Await(Turn turn, long fromMs)
    {
        _wake?.Cancel();
        var atMs = State.Phase switch { AlarmPhase.Arming or AlarmPhase.Entry => State.UntilMs, AlarmPhase.Alarm => State.SoundUntilMs, _ => 0 };
        _wake = atMs == 0 ? null : Later(turn, Math.Max(fromMs, atMs), Due);
    }

    /// <summary>Of an alarm system that was made anew meanwhile, or removed, nothing is due any more.</summary>
    private Wake Later(Turn turn, long atMs, Action<Turn, Twin> what) => turn.Home.Wakes.At(atMs, later =>
    {
        if (ReferenceEquals(later.Home.Virtual.Find(Id), this) && later.Home.Twins.TryGetValue(Id, out var twin)) what(later, twin);
    });

    private void Due(Turn turn, Twin twin)
    {
        if (State.Phase is AlarmPhase.Arming) OnGuard(turn, twin, State);
        else if (State is { Phase: AlarmPhase.Entry, By: { } by }) Raise(turn, twin, by);
        else if (IsSounding) Go(turn, twin, State with { SoundUntilMs = 0 });
    }

    /// <summary>Tells every siren again that is not as it should be.</summary>
    private void Resound(Turn turn, Twin twin)
    {
        foreach (var siren in (IsSounding ? Settings.Sirens : State.Loud ?? []).ToList())
            if (turn.Home.Twins.TryGetValue(siren, out var its) && !(IsSounding && its.Online && Guard.SirenOf(its) is { } on && its[on].Value == Value.Of(true))) Switch(turn, twin, its, IsSounding);
    }

    private void Switch(Turn turn, Twin twin, Twin siren, bool on)
    {
        if (Guard.SirenOf(siren) is not { } property) return;
        OperationFlow.Begin(turn, siren, new Operation(
            OperationId.New(), siren.Device.Id, OperationKind.Set, null, new Dictionary<string, Value> { [property.Address] = Value.Of(on) }, null, null,
            new Cause(CauseKind.Device, Id.ToString(), twin.Device.Name, "alarm"), turn.Now, null, Outcome.Pending), person: null);
    }

    private bool IsOurs(Operation operation) => operation is { Kind: OperationKind.Set, Cause: { Kind: CauseKind.Device, Through: "alarm" } cause } && cause.Actor == Id.ToString();

    /// <summary>A siren has done it, or people hear that it has not.</summary>
    private void Answered(Turn turn, CommandEnded ended)
    {
        var siren = ended.Twin.Device.Id;
        var on = ended.Operation.Values!.Values.First().AsBool();
        if (ended.Operation.Outcome.Kind is not (OutcomeKind.Done or OutcomeKind.Accepted)) Notify(turn, on ? NoticeLevel.Critical : NoticeLevel.Important, AlarmWords.Deaf(ended.Twin.Device.Name, on));
        else if (!on && !IsSounding && State.Loud is { } loud) Keep(turn, _record with { State = State with { Loud = loud.Count == 1 ? null : [.. loud.Where(other => other != siren)] } });
    }

    private static string Names(Home home, IEnumerable<AlarmSensor> sensors) =>
        string.Join(", ", sensors.Select(sensor => home.Twins[sensor.Device].Device.Name).Distinct());

    private static void Tell(Turn turn, Twin twin, string what, string whom) => turn.Fact(
        FactKind.Device, twin.Device.Id.ToString(), twin.Device.Id.ToString(),
        new ActivityDetail(Room: twin.Device.Room?.ToString(), Cause: "device", DeviceName: twin.Device.Name, Said: new Said(what, twin.Device.Name, whom)));

    private void Notify(Turn turn, NoticeLevel level, LocalText title, LocalText? text = null) =>
        NoticeFlow.Tell(turn, new NoticeDraft(NoticeKind.Alarm, level, title, text, Id, Roles: Adults));
}
