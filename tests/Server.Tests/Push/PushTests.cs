using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Push;

/// <summary>Notices reach phones: sealed for one browser, signed by this server, tried again, and stopped with the sign-in.</summary>
public sealed class PushTests : IAsyncLifetime
{
    private const string Subscriptions = "/api/v1/push-subscriptions";

    private readonly ManualTime _time = new();
    private TestKith _kith = null!;
    private StandIn _service = null!;
    private Browser _anna = null!;
    private string _home = "";

    public async Task InitializeAsync()
    {
        (_kith, _service) = (await TestKith.StartAsync(_time), await StandIn.StartAsync());
        (_anna, _home) = await _kith.SetUpAsync();
    }

    public async Task DisposeAsync()
    {
        await _kith.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_notice_comes_sealed_in_the_language_of_its_reader_and_signed_by_this_server()
    {
        var phone = new Subscriber();
        await SubscribeAsync(_anna, phone, "phone");
        await _anna.SendAsync(HttpMethod.Patch, "/api/v1/account", new { language = "zh" });

        await TestAsync();
        var came = await _service.NextAsync();
        var message = phone.Read(came);

        Assert.Equal(("/phone", "aes128gcm", "normal", "86400"), (came.Path, came.Headers["content-encoding"], came.Headers["urgency"], came.Headers["ttl"]));
        Assert.Equal(("这是一条测试通知", _home, "house", 1), (message["title"]!.ToString(), message["home"]!.ToString(), message["kind"]!.ToString(), (int)message["unread"]!));
        Assert.Equal((await _anna.GetAsync($"/api/v1/homes/{_home}/notices")).Text("items.0.id"), message["id"]!.ToString());
        Assert.Equal(came.Headers["topic"], message["id"]!.ToString());
        var claims = Signed(came, (await _anna.GetAsync(Subscriptions)).Text("key"));
        Assert.Equal(_service.Address, claims["aud"]!.ToString());
        Assert.InRange((long)claims["exp"]!, _time.GetUtcNow().ToUnixTimeSeconds() + 1, _time.GetUtcNow().AddHours(24).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task What_a_service_cannot_take_now_is_tried_again_also_after_a_restart()
    {
        var phone = new Subscriber();
        await SubscribeAsync(_anna, phone, "phone");
        var key = (await _anna.GetAsync(Subscriptions)).Text("key");
        _service.AnswerWith(503, 429);

        await TestAsync();
        var first = phone.Read(await _service.NextAsync());
        await UntilPutOffAsync(1);
        _time.Advance(TimeSpan.FromSeconds(11));
        await _service.NextAsync();
        await UntilPutOffAsync(2);
        await _kith.RestartAsync();
        _time.Advance(TimeSpan.FromSeconds(31));
        var last = phone.Read(await _service.NextAsync());

        Assert.Equal(first["id"]!.ToString(), last["id"]!.ToString());
        using var again = _kith.Open();
        await again.SignInAsync("anna");
        Assert.Equal(key, (await again.GetAsync(Subscriptions)).Text("key"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_kith.Folder, "push.key")));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_browser_that_is_gone_is_forgotten(int status)
    {
        await SubscribeAsync(_anna, new Subscriber(), "phone");
        _service.AnswerWith(status);

        await TestAsync();
        await _service.NextAsync();
        await UntilNothingWaitsAsync();

        Assert.Empty((await _anna.GetAsync(Subscriptions)).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_is_signed_out_elsewhere_is_told_nothing_more()
    {
        using var lost = _kith.Open();
        await lost.SignInAsync("anna");
        var (phone, stolen) = (new Subscriber(), new Subscriber());
        await SubscribeAsync(_anna, phone, "phone");
        await SubscribeAsync(lost, stolen, "stolen");
        Assert.Equal(2, (await _anna.GetAsync(Subscriptions)).Json["items"]!.AsArray().Count);

        await _anna.SendAsync(HttpMethod.Delete, "/api/v1/sessions");
        await TestAsync();
        var came = await _service.NextAsync();
        await UntilNothingWaitsAsync();

        Assert.Equal("/phone", came.Path);
        Assert.True(_service.IsQuiet);
        Assert.Single((await _anna.GetAsync(Subscriptions)).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_browser_that_subscribes_again_is_one_and_can_be_taken_off()
    {
        await SubscribeAsync(_anna, new Subscriber(), "phone");
        var id = await SubscribeAsync(_anna, new Subscriber(), "phone");

        Assert.Equal(id, Assert.Single((await _anna.GetAsync(Subscriptions)).Json["items"]!.AsArray())!["id"]!.ToString());
        Assert.Equal(204, (await _anna.SendAsync(HttpMethod.Delete, $"{Subscriptions}/{id}")).Status);
        Assert.Equal("not_found", (await _anna.SendAsync(HttpMethod.Delete, $"{Subscriptions}/{id}")).Code);
    }

    [Theory]
    [InlineData("http://push.example.org/1", "endpoint")]
    [InlineData("https://10.0.0.1/1", "endpoint")]
    [InlineData("https://[fd00::1]/1", "endpoint")]
    [InlineData("https://user:word@push.example.org/1", "endpoint")]
    [InlineData("ftp://push.example.org/1", "endpoint")]
    [InlineData("nothing", "endpoint")]
    public async Task An_endpoint_that_is_not_everybodys_is_refused(string endpoint, string field)
    {
        var answer = await _anna.PostAsync(Subscriptions, new Subscriber().At(endpoint));

        Assert.Equal(("request.invalid", field), (answer.Code, answer.Text("field")));
    }

    [Fact]
    public async Task Keys_that_are_none_are_refused_and_a_token_is_no_browser()
    {
        var endpoint = $"{_service.Address}/phone";
        var (point, auth) = (Base64Url.EncodeToString(new Subscriber().Point), Base64Url.EncodeToString(new byte[16]));
        var token = (await _anna.PostAsync("/api/v1/tokens", new { name = "script", scopes = new[] { "manage" } })).Text("token");
        using var script = _kith.Open();
        script.Token = token;

        Assert.Equal("keys.p256dh", (await _anna.PostAsync(Subscriptions, new { endpoint, keys = new { p256dh = "AAAA", auth } })).Text("field"));
        Assert.Equal("keys.auth", (await _anna.PostAsync(Subscriptions, new { endpoint, keys = new { p256dh = point, auth = "!" } })).Text("field"));
        Assert.Equal("right.missing", (await script.PostAsync(Subscriptions, new Subscriber().At(endpoint))).Code);
    }

    private async Task<string> SubscribeAsync(Browser browser, Subscriber phone, string path)
    {
        var answer = await browser.PostAsync(Subscriptions, phone.At($"{_service.Address}/{path}"));
        Assert.Equal(201, answer.Status);
        return answer.Text("id");
    }

    private async Task TestAsync() => Assert.Equal(204, (await _anna.PostAsync($"/api/v1/homes/{_home}/notices/test")).Status);

    private Task UntilPutOffAsync(int tries) => _kith.UntilAsync(async () => await _kith.TriesAsync() is var all && all.Contains(tries));

    private Task UntilNothingWaitsAsync() => _kith.UntilAsync(async () => (await _kith.TriesAsync()).Count == 0);

    /// <summary>The claims of the token, once its signature was found to be of the key.</summary>
    private static JsonNode Signed(Received came, string key)
    {
        var parts = came.Headers["authorization"]["vapid ".Length..].Split(", ").ToDictionary(part => part[..1], part => part[2..]);
        Assert.Equal(key, parts["k"]);
        var (point, token) = (Base64Url.DecodeFromChars(key), parts["t"].Split('.'));
        using var verifier = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        Assert.True(verifier.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256));
        Assert.Equal("ES256", JsonNode.Parse(Base64Url.DecodeFromChars(token[0]))!["alg"]!.ToString());
        return JsonNode.Parse(Base64Url.DecodeFromChars(token[1]))!;
    }
}
