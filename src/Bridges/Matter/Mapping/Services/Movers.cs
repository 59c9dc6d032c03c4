using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping.Services;

/// <summary>curtain, lock, valve. Matter's coverings say how far they are closed, in hundredths of a percent; Kith's how far they are open.</summary>
internal static class Movers
{
    /// <summary>A lock wants its command within this time of saying that it comes.</summary>
    private const int LockTimed = 1000;

    internal static IReadOnlyList<Row> Rows { get; } =
    [
        new(Clusters.Covering, 14, "curtain", "current-position", Open(14)),
        new(Clusters.Covering, 11, "curtain", "target-position", Open(11)) { IsSlow = true, Near = 1, Set = (_, open) => MatterWish.Do(Clusters.Covering, "GoToLiftPercentage", Closed("liftPercent100thsValue", open)) },
        new(Clusters.Covering, 15, "curtain", "current-tilt", Open(15)),
        new(Clusters.Covering, 12, "curtain", "target-tilt", Open(12)) { IsSlow = true, Near = 1, Set = (_, open) => MatterWish.Do(Clusters.Covering, "GoToTiltPercentage", Closed("tiltPercent100thsValue", open)) },
        new(Clusters.Covering, 10, "curtain", "status", endpoint => endpoint.Number(Clusters.Covering, 10) is { } bits ? Value.Of(((int)bits & 3) switch { 1 => "opening", 2 => "closing", _ => "stopped" }) : default),
        new(Clusters.Covering, 10, "curtain", "motor-control", _ => default)
        {
            Set = (_, wish) => MatterWish.Do(Clusters.Covering, wish.AsText() switch { "open" => "UpOrOpen", "close" => "DownOrClose", _ => "StopMotion" }),
        },

        new(Clusters.DoorLock, 0, "lock", "locked", endpoint => endpoint.Number(Clusters.DoorLock, 0) is { } state ? Value.Of(state is 1) : default)
        {
            Set = (_, locked) => MatterWish.Do(Clusters.DoorLock, locked.AsBool() ? "LockDoor" : "UnlockDoor", timed: LockTimed),
        },
        new(Clusters.DoorLock, 0, "lock", "status", endpoint => endpoint.Number(Clusters.DoorLock, 0) is { } state ? Value.Of(state is 0 ? "jammed" : "ok") : default) { Choices = _ => ["ok", "jammed"] },
        new(Clusters.DoorLock, 35, "lock", "auto-lock-time", Raw.Whole(Clusters.DoorLock, 35)) { Set = (_, seconds) => MatterWish.Write(Clusters.DoorLock, 35, seconds.AsInteger()) },
        new(Clusters.DoorLock, 3, "door", "open", Raw.Is(Clusters.DoorLock, 3, 0, 5)),
        new(Clusters.DoorLock, 3, "door", "status", Raw.Choice(Clusters.DoorLock, 3, (0, "open"), (1, "closed"), (3, "forced"), (5, "ajar"))),

        new(Clusters.Valve, 4, "valve", "open", Raw.Is(Clusters.Valve, 4, 1)) { IsSlow = true, Set = (_, open) => MatterWish.Do(Clusters.Valve, open.AsBool() ? "Open" : "Close") },
        new(Clusters.Valve, 4, "valve", "status", Raw.Choice(Clusters.Valve, 4, (0, "closed"), (1, "open"), (2, "moving"))),
        new(Clusters.Valve, 6, "valve", "current-position", Raw.Whole(Clusters.Valve, 6)),
        new(Clusters.Valve, 7, "valve", "target-position", Raw.Whole(Clusters.Valve, 7))
        {
            IsSlow = true,
            Set = (_, percent) => percent.AsInteger() == 0 ? MatterWish.Do(Clusters.Valve, "Close") : MatterWish.Do(Clusters.Valve, "Open", new JsonObject { ["targetLevel"] = percent.AsInteger() }),
        },
    ];

    private static Func<MatterEndpoint, Value> Open(uint attribute) => endpoint =>
        endpoint.Number(Clusters.Covering, attribute) is { } closed ? Value.Of((long)Math.Clamp(Math.Round(100 - closed / 100), 0, 100)) : default;

    private static JsonObject Closed(string field, Value open) => new() { [field] = 10000 - open.AsInteger() * 100 };
}
