using Kith.Homes;
using Kith.Homes.Importing;
using Kith.Homes.People;
using Kith.Imports.HomeAssistant;
using Kith.Imports.IoBroker;
using Kith.Imports.OpenHab;
using Kith.Imports.Planning;
using Kith.Imports.Uploads;
using Kith.Imports.Zigbee2Mqtt;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Imports;

/// <summary>The systems that a home can be brought over from: one row each. The first whose files are there is read.</summary>
public static class Formats
{
    private static readonly HomeFormat[] All = [new HomeAssistantFormat(), new Zigbee2MqttFormat(), new OpenHabFormat(), new IoBrokerFormat()];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>Whether a format reads a file of this path.</summary>
    public static bool Wants(string path) => All.Any(format => format.Wants(path));

    /// <summary>What of an upload would become what in a home. Changes nothing.</summary>
    /// <param name="name">Which format; null for the first that finds its files.</param>
    public static async ValueTask<Result<ImportPlan>> PlanAsync(HomeHost homes, HomeId home, Caller caller, Upload upload, string? name)
    {
        if (name is not null && All.All(format => format.Name != name)) return new Fault(ErrorCodes.RequestInvalid, $"the formats are: {string.Join(", ", Names)}", "format");
        if (All.FirstOrDefault(format => (name is null || format.Name == name) && format.IsIn(upload)) is not { } format)
            return new Fault(ErrorCodes.RequestInvalid, "the files of no known system are in there; docs/import.md names those that are read", "files");
        var ground = await homes.ImportGroundAsync(home, caller);
        if (ground.Fault is { } denied) return denied;
        var report = new Report();
        var plan = new Planner(format.Name, format.Read(upload, report), ground.Value, report).Plan();
        var wrong = await homes.ImportProblemsAsync(home, caller, plan);
        if (wrong.Fault is { } fault) return fault;
        foreach (var rule in plan.Rules)
            if (wrong.Value.TryGetValue(rule.Key, out var problem)) report.Lose("rule", rule.Rule.Name, "rule.refused", problem.Detail);
        return plan with { Rules = [.. plan.Rules.Where(rule => !wrong.Value.ContainsKey(rule.Key))], Losses = [.. report.Losses] };
    }
}
