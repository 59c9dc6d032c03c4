using System.Text.Json.Nodes;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Clouds.Mcp;

/// <summary>What an agent does: commands like everybody's, with it as their cause.</summary>
internal static class Doing
{
    internal static async Task<Result<JsonObject>> SetAsync(Agent agent, Arguments given) =>
        DeviceId.TryParse(given.Text("device"), null, out var device) ? Told(await agent.Homes.SetAsync(agent.Home, agent.Caller, device, given.Values("values"))) : Seeing.Unknown;

    internal static async Task<Result<JsonObject>> CallAsync(Agent agent, Arguments given) =>
        DeviceId.TryParse(given.Text("device"), null, out var device) ? Told(await agent.Homes.CallAsync(agent.Home, agent.Caller, device, given.Text("action")!, given.Values("arguments"))) : Seeing.Unknown;

    internal static async Task<Result<JsonObject>> SceneAsync(Agent agent, Arguments given) =>
        DeviceId.TryParse(given.Text("scene"), null, out var scene) ? Told(await agent.Homes.CallAsync(agent.Home, agent.Caller, scene, "scene.run", null)) : Seeing.Unknown with { Field = "scene" };

    internal static Task<Result<JsonObject>> SayAsync(Agent agent, Arguments given) => agent.Say(agent.Caller, given.Text("text")!, given.Text("language"), given.Text("conversation"));

    internal static JsonObject? Values(IReadOnlyDictionary<string, Value>? values)
    {
        if (values is null) return null;
        var told = new JsonObject();
        foreach (var (name, value) in values) told[name] = Seeing.Plain(value);
        return told;
    }

    private static Result<JsonObject> Told(Result<Operation> ended)
    {
        if (ended.Fault is { } fault) return fault;
        var operation = ended.Value;
        if (operation.Outcome is { Kind: not (OutcomeKind.Done or OutcomeKind.Accepted) } failed)
            return new Fault(ErrorCodes.All.FirstOrDefault(error => error.Code == failed.Code) ?? Of(failed.Kind), failed.Detail ?? Of(failed.Kind).Title);
        return new JsonObject { ["outcome"] = operation.Outcome.Kind.ToString().ToLowerInvariant(), ["operation"] = operation.Id.ToString(), ["out"] = Values(operation.Out) };
    }

    private static Error Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Offline => ErrorCodes.DeviceOffline,
        OutcomeKind.TimedOut => ErrorCodes.DeviceTimeout,
        _ => ErrorCodes.DeviceRefused,
    };
}
