using System.Text.Json;
using Kith.Bridges.Matter.Nodes;
using Kith.Bridges.Products;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping.Services;

/// <summary>speaker, vacuum and the machines of the household; and the actions that are commands.</summary>
internal static class Appliances
{
    /// <summary>Tags of RVC Run Mode's modes.</summary>
    private const double Idle = 16384, Cleaning = 16385;

    /// <summary>... and of RVC Clean Mode's.</summary>
    private const double Sweeps = 16385, Mops = 16386, SweepsAndMops = 16387;

    private static readonly uint[] Speakers = [Types.Speaker];

    private static readonly uint[] Screens = [Types.VideoPlayer, Types.CastingVideoPlayer], Hobs = [Types.Cooktop, Types.CookSurface];

    private static readonly (string Service, uint Type, string Start)[] Machines =
        [("dishwasher", Types.Dishwasher, "start-wash"), ("washer", Types.Washer, "start-wash"), ("dryer", Types.Dryer, "start-dry")];

    /// <summary>What a machine may be at beyond Matter's own states: phases by their names.</summary>
    private static readonly string[] Phases = ["delayed", "finished"];

    internal static IReadOnlyList<Row> Rows { get; } =
    [
        new(Clusters.OnOff, 0, "speaker", "mute", Raw.Truth(Clusters.OnOff, 0, opposite: true)) { On = Speakers, Set = (endpoint, mute) => Lights.Switched(endpoint, Value.Of(!mute.AsBool())) },
        new(Clusters.Level, 0, "speaker", "volume", endpoint => endpoint.Number(Clusters.Level, 0) is { } level ? Value.Of((long)Math.Clamp(Math.Round(level * 100 / 254), 0, 100)) : default)
        {
            On = Speakers, Near = 1,
            Set = (_, percent) => MatterWish.Do(Clusters.Level, "MoveToLevel", new() { ["level"] = (long)Math.Round(percent.AsDouble() * 254 / 100), ["transitionTime"] = 0, ["optionsMask"] = 1, ["optionsOverride"] = 1 }),
        },
        new(Clusters.VacuumState, 4, "vacuum", "status", VacuumStatus),
        new(Clusters.OnOff, 0, "television", "on", Raw.Truth(Clusters.OnOff, 0)) { On = Screens, Set = Lights.Switched },
        new(Clusters.OnOff, 0, "hob", "on", Raw.Truth(Clusters.OnOff, 0)) { On = Hobs },
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
        new(Clusters.OperationalState, 4, service, "status", Status) { On = [type] },
        new(Clusters.OperationalState, 2, service, "left-time", Raw.Whole(Clusters.OperationalState, 2, 1.0 / 60)) { On = [type] },
    ];

    private static Value Status(MatterEndpoint endpoint)
    {
        if (endpoint.Number(Clusters.OperationalState, 4) is not { } state) return default;
        if (state is 0 && PhaseOf(endpoint) is { } phase && Phases.Contains(phase)) return Value.Of(phase);
        return Raw.Choice(Clusters.OperationalState, 4, (0, "idle"), (1, "running"), (2, "paused"), (3, "error"))(endpoint);
    }

    /// <summary>The name of the phase that the machine is in, as a slug; null for none.</summary>
    private static string? PhaseOf(MatterEndpoint endpoint)
    {
        if (endpoint[Clusters.OperationalState, 0] is not { ValueKind: JsonValueKind.Array } phases || endpoint.Number(Clusters.OperationalState, 1) is not { } now || now < 0 || now >= phases.GetArrayLength()) return null;
        return phases[(int)now] is { ValueKind: JsonValueKind.String } name ? Slugs.Of(name.GetString()!) : null;
    }

    /// <summary>Running it sweeps, mops, or does both, as its clean mode says.</summary>
    private static Value VacuumStatus(MatterEndpoint endpoint)
    {
        if (endpoint.Number(Clusters.VacuumState, 4) is not 1) return Raw.Choice(Clusters.VacuumState, 4, (0, "idle"), (2, "paused"), (3, "error"), (64, "go-charging"), (65, "charging"), (66, "docked"))(endpoint);
        var tags = TagsOf(endpoint, Clusters.CleanMode, endpoint.Number(Clusters.CleanMode, 1));
        return Value.Of(tags.Contains(SweepsAndMops) || (tags.Contains(Sweeps) && tags.Contains(Mops)) ? "sweeping-and-mopping" : tags.Contains(Mops) ? "mopping" : "sweeping");
    }

    private static HashSet<double> TagsOf(MatterEndpoint endpoint, uint cluster, double? number) => [.. Modes(endpoint, cluster).Where(mode => mode.Number == number).SelectMany(mode => mode.Tags)];

    /// <summary>SupportedModes of a mode cluster: a list of label, number and tags.</summary>
    private static IEnumerable<(long Number, double[] Tags)> Modes(MatterEndpoint endpoint, uint cluster)
    {
        if (endpoint[cluster, 0] is not { ValueKind: JsonValueKind.Array } modes) yield break;
        foreach (var mode in modes.EnumerateArray())
            if (mode.ValueKind is JsonValueKind.Object && mode.TryGetProperty("1", out var number) && number.ValueKind is JsonValueKind.Number && number.TryGetInt64(out var its)
                && mode.TryGetProperty("2", out var tags) && tags.ValueKind is JsonValueKind.Array)
                yield return (its, [.. tags.EnumerateArray().Select(tag => tag.ValueKind is JsonValueKind.Object && tag.TryGetProperty("1", out var value) && value.ValueKind is JsonValueKind.Number ? value.GetDouble() : -1)]);
    }

    /// <summary>Asks for the vacuum's own mode with that tag.</summary>
    private static MatterWish? Run(MatterEndpoint endpoint, double tag)
    {
        foreach (var (number, tags) in Modes(endpoint, Clusters.RunMode))
            if (tags.Contains(tag)) return MatterWish.Do(Clusters.RunMode, "ChangeToMode", new() { ["newMode"] = number });
        return null;
    }
}
