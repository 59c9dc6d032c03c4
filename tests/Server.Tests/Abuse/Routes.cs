using Kith.Server.Tests.Api;

namespace Kith.Server.Tests.Abuse;

/// <summary>One operation of the OpenAPI document, with its path filled for a target.</summary>
/// <param name="Streams">Its answer does not end.</param>
internal sealed record Route(string Name, HttpMethod Method, string Path, string Door, object? Body, bool Streams)
{
    internal bool Changes => Method != HttpMethod.Get;

    /// <summary>Every route there is: a new one comes under every test of this folder by itself.</summary>
    internal static async Task<List<Route>> AllAsync(Target target)
    {
        var routes = new List<Route>();
        foreach (var (path, methods) in (await target.Owner.GetAsync("/openapi/v1.json")).Json["paths"]!.AsObject())
            foreach (var (method, operation) in methods!.AsObject())
            {
                var name = operation!["operationId"]!.ToString();
                var filled = target.Parameters(name).Aggregate(path, (text, parameter) => text.Replace($"{{{parameter.Name}}}", parameter.Value, StringComparison.Ordinal));
                routes.Add(new(name, HttpMethod.Parse(method), filled, operation["x-kith-door"]!.ToString(), target.Bodies.GetValueOrDefault(name), operation["responses"]?["200"]?["content"]?["text/event-stream"] is not null));
            }
        Assert.True(routes.Count > 50, "The document is not the API's.");
        return routes;
    }
}
