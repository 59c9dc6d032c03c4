using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Kith.Server.Tests.Running;

/// <summary>Somebody's browser or script: keeps its cookies, sends X-Kith as our page does, or a token instead.</summary>
internal sealed class Browser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    private const int LargeBody = 64 * 1024;

    internal Browser(Uri address) => _http = new(new SocketsHttpHandler { CookieContainer = _cookies }) { BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Sent instead of the cookie when set.</summary>
    internal string? Token { get; set; }

    /// <summary>False to behave like a form of another site.</summary>
    internal bool IsOwnPage { get; set; } = true;

    internal string? Cookie => _cookies.GetCookies(_http.BaseAddress!)["kith_session"]?.Value;

    internal void UseCookie(string value) => _cookies.Add(_http.BaseAddress!, new Cookie("kith_session", value));

    internal Task<Answered> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    internal Task<Answered> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    internal Task<Answered> SignInAsync(string user, string password = TestKith.Password) =>
        PostAsync("/api/v1/session", new { user, password });

    internal async Task<Answered> SendAsync(HttpMethod method, string path, object? body = null, Action<HttpRequestMessage>? with = null)
    {
        using var request = Request(method, path, body);
        with?.Invoke(request);
        using var response = await _http.SendAsync(request);
        return new(response, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Opens a live feed; it ends with the reader.</summary>
    internal Task<FeedReader> FollowAsync(string home, long? lastEventId = null) => StreamAsync($"/api/v1/homes/{home}/live", lastEventId);

    /// <summary>Opens a stream of events; its status is there before its end.</summary>
    internal async Task<FeedReader> StreamAsync(string path, long? lastEventId = null)
    {
        using var request = Request(HttpMethod.Get, path, null);
        if (lastEventId is { } id) request.Headers.Add("Last-Event-ID", id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new(response, await response.Content.ReadAsStreamAsync());
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path, object? body)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        // The server may refuse a large body before it has come and close: who sends meanwhile can lose the answer. So it is asked first.
        request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > LargeBody;
        if (IsOwnPage) request.Headers.Add("X-Kith", "1");
        if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return request;
    }
}
