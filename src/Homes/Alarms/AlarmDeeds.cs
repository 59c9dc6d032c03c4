using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Alarms;

/// <summary>An alarm system as people see it. Its device of the same id is armed and turned off (arming.mode), renamed, moved and removed like any.</summary>
/// <param name="Until">When the exit or entry delay ends; null when none runs.</param>
/// <param name="Open">Sensors that are open now, by device.</param>
/// <param name="Fired">Sensors that raised the alarm that goes on.</param>
public sealed record AlarmView(
    DeviceId Id, string Name, RoomId? Room, string? Icon, int Order, AlarmSettings Settings, ArmMode Mode, AlarmPhase Status, DateTimeOffset? Until,
    IReadOnlyList<DeviceId> Open, IReadOnlyList<DeviceId> Fired);

/// <summary>What people do with alarm systems, beside commanding them.</summary>
public static class AlarmDeeds
{
    /// <summary>The alarm systems the caller may see, in their order; none for whom the presence of others is hidden.</summary>
    public static ValueTask<Result<IReadOnlyList<AlarmView>>> AlarmsAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<AlarmView>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Enter) is { } denied
            ? denied
            : its.Virtual.All.OfType<Alarm>().Select(alarm => (Alarm: alarm, Twin: its.Twins[alarm.Id]))
                .Where(row => Sees(asker, row.Twin)).OrderBy(row => row.Twin.Device.Order).Select(row => ViewOf(its, row.Alarm, row.Twin)).ToList());

    /// <summary>One alarm system.</summary>
    public static ValueTask<Result<AlarmView>> AlarmAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id) =>
        homes.AskAsync<AlarmView>(home, caller, (its, _, asker) =>
            its.Find(id, asker) is { Ok: true } twin && its.Virtual.Find(id) is Alarm alarm && Sees(asker, twin.Value) ? ViewOf(its, alarm, twin.Value) : Unknown(id));

    /// <summary>Sets one up.</summary>
    public static ValueTask<Result<AlarmView>> AddAlarmAsync(this HomeHost homes, HomeId home, Caller caller, string name, RoomId? room, string? icon, AlarmSettings settings) =>
        homes.PutAsync(home, caller, null, name, room, icon, settings);

    /// <summary>Other settings from now on, while it is off; its name, room and icon are its device's.</summary>
    public static ValueTask<Result<AlarmView>> ChangeAlarmAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id, AlarmSettings settings) =>
        homes.PutAsync(home, caller, id, null, null, null, settings);

    private static ValueTask<Result<AlarmView>> PutAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId? id, string? name, RoomId? room, string? icon, AlarmSettings settings) =>
        homes.AskAsync<AlarmView>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            var state = new AlarmState();
            if (id is { } known)
            {
                if (its.Virtual.Find(known) is not Alarm old) return Unknown(known);
                // To take the sensor of a door out of it would be a way past the PIN.
                if (old.State.Mode is not ArmMode.Disarmed) return new Fault(ErrorCodes.AlarmArmed, "it is armed; turn it off first");
                (name, state) = (its.Twins[known].Device.Name, old.State);
            }
            if (Names.Check(name) is { } wrong) return wrong;
            if (Check(its, settings) is { } fault) return fault;
            var put = VirtualDeeds.Put(homes, turn, asker, id, name!, room, icon, new AlarmRecord(settings, state), "alarm-system", [Service]);
            if (put.Fault is { } refused) return refused;
            var alarm = (Alarm)its.Virtual.Find(put.Value.Device.Id)!;
            alarm.Refresh(turn, put.Value);
            return ViewOf(its, alarm, put.Value);
        });

    private static Fault? Check(Home home, AlarmSettings settings)
    {
        if (settings.Sensors is not { Count: > 0 }) return new Fault(ErrorCodes.RequestInvalid, "an alarm system needs at least one sensor", "settings.sensors");
        if (settings.Sirens is null) return new Fault(ErrorCodes.RequestInvalid, "name the sirens, or none", "settings.sirens");
        if (settings.Sensors.Count + settings.Sirens.Count > home.Options.AlarmMembers)
            return new Fault(ErrorCodes.LimitReached, $"an alarm system has at most {home.Options.AlarmMembers} sensors and sirens", "settings.sensors");
        for (var place = 0; place < settings.Sensors.Count; place++)
        {
            var (sensor, field) = (settings.Sensors[place], $"settings.sensors.{place}");
            if (!home.Twins.TryGetValue(sensor.Device, out var twin)) return Home.Unknown(sensor.Device) with { Field = $"{field}.device" };
            if (home.Virtual.Find(sensor.Device) is Alarm) return new Fault(ErrorCodes.RequestInvalid, "an alarm system is no sensor of one", $"{field}.device");
            if (Guard.Check(twin, sensor.Address) is { } unfit) return unfit with { Field = $"{field}.address" };
            if (sensor.Modes is not { Count: > 0 } || sensor.Modes.Contains(ArmMode.Disarmed)) return new Fault(ErrorCodes.RequestInvalid, "name modes in which it counts: home, away, night", $"{field}.modes");
        }
        for (var place = 0; place < settings.Sirens.Count; place++)
        {
            if (!home.Twins.TryGetValue(settings.Sirens[place], out var twin)) return Home.Unknown(settings.Sirens[place]) with { Field = $"settings.sirens.{place}" };
            if (Guard.SirenOf(twin) is null) return new Fault(ErrorCodes.RequestInvalid, $"{twin.Device.Name} has no siren", $"settings.sirens.{place}");
        }
        return Within(settings.ExitDelay, 0, AlarmSettings.LongestDelay, "settings.exitDelay")
            ?? Within(settings.EntryDelay, 0, AlarmSettings.LongestDelay, "settings.entryDelay")
            ?? Within(settings.SirenTime, AlarmSettings.ShortestSiren, AlarmSettings.LongestSiren, "settings.sirenTime");
    }

    private static Fault? Within(int seconds, int least, int most, string field) =>
        seconds >= least && seconds <= most ? null : new Fault(ErrorCodes.RequestInvalid, $"{least} to {most} seconds", field);

    private static ServiceUse Service => new()
    {
        Type = "arming",
        Properties = [new PropertyDefinition { Name = "mode" }, new PropertyDefinition { Name = "status" }, new PropertyDefinition { Name = "entry-delay" }],
        Actions = [new ActionDefinition { Name = "stop-alarm" }],
        Events = [new EventDefinition { Name = "alarm-raised" }],
    };

    /// <summary>It tells who comes and goes, which children and guests do not learn.</summary>
    private static bool Sees(Asker asker, Twin twin) => Rights.Check(asker, Deed.See, twin.Device.Room) is null && Rights.Senses(asker, Sensing.Presence);

    private static AlarmView ViewOf(Home home, Alarm alarm, Twin twin) => new(
        twin.Device.Id, twin.Device.Name, twin.Device.Room, twin.Device.Icon, twin.Device.Order, alarm.Settings, alarm.State.Mode, alarm.State.Phase,
        alarm.State.UntilMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(alarm.State.UntilMs) : null,
        [.. alarm.Settings.Sensors.Where(sensor => Guard.IsOpen(home, sensor)).Select(sensor => sensor.Device).Distinct()], alarm.State.Fired ?? []);

    private static Fault Unknown(DeviceId id) => new(ErrorCodes.NotFound, $"there is no alarm system {id} in this home");
}
