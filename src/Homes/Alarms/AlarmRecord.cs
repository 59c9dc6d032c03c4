using System.Text.Json.Serialization;
using Kith.Homes.Virtual;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Alarms;

/// <summary>How the home is guarded, in the order of spec/services/arming.json.</summary>
[JsonConverter(typeof(CamelEnum<ArmMode>))]
public enum ArmMode : byte
{
    Disarmed,
    Home,
    Away,
    Night,
}

/// <summary>What the alarm system does now, in the order of spec/services/arming.json.</summary>
[JsonConverter(typeof(CamelEnum<AlarmPhase>))]
public enum AlarmPhase : byte
{
    /// <summary>Off, or on guard.</summary>
    Ready,
    /// <summary>People still go out.</summary>
    Arming,
    /// <summary>Somebody came in and may turn it off.</summary>
    Entry,
    Alarm,
}

/// <summary>What means that somebody comes in.</summary>
/// <param name="Device">Who senses it.</param>
/// <param name="Address">A truth that it senses, or an event of it: magnet-sensor.open.</param>
/// <param name="Modes">In which modes it counts.</param>
/// <param name="Entry">It lies on the way in and out: ignored while people go out, and it leaves who comes in the entry delay.</param>
public sealed record AlarmSensor(DeviceId Device, string Address, IReadOnlyList<ArmMode> Modes, bool Entry = false);

/// <summary>How an alarm system is set up.</summary>
/// <param name="Sirens">Devices with a siren, on while it alarms.</param>
/// <param name="ExitDelay">Seconds to go out in, 0 to 600.</param>
/// <param name="EntryDelay">Seconds to turn it off in after coming in, 0 to 600.</param>
/// <param name="SirenTime">Seconds after which sirens fall silent, 10 to 900.</param>
/// <param name="FollowsMode">The home's mode arms it: away and holiday for away, night for night. No mode ever disarms it.</param>
public sealed record AlarmSettings(IReadOnlyList<AlarmSensor> Sensors, IReadOnlyList<DeviceId> Sirens, int ExitDelay = 60, int EntryDelay = 30, int SirenTime = 180, bool FollowsMode = false)
{
    /// <summary>Longest delay, seconds (spec/services/arming.json).</summary>
    public const int LongestDelay = 600;

    /// <summary>Bounds of the siren time, seconds. Neighbours and the law in many places want it to end.</summary>
    public const int ShortestSiren = 10, LongestSiren = 900;
}

/// <summary>An alarm system, as kept: with all that it needs to go on where a power cut stopped it.</summary>
internal sealed record AlarmRecord(AlarmSettings Settings, AlarmState State) : VirtualRecord
{
    internal override string Kind => "alarm";

    internal override VirtualDevice Make(DeviceId id) => new Alarm(id, this);
}

/// <summary>Where an alarm system stands.</summary>
/// <param name="UntilMs">When the exit or entry delay ends, Unix milliseconds; 0 when none runs.</param>
/// <param name="By">The sensor that began the entry delay.</param>
/// <param name="Fired">Sensors that have raised this alarm; each does so once.</param>
/// <param name="SoundUntilMs">When the sirens fall silent; 0 when they are to be.</param>
/// <param name="Loud">Sirens that were told to sound and have not yet said that they are silent again.</param>
internal sealed record AlarmState(
    ArmMode Mode = ArmMode.Disarmed,
    AlarmPhase Phase = AlarmPhase.Ready,
    long UntilMs = 0,
    AlarmSensor? By = null,
    IReadOnlyList<DeviceId>? Fired = null,
    long SoundUntilMs = 0,
    IReadOnlyList<DeviceId>? Loud = null);
