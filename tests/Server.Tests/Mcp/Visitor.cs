using System.Text.Json.Nodes;
using Kith.Server.Tests.Running;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Kith.Server.Tests.Mcp;

/// <summary>An agent: the protocol's own client, over real HTTP, with a token of somebody's.</summary>
internal sealed class Visitor(McpClient client) : IAsyncDisposable
{
    internal McpClient Client { get; } = client;

    /// <param name="name">What the token's owner calls it.</param>
    internal static async Task<(Visitor Visitor, string Token, string Id)> ComeAsync(TestKith kith, Browser owner, string home, string[] scopes, string name = "Robbie", bool agent = true)
    {
        var made = await owner.PostAsync("/api/v1/tokens", new { name, scopes, homes = new[] { home }, agent });
        Assert.True(made.Status == 201, made.ToString());
        return (await ConnectAsync(kith, home, made.Text("token")), made.Text("token"), made.Text("item.id"));
    }

    internal static async Task<Visitor> ConnectAsync(TestKith kith, string home, string token)
    {
        var transport = new HttpClientTransport(new()
        {
            Endpoint = new Uri(kith.Server.Address, $"/api/v1/homes/{home}/mcp"), TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}", ["X-Kith-Confirm"] = "1" },
        });
        return new(await McpClient.CreateAsync(transport));
    }

    internal async Task<IReadOnlyList<string>> ToolsAsync() => [.. (await Client.ListToolsAsync()).Select(tool => tool.Name)];

    /// <summary>What a tool answers; fails for a refusal.</summary>
    internal async Task<JsonNode> CallAsync(string tool, object? given = null)
    {
        var (answer, refused) = await AskAsync(tool, given);
        Assert.False(refused, answer.ToJsonString());
        return answer;
    }

    /// <summary>The code with which a tool refuses.</summary>
    internal async Task<string> RefusalAsync(string tool, object? given = null)
    {
        var (answer, refused) = await AskAsync(tool, given);
        Assert.True(refused, answer.ToJsonString());
        return answer["code"]!.ToString();
    }

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private async Task<(JsonNode Answer, bool Refused)> AskAsync(string tool, object? given)
    {
        var arguments = given is null ? [] : System.Text.Json.JsonSerializer.SerializeToNode(given)!.AsObject().ToDictionary(one => one.Key, one => (object?)one.Value);
        var result = await Client.CallToolAsync(tool, arguments);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        return (JsonNode.Parse(text)!, result.IsError == true);
    }
}
