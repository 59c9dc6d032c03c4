using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Clouds.Mcp;
using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Server.Accounts;
using Kith.Server.Assistant;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/mcp of a home: its tools for outside agents. One home each, so that the wall is the path and the gate is the only door.</summary>
internal static class McpApi
{
    internal static void MapMcp(this IEndpointRouteBuilder home) =>
        home.MapPost("/mcp", async (HttpContext context, Visit visit, McpDoor door, HomeAssistant assistant) =>
            {
                if (await McpDoor.ReadAsync(context.Request.Body, context.RequestAborted) is not { } message)
                    return (IResult)new Problem(new Fault(ErrorCodes.JsonMalformed, "This is no message of JSON-RPC 2.0."));
                var caller = visit.Caller with { Cause = CauseOf(visit.Who) };
                context.Response.ContentType = "text/event-stream";
                context.Response.Headers.CacheControl = "no-store";
                var isAnswered = await door.AnswerAsync(visit.Home, caller, (who, text, language, conversation) => SayAsync(assistant, visit, who, text, language, conversation),
                    message, context.Response.Body, context.RequestAborted);
                return isAnswered ? TypedResults.Empty : TypedResults.Accepted((string?)null);
            }).ForAgents(Scopes.Read).RequireRateLimiting(RateLimits.Agents).WithTags("Agents")
            .Accepts<JsonObject>("application/json").Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .Described("callTools", "The home's tools for agents",
                "The Model Context Protocol over HTTP, without sessions: docs/mcp.md. What is done has the token by its name as its cause; what touches safety or privacy is refused, since no agent confirms.");

    /// <summary>The token by its name; who is signed in at a browser is the person, as everywhere.</summary>
    private static Cause? CauseOf(SignedIn who) => who.Name is { } name ? new Cause(CauseKind.Partner, who.Credential.ToString(), name, McpDoor.Through) : null;

    private static async Task<Result<JsonObject>> SayAsync(HomeAssistant assistant, Visit visit, Caller caller, string text, string? language, string? conversation)
    {
        var heard = await assistant.HearAsync(visit.Home, caller, new AssistantForm(text, language, null, conversation));
        if (heard.Fault is { } fault) return fault;
        var answer = heard.Value with { Explain = null };
        return (JsonObject)JsonSerializer.SerializeToNode(answer, ApiJson.Wire.AssistantAnswer)!;
    }
}
