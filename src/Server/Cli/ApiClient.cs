using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Server.Cli;

/// <summary>A running Kith, asked over its public API; a refusal becomes a <see cref="CliError"/> that reads well.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    internal ApiClient(Uri url, string? token)
    {
        // A command's outcome is waited for up to 5 s by the server; beyond 30 s nobody is there.
        _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(30) };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    internal static ApiClient Of(CommonOptions common, ParseResult parsed)
    {
        var token = common.TokenOf(parsed)
            ?? throw new CliError("No token is given. Make one in the app (account > tokens) and pass it with --token or in $KITH_TOKEN.");
        return new(common.UrlOf(parsed), token);
    }

    internal Task<JsonNode> GetAsync(string path, CancellationToken cancel) => ExchangeAsync(HttpMethod.Get, path, null, false, cancel);

    internal Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body, bool confirm, CancellationToken cancel) =>
        ExchangeAsync(method, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), confirm, cancel);

    internal Task<JsonNode> UploadAsync(string path, HttpContent content, CancellationToken cancel) => ExchangeAsync(HttpMethod.Post, path, content, false, cancel);

    /// <summary>A stream of Server-Sent Events, until it ends.</summary>
    internal async IAsyncEnumerable<(string Name, JsonNode Data)> FollowAsync(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Kith-Through", "cli");
        using var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!response.IsSuccessStatusCode) throw Refused(await JsonOfAsync(response, cancel), (int)response.StatusCode);
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(cancel)).EnumerateAsync(cancel))
            yield return (item.EventType, JsonNode.Parse(item.Data)!);
    }

    private async Task<JsonNode> ExchangeAsync(HttpMethod method, string path, HttpContent? content, bool confirm, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = content;
        if (confirm) request.Headers.Add("X-Kith-Confirm", "1");
        request.Headers.Add("X-Kith-Through", "cli");
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
        var json = await JsonOfAsync(response, cancel);
        return response.IsSuccessStatusCode ? json : throw Refused(json, (int)response.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until, CancellationToken cancel)
    {
        try
        {
            return await _http.SendAsync(request, until, cancel);
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            throw new CliError($"Nothing answers at {_http.BaseAddress}. Start it with `kith serve`, or name it with --url.");
        }
    }

    private async Task<JsonNode> JsonOfAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        try
        {
            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        }
        catch (JsonException)
        {
            throw new CliError($"What answers at {_http.BaseAddress} is not Kith.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static CliError Refused(JsonNode problem, int status) => problem["code"] is { } code
        ? new($"{problem["title"]} ({code}): {problem["detail"]}\n{problem["remedy"]}.")
        : new($"The server answered with status {status}.");
}

/// <summary>A command that could not be done, in words for its caller; ends the program with 1.</summary>
internal sealed class CliError(string message) : Exception(message);
