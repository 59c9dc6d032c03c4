using System.Text.Json.Nodes;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Clouds.Mcp;

/// <summary>The way to a home's assistant: what is said, in which language, in which conversation; an answer as the API gives it.</summary>
public delegate Task<Result<JsonObject>> SayToHome(Caller caller, string text, string? language, string? conversation);

/// <summary>An agent before the one home that its server of tools is of.</summary>
internal sealed record Agent(HomeHost Homes, HomeId Home, Caller Caller, SayToHome Say, TimeProvider Time);

/// <summary>One thing that an agent may ask for.</summary>
/// <param name="Scope">What its credential must cover.</param>
/// <param name="IsIdempotent">To do it twice is to do it once.</param>
internal sealed record AgentTool(
    string Name, string Title, string About, Scopes Scope, IReadOnlyList<Input> Inputs, Func<Agent, Arguments, Task<Result<JsonObject>>> Do, bool IsIdempotent = true)
{
    internal JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var input in Inputs) properties[input.Name] = input.Schema();
        return new()
        {
            ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. Inputs.Where(input => input.IsNeeded).Select(input => JsonValue.Create(input.Name))]),
        };
    }
}
