using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Server.Tests.Running;

/// <summary>What the server answered.</summary>
internal sealed class Answered(HttpResponseMessage response, string body)
{
    internal int Status { get; } = (int)response.StatusCode;

    internal string Body { get; } = body;

    internal HttpResponseHeaders Headers { get; } = response.Headers;

    internal string? ContentType { get; } = response.Content.Headers.ContentType?.MediaType;

    internal JsonNode Json => JsonNode.Parse(Body) ?? throw new JsonException("null");

    /// <summary>The code of a problem, or null.</summary>
    internal string? Code => ContentType == "application/problem+json" ? Text("code") : null;

    /// <summary>A member by its path: homes.0.id.</summary>
    internal string Text(string path)
    {
        var node = Json;
        foreach (var step in path.Split('.'))
            node = (int.TryParse(step, out var index)
                ? node[index]
                : node[step]) ?? throw new Xunit.Sdk.XunitException($"There is no {path} in {Body}");
        return node.ToString();
    }

    public override string ToString() => $"{Status} {Body}";
}
