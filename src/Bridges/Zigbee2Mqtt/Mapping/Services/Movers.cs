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

    internal static IReadOnlyList<MappingRow> Rules { get; } =
    [
        new("state", "curtain", "motor-control") { In = "cover", Only = Access.Write, Choices = [("STOP", "pause"), ("OPEN", "open"), ("CLOSE", "close")] },
        new("position", "curtain", "current-position") { In = "cover", Only = Reported },
        new("position", "curtain", "target-position") { In = "cover", Also = true, IsSlow = true },
        new("tilt", "curtain", "current-tilt") { In = "cover", Only = Reported },
        new("tilt", "curtain", "target-tilt") { In = "cover", Also = true, IsSlow = true },

        new("state", "lock", "locked") { In = "lock" },
        new("lock_state", "lock", "status") { In = "lock", Choices = [("locked", "ok"), ("unlocked", "ok"), ("not_fully_locked", "jammed")] },
        new("auto_relock_time", "lock", "auto-lock-time") { Joins = true },

        new("state", "fan", "on") { In = "fan" },
        new("mode", "fan", "fan-level") { In = "fan", Choices = [("auto", "auto"), ("low", "low"), ("medium", "medium"), ("high", "high")] },
        new("mode", "fan", "on", As.OnOff) { In = "fan", Also = true },
        new("speed", "fan", "fan-speed", As.Level) { In = "fan" },
    ];
}
