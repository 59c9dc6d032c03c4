using Kith.Bridges.Products;
using Kith.Model.Specs;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping.Services;

/// <summary>
/// curtain, lock and fan. Positions are open percent on both sides (zigbee2mqtt turns them where a maker means closed); what is
/// set is where it shall go, and zigbee2mqtt says the wished position at once and the real one on the way.
/// </summary>
internal static class Movers
{
    private const Access Reported = Access.Read | Access.Notify;

    private static readonly IReadOnlyList<(string, string)> Travel =
        [("opening", "opening"), ("closing", "closing"), ("stopped", "stopped"), ("UP", "opening"), ("DOWN", "closing"), ("STOP", "stopped")];

    internal static IReadOnlyList<MappingRow> Rules { get; } =
    [
        new("state", "curtain", "motor-control") { In = "cover", Only = Access.Write, Choices = [("STOP", "pause"), ("OPEN", "open"), ("CLOSE", "close")] },
        new("position", "curtain", "current-position") { In = "cover", Only = Reported },
        new("position", "curtain", "target-position") { In = "cover", Also = true, IsSlow = true },
        new("tilt", "curtain", "current-tilt") { In = "cover", Only = Reported },
        new("tilt", "curtain", "target-tilt") { In = "cover", Also = true, IsSlow = true },

        new("motor_state", "curtain", "status") { Joins = true, Only = Reported, Choices = Travel },
        new("moving", "curtain", "status") { Joins = true, Only = Reported, Choices = Travel },
        new("motor_direction", "curtain", "motor-reverse", As.OnOff) { Joins = true, Off = ["normal", "forward"] },
        new("reverse_direction", "curtain", "motor-reverse", As.OnOff) { Joins = true, Off = ["forward"] },
        new("reverse_direction", "curtain", "motor-reverse") { Joins = true },
        new("motor_reversal", "curtain", "motor-reverse") { Joins = true },

        new("state", "lock", "locked") { In = "lock" },
        new("lock_state", "lock", "status") { In = "lock", Choices = [("locked", "ok"), ("unlocked", "ok"), ("not_fully_locked", "jammed")] },
        new("auto_relock_time", "lock", "auto-lock-time") { Joins = true },
        new("auto_lock", "lock", "auto-lock") { Joins = true },
        new("sound_volume", "lock", "sound-volume") { Joins = true, Choices = [("silent_mode", "silent"), ("low_volume", "low"), ("high_volume", "high")] },
        // Who used it, and how: the last time.
        new("action_source_name", "lock", "operation-method") { Joins = true, Only = Reported, Choices = [("keypad", "password"), ("rfid", "card"), ("manual", "manual"), ("rf", "mobile")] },
        new("action_user", "lock", "operation-id") { Joins = true, Only = Reported },

        new("state", "fan", "on") { In = "fan" },
        new("mode", "fan", "fan-level") { In = "fan", Choices = [("auto", "auto"), ("low", "low"), ("medium", "medium"), ("high", "high")] },
        new("mode", "fan", "on", As.OnOff) { In = "fan", Also = true },
        new("speed", "fan", "fan-speed", As.Level) { In = "fan" },
    ];
}
