using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kith.Homes.Rules;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Clouds.Mcp;

/// <summary>What the home does by itself, and why. Only to be read: rules are made by people.</summary>
internal static class Rules
{
    private const int Traces = 10;

    internal static async Task<Result<JsonObject>> ListAsync(Agent agent, Arguments given)
    {
        var rules = await agent.Homes.RulesAsync(agent.Home, agent.Caller);
        return rules.Fault is { } fault ? fault : new JsonObject
        {
            ["rules"] = new JsonArray([.. rules.Value.Select(rule => new JsonObject
            {
                ["id"] = rule.Id.ToString(), ["name"] = rule.Rule.Name, ["on"] = rule.Enabled, ["switchedOffBecause"] = rule.Halted, ["problems"] = rule.Problems?.Count ?? 0,
                ["next"] = rule.Next is { } next ? Seeing.Time(next) : null, ["lastStart"] = rule.Last is { } last ? Seeing.Time(last.At) : null, ["lastEnd"] = rule.Last?.End.ToString(),
            })]),
        };
    }

    internal static async Task<Result<JsonObject>> ExplainAsync(Agent agent, Arguments given)
    {
        if (!RuleId.TryParse(given.Text("rule"), null, out var id)) return new Fault(ErrorCodes.NotFound, "there is no such rule in this home", "rule");
        var rule = await agent.Homes.RuleAsync(agent.Home, agent.Caller, id);
        if (rule.Fault is { } fault) return fault;
        var traces = await agent.Homes.TracesAsync(agent.Home, agent.Caller, id, null, Traces);
        return traces.Fault is { } unread ? unread : new JsonObject
        {
            ["rule"] = JsonSerializer.SerializeToNode(rule.Value, RulesWire.Default.RuleView), ["starts"] = JsonSerializer.SerializeToNode(traces.Value, RulesWire.Default.RuleTraces),
        };
    }
}

/// <summary>Rules as the API writes them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, Converters = [typeof(RuleJson)])]
[JsonSerializable(typeof(RuleView))]
[JsonSerializable(typeof(RuleTraces))]
internal sealed partial class RulesWire : JsonSerializerContext;
