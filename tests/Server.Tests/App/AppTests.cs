using System.IO.Compression;
using System.Net.Http.Headers;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.App;

public sealed class AppTests : IAsyncLifetime, IDisposable
{
    private TestKith _kith = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _kith = await TestKith.StartAsync(app: Repository.App);
        _http = new(new SocketsHttpHandler()) { BaseAddress = _kith.Server.Address };
    }

    public async Task DisposeAsync() => await _kith.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_page_is_served_and_asked_for_again_each_time()
    {
        var page = await _http.GetAsync("/");

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.True(page.Headers.CacheControl?.NoCache);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        Assert.Equal(304, (int)(await _http.SendAsync(again)).StatusCode);
        Assert.True((await _http.GetAsync("/sw.js")).Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task Hashed_files_are_kept_for_good_and_sent_compressed()
    {
        var script = Directory.EnumerateFiles(Path.Combine(Repository.App, "assets"), "*.js").OrderByDescending(file =>
            new FileInfo(file).Length).First();
        var plain = await File.ReadAllTextAsync(script);
        async Task<(string Encoding, string Text)> Get(string encoding, Func<Stream, Stream> unpack)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/assets/{Path.GetFileName(script)}");
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
            var answer = await _http.SendAsync(request);
            Assert.True(answer.Headers.CacheControl is { MaxAge: { TotalDays: >= 365 }, Public: true });
            Assert.Contains("immutable", answer.Headers.CacheControl.ToString(), StringComparison.Ordinal);
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            using var reader = new StreamReader(unpack(await answer.Content.ReadAsStreamAsync()));
            return (string.Join(',', answer.Content.Headers.ContentEncoding), await reader.ReadToEndAsync());
        }

        Assert.Equal(("br", plain), await Get("br", stream => new BrotliStream(stream, CompressionMode.Decompress)));
        Assert.Equal(("gzip", plain), await Get("gzip", stream => new GZipStream(stream, CompressionMode.Decompress)));
        Assert.Equal(("", plain), await Get("identity", stream => stream));
    }

    [Fact]
    public async Task Nothing_in_the_page_needs_more_than_the_policy_allows()
    {
        var page = await _http.GetAsync("/");
        var html = await page.Content.ReadAsStringAsync();
        var policy = string.Join(' ', page.Headers.GetValues("Content-Security-Policy"));

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*src=)[^>]*>", html);
        Assert.DoesNotMatch("<style| style=| on[a-z]+=|https?://", html);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData("/../kith.db")]
    [InlineData("/..%2f..%2fmaster.key")]
    [InlineData("/%2e%2e/%2e%2e/kith.dll")]
    [InlineData("/assets")]
    [InlineData("/nothing.html")]
    public async Task Only_what_was_built_is_there(string path)
    {
        Assert.Equal(404, (int)(await _http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task An_answer_of_the_API_is_never_kept_or_framed()
    {
        var answer = await _http.GetAsync("/api/v1/session");

        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
    }
}
