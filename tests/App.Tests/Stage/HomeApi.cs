using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Kith.App.Tests.Stage;

/// <summary>The owner's hands outside the browser: prepares what a story needs through the public API.</summary>
internal sealed class HomeApi : IDisposable
{
    internal const string User = "anna";
    internal const string Password = "correct horse battery";

    private readonly HttpClient _http;

    internal HomeApi(Uri address)
    {
        _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Add("X-Kith", "1");
    }

    internal string Home { get; private set; } = "";

    internal async Task SetUpAsync(string token)
    {
        var session = await SendAsync(HttpMethod.Post, "/api/v1/setup", new
        {
            token, user = User, name = "Anna Berg", password = Password, homeName = "Birch Lane", language = "en", timeZone = "Europe/Berlin",
        });
        Home = session["homes"]![0]!["id"]!.ToString();
    }

    internal async Task SignInAsync()
    {
        var session = await SendAsync(HttpMethod.Post, "/api/v1/session", new { user = User, password = Password });
        Home = session["homes"]![0]!["id"]!.ToString();
    }

    internal async Task SignInByLinkAsync(string token)
    {
        var session = await SendAsync(HttpMethod.Post, "/api/v1/session/link", new { token });
        Home = session["homes"]![0]!["id"]!.ToString();
    }

    internal Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, InHome(path), null);

    /// <summary>Every value of a property of the last day, as it was reported, oldest first.</summary>
    internal async Task<IReadOnlyList<string>> ReportsAsync(string device, string address)
    {
        var table = await _http.GetStringAsync(InHome($"/devices/{device}/history/{address}?format=csv"));
        return [.. table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[1])];
    }

    internal Task<JsonNode> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, InHome(path), body);

    /// <summary>To what is the account's and no home's.</summary>
    internal Task<JsonNode> ToAccountAsync(HttpMethod method, string path, object body) => SendAsync(method, $"/api/v1{path}", body);

    internal Task<JsonNode> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, InHome(path), body);

    internal Task<JsonNode> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, InHome(path), body);

    internal async Task<string> AddRoomAsync(string name) => (await PostAsync("/rooms", new { name }))["id"]!.ToString();

    internal Task<JsonNode> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, InHome(path), null);

    /// <summary>Another home of the same account, beside the one that stories are about.</summary>
    internal async Task<string> FoundAsync(string name) =>
        (await SendAsync(HttpMethod.Post, "/api/v1/homes", new { name, timeZone = "Europe/Berlin" }))["id"]!.ToString();

    /// <summary>Somebody else with an account of their own, invited into a home and come.</summary>
    internal async Task InviteAsync(string home, string user, object person)
    {
        var invited = await SendAsync(HttpMethod.Post, $"/api/v1/homes/{home}/people", person);
        using var theirs = new HomeApi(_http.BaseAddress!);
        await theirs.SendAsync(HttpMethod.Post, "/api/v1/invitations/accept", new
        {
            token = invited["invitation"]!["url"]!.ToString().Split('/')[^1], user, name = user, password = Password, language = "en",
        });
    }

    public void Dispose() => _http.Dispose();

    private string InHome(string path) => $"/api/v1/homes/{Home}{path}";

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
