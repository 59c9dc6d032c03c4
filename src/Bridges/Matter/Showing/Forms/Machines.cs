using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing.Forms;

/// <summary>Machines of the household: what they are at, and what can be told to them.</summary>
internal static class Machines
{
    /// <summary>The phases of machines in Kith's process, in its order, and the state that each is of.</summary>
    private static readonly (string Ours, long State)[] Phases = [("idle", 0), ("running", 1), ("paused", 2), ("error", 3), ("delayed", 0), ("finished", 0)];

    internal static IReadOnlyList<ShownKind> Kinds { get; } =
    [
        Machine("washer", 115, "start-wash"), Machine("dishwasher", 117, "start-wash"), Machine("dryer", 124, "start-dry"),
        new("vacuum", 116, ["status"],
        [
            ShownAttribute.One("97/4", "status", key => Numbers.Coded(key, ("idle", 0), ("sweeping", 1), ("mopping", 1), ("sweeping-and-mopping", 1), ("paused", 2), ("error", 3), ("go-charging", 64), ("charging", 65), ("docked", 66))),
            ShownAttribute.One("84/1", "status", key => key.AsText() is "sweeping" or "mopping" or "sweeping-and-mopping" ? 1 : 0),
            ShownAttribute.One("85/1", "status", key => Numbers.Coded(key, ("sweeping", 0), ("mopping", 1), ("sweeping-and-mopping", 2))),
        ]) { Calls = new Dictionary<string, string> { ["84/start"] = "start-sweep", ["84/stop"] = "stop-sweeping", ["97/pause"] = "pause-sweeping", ["97/resume"] = "continue-sweep", ["97/home"] = "stop-and-gocharge" } },
        // Its door is what others can show of it.
        new("fridge", 21, ["door-open"], [ShownAttribute.One("69/0", "door-open", Numbers.NotBool)]),
        new("hob", 120, ["on"], [ShownAttribute.One("6/0", "on", Numbers.Bool)]),
        new("speaker", 34, ["volume"],
        [
            ShownAttribute.One("6/0", "mute", Numbers.NotBool, raw => Numbers.Truth(raw) is { IsNone: false } on ? Value.Of(!on.AsBool()) : default),
            ShownAttribute.One("8/0", "volume", value => Numbers.Scaled(value, 2.54), raw => Numbers.Number(raw) is { } level ? Value.Of((long)Math.Round(level / 2.54)) : default),
        ]),
        new("television", 40, ["on"], [Lights.On]),
    ];

    private static ShownKind Machine(string service, uint type, string start) => new(service, type, ["status"],
    [
        ShownAttribute.One("96/4", "status", key => Place(key) is >= 0 and var place ? Phases[place].State : null),
        ShownAttribute.One("96/1", "status", key => Place(key) is >= 0 and var place ? (JsonNode)place : null),
        ShownAttribute.One("96/2", "left-time", value => Numbers.Scaled(value, 60)),
    ]) { Calls = new Dictionary<string, string> { ["96/start"] = start, ["96/stop"] = "stop-working", ["96/pause"] = "pause" } };

    private static int Place(Value key) => Array.FindIndex(Phases, row => row.Ours == key.AsText());
}
