using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes;
using Kith.Homes.Activity;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Clouds.Mcp;

/// <summary>What was.</summary>
internal static class Past
{
    private const int UsualPoints = 48, UsualLines = 20;

    private static readonly TimeSpan UsualSpan = TimeSpan.FromDays(1);

    internal static async Task<Result<JsonObject>> HistoryAsync(Agent agent, Arguments given)
    {
        if (!DeviceId.TryParse(given.Text("device"), null, out var device)) return Seeing.Unknown;
        var to = given.Time("to") ?? agent.Time.GetUtcNow();
        var history = await agent.Homes.HistoryAsync(agent.Home, agent.Caller, device, given.Text("property")!, given.Time("from") ?? to - UsualSpan, to, given.Number("points") ?? UsualPoints);
        return history.Fault is { } fault ? fault : (JsonObject)JsonSerializer.SerializeToNode(history.Value, HomesJson.Default.HistoryView)!;
    }

    internal static async Task<Result<JsonObject>> ActivityAsync(Agent agent, Arguments given)
    {
        DeviceId? device = null;
        if (given.Text("device") is { } named)
        {
            // Of what nobody sees nothing is told, not even whether it is there.
            if (!DeviceId.TryParse(named, null, out var id) || (await Homes.Devices.DeviceDeeds.DeviceAsync(agent.Homes, agent.Home, agent.Caller, id)).Fault is not null) return Seeing.Unknown;
            device = id;
        }
        var lines = await agent.Homes.ActivityAsync(agent.Home, agent.Caller, new ActivityQuery(Device: device, Before: given.Number("before"), Limit: given.Number("limit") ?? UsualLines));
        if (lines.Fault is { } fault) return fault;
        return new JsonObject { ["items"] = new JsonArray([.. lines.Value.Items.Select(Told)]), ["next"] = lines.Value.Next };
    }

    private static JsonObject Told(ActivityView line)
    {
        var told = new JsonObject { ["at"] = Seeing.Time(line.At), ["kind"] = line.Kind, ["device"] = line.Device, ["name"] = line.DeviceName ?? line.Said?.Name, ["what"] = line.Said?.What ?? line.Subject };
        if (line.Value is { } value) told["value"] = Seeing.Plain(value);
        if (line.Operation is { } operation)
        {
            told["what"] = operation.Address ?? "set";
            told["values"] = Doing.Values(operation.Values ?? operation.In);
            told["outcome"] = operation.Outcome.Kind.ToString().ToLowerInvariant();
            told["code"] = operation.Outcome.Code;
        }
        told["by"] = line.Operation?.Cause.Name ?? line.Doer ?? line.Cause;
        told["phrase"] = line.Operation?.Cause.Phrase;
        return told;
    }
}
