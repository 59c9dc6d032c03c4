using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Kith.Server.Proposals;

/// <summary>
/// A chat client for endpoints of OpenAI's form (chat/completions), Ollama's among them: one question, one answer, with functions that the model
/// may name. What it answers is bounded and never trusted; whatever is wrong with it is an exception of a kind that is named here.
/// </summary>
/// <exception cref="HttpRequestException">It could not be reached, or answered with an error.</exception>
/// <exception cref="InvalidDataException">It answered too much, or something of another form.</exception>
internal sealed class OpenAiChat(ModelOptions model) : IChatClient
{
    internal const int LongestAnswer = 64 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{model.Address.ToString().TrimEnd('/')}/chat/completions"))
        {
            Content = new StringContent(Body(messages, options).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (model.Key is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        var body = new byte[LongestAnswer + 1];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var read = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return read > LongestAnswer ? throw new InvalidDataException($"more than {LongestAnswer} bytes") : new ChatResponse(Answer(body.AsMemory(0, read)));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _http.Dispose();

    private JsonObject Body(IEnumerable<ChatMessage> messages, ChatOptions? options) => new()
    {
        ["model"] = options?.ModelId ?? model.Name,
        ["temperature"] = options?.Temperature ?? 0,
        ["max_tokens"] = options?.MaxOutputTokens,
        ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]),
        ["tools"] = new JsonArray([.. (options?.Tools ?? []).OfType<AIFunctionDeclaration>().Select(tool => new JsonObject
        {
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = tool.Name, ["description"] = tool.Description, ["parameters"] = JsonNode.Parse(tool.JsonSchema.GetRawText()) },
        })]),
    };

    private static ChatMessage Answer(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            var message = document.RootElement.GetProperty("choices")[0].GetProperty("message");
            var contents = new List<AIContent>();
            if (message.TryGetProperty("content", out var text) && text.ValueKind is JsonValueKind.String) contents.Add(new TextContent(text.GetString()));
            if (message.TryGetProperty("tool_calls", out var calls) && calls.ValueKind is JsonValueKind.Array)
                foreach (var call in calls.EnumerateArray()) contents.Add(Call(call));
            return new ChatMessage(ChatRole.Assistant, contents);
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or ArgumentException)
        {
            throw new InvalidDataException("an answer of another form", wrong);
        }
    }

    private static FunctionCallContent Call(JsonElement call)
    {
        var function = call.GetProperty("function");
        var arguments = function.GetProperty("arguments");
        // A text with JSON in it, as OpenAI does; some give the object itself.
        using var given = JsonDocument.Parse(arguments.ValueKind is JsonValueKind.String ? arguments.GetString()! : arguments.GetRawText(), new JsonDocumentOptions { MaxDepth = 16 });
        return new("", function.GetProperty("name").GetString()!, given.RootElement.EnumerateObject().DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => (object?)one.Value.Clone()));
    }
}
