using System.Text.Json;
using Kith.Bridges.Matter.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping.Services;

/// <summary>speaker, vacuum and the machines of the household; and the actions that are commands.</summary>
internal static class Appliances
{
    /// <summary>Tags of RVC Run Mode's modes.</summary>
    private const double Idle = 16384, Cleaning = 16385;

    private static readonly uint[] Speakers = [Types.Speaker];

    private static readonly (string Service, uint Type, string Start)[] Machines =
        [("dishwasher", Types.Dishwasher, "start-wash"), ("washer", Types.Washer, "start-wash"), ("dryer", Types.Dryer, "start-dry")];

    internal static IReadOnlyList<Row> Rows { get; } =
    [
        new(Clusters.OnOff, 0, "speaker", "mute", Raw.Truth(Clusters.OnOff, 0, opposite: true)) { On = Speakers, Set = (endpoint, mute) => Lights.Switched(endpoint, Value.Of(!mute.AsBool())) },
        new(Clusters.Level, 0, "speaker", "volume", endpoint => endpoint.Number(Clusters.Level, 0) is { } level ? Value.Of((long)Math.Clamp(Math.Round(level * 100 / 254), 0, 100)) : default)
        {
            On = Speakers, Near = 1,
            Set = (_, percent) => MatterWish.Do(Clusters.Level, "MoveToLevel", new() { ["level"] = (long)Math.Round(percent.AsDouble() * 254 / 100), ["transitionTime"] = 0, ["optionsMask"] = 1, ["optionsOverride"] = 1 }),
        },
        new(Clusters.VacuumState, 4, "vacuum", "status", Raw.Choice(Clusters.VacuumState, 4, (0, "idle"), (1, "sweeping"), (2, "paused"), (3, "error"), (64, "go-charging"), (65, "charging"), (66, "docked"))),
        .. Machines.SelectMany(machine => Machine(machine.Service, machine.Type)),
    ];

    internal static IReadOnlyList<Press> Presses { get; } =
    [
        new(Clusters.VacuumState, "vacuum", "start-sweep", endpoint => Run(endpoint, Cleaning)),
        new(Clusters.VacuumState, "vacuum", "stop-sweeping", endpoint => Run(endpoint, Idle)),
        new(Clusters.VacuumState, "vacuum", "pause-sweeping", _ => MatterWish.Do(Clusters.VacuumState, "Pause")),
        new(Clusters.VacuumState, "vacuum", "continue-sweep", _ => MatterWish.Do(Clusters.VacuumState, "Resume")),
        new(Clusters.VacuumState, "vacuum", "stop-and-gocharge", _ => MatterWish.Do(Clusters.VacuumState, "GoHome")),
        .. Machines.SelectMany<(string Service, uint Type, string Start), Press>(machine =>
        [
            new(Clusters.OperationalState, machine.Service, machine.Start, _ => MatterWish.Do(Clusters.OperationalState, "Start")) { On = [machine.Type] },
            new(Clusters.OperationalState, machine.Service, "pause", _ => MatterWish.Do(Clusters.OperationalState, "Pause")) { On = [machine.Type] },
            new(Clusters.OperationalState, machine.Service, "stop-working", _ => MatterWish.Do(Clusters.OperationalState, "Stop")) { On = [machine.Type] },
        ]),
        new(Clusters.SmokeAlarm, "smoke-sensor", "self-test", endpoint => endpoint.Has(Clusters.SmokeAlarm, 1) ? MatterWish.Do(Clusters.SmokeAlarm, "SelfTestRequest") : null),
        new(Clusters.HepaFilter, "filter", "reset-filter-life", _ => MatterWish.Do(Clusters.HepaFilter, "ResetCondition")),
        new(Clusters.Identify, "identify", "identify", endpoint => endpoint.Number(Clusters.Identify, 1) is > 0 ? MatterWish.Do(Clusters.Identify, "Identify", new() { ["identifyTime"] = 10 }) : null),
    ];

    private static IEnumerable<Row> Machine(string service, uint type) =>
    [
        new(Clusters.OperationalState, 4, service, "status", Raw.Choice(Clusters.OperationalState, 4, (0, "idle"), (1, "running"), (2, "paused"), (3, "error"))) { On = [type] },
        new(Clusters.OperationalState, 2, service, "left-time", Raw.Whole(Clusters.OperationalState, 2, 1.0 / 60)) { On = [type] },
    ];

    /// <summary>The vacuum's own mode with that tag: SupportedModes is a list of label, number and tags.</summary>
    private static MatterWish? Run(MatterEndpoint endpoint, double tag)
    {
        if (endpoint[Clusters.RunMode, 0] is not { ValueKind: JsonValueKind.Array } modes) return null;
        foreach (var mode in modes.EnumerateArray())
            if (mode.ValueKind is JsonValueKind.Object && mode.TryGetProperty("1", out var number) && number.TryGetInt64(out var its) && mode.TryGetProperty("2", out var tags)
                && tags.ValueKind is JsonValueKind.Array && tags.EnumerateArray().Any(row => row.ValueKind is JsonValueKind.Object && row.TryGetProperty("1", out var value) && value.TryGetDouble(out var found) && found == tag))
                return MatterWish.Do(Clusters.RunMode, "ChangeToMode", new() { ["newMode"] = its });
        return null;
    }
}
