using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Kith.Ledger;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Delivery;

/// <summary>A person's program is told: as a CloudEvent, signed, again when it could not listen, and its owner sees how it went.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestKith _kith = null!;
    private StandIn _program = null!;
    private Browser _anna = null!;
    private string _home = "";

    public async Task InitializeAsync()
    {
        (_kith, _program) = (await TestKith.StartAsync(_time), await StandIn.StartAsync());
        (_anna, _home) = await _kith.SetUpAsync();
    }

    public async Task DisposeAsync()
    {
        await _kith.DisposeAsync();
        await _program.DisposeAsync();
    }

    [Fact]
    public async Task A_danger_is_told_as_a_signed_event()
    {
        var made = await PutAsync(_anna, $"{_program.Address}/kith");
        var sink = await _kith.AddDeviceAsync(_home, "Sink", "kith-demo.leak-sensor");

        _kith.Homes.Report(HomeId.Parse(_home), DeviceId.Parse(sink), [new("submersion-sensor.leak", Value.Of(true))]);
        var came = await _program.NextAsync();
        var said = JsonNode.Parse(came.Body)!;

        Assert.StartsWith("application/cloudevents+json", came.Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal(("1.0", "kith.notice", sink, $"/api/v1/homes/{_home}"), (said["specversion"]!.ToString(), said["type"]!.ToString(), said["subject"]!.ToString(), said["source"]!.ToString()));
        Assert.Equal(("critical", "Sink: Water"), (said["data"]!["level"]!.ToString(), said["data"]!["title"]!["en"]!.ToString()));
        Assert.Equal(came.Headers["webhook-id"], said["id"]!.ToString());
        var secret = Convert.FromBase64String(made.Text("secret")["whsec_".Length..]);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{came.Headers["webhook-id"]}.{came.Headers["webhook-timestamp"]}."), .. came.Body];
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}", came.Headers["webhook-signature"]);
        await _kith.UntilAsync(async () => (await GetAsync()).Json["webhook"]!["outcome"]?.ToString() == "201");
    }

    [Fact]
    public async Task A_program_that_cannot_listen_now_is_told_later_and_one_that_refuses_is_not_told_again()
    {
        await PutAsync(_anna, $"{_program.Address}/kith");
        _program.AnswerWith(500, 400);

        await TestAsync();
        var first = await _program.NextAsync();
        await _kith.UntilAsync(async () => (await _kith.TriesAsync()).Contains(1));
        Assert.Equal("500", (await GetAsync()).Text("webhook.outcome"));
        _time.Advance(TimeSpan.FromSeconds(11));
        var second = await _program.NextAsync();
        await _kith.UntilAsync(async () => (await _kith.TriesAsync()).Count == 0);

        Assert.Equal(first.Headers["webhook-id"], second.Headers["webhook-id"]);
        Assert.NotEqual(first.Headers["webhook-signature"], second.Headers["webhook-signature"]);
        Assert.Equal("400", (await GetAsync()).Text("webhook.outcome"));
    }

    [Fact]
    public async Task A_program_that_nobody_reaches_is_given_up_after_its_tries()
    {
        await PutAsync(_anna, "http://127.0.0.1:9/");
        await TestAsync();

        for (var tries = 1; tries < 10; tries++)
        {
            await _kith.UntilAsync(async () => (await _kith.TriesAsync()).Contains(tries));
            _time.Advance(TimeSpan.FromHours(1.01));
        }
        await _kith.UntilAsync(async () => (await _kith.TriesAsync()).Count == 0);

        Assert.NotNull((await GetAsync()).Json["webhook"]!["outcome"]);
    }

    [Fact]
    public async Task A_webhook_ends_with_its_person_and_not_with_a_change_of_them()
    {
        var (adult, _) = await _kith.InviteAsync(_anna, _home, new { name = "Ada", role = "adult" }, "ada");
        await PutAsync(adult, "https://hooks.example.org/ada");
        var id = (await adult.GetAsync($"/api/v1/homes/{_home}")).Text("me");
        await _anna.SendAsync(HttpMethod.Patch, $"/api/v1/homes/{_home}/people/{id}", new { name = "Ada L." });
        Assert.Equal("https://hooks.example.org/ada", (await adult.GetAsync(Path)).Text("webhook.url"));

        Assert.Equal(204, (await _anna.SendAsync(HttpMethod.Delete, $"/api/v1/homes/{_home}/people/{id}")).Status);

        Assert.Equal(0, await _kith.Get<SqliteLedger>().ReadAsync(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM notice_webhook")));
    }

    [Fact]
    public async Task A_webhook_is_ones_own_and_its_secret_is_shown_once()
    {
        var (adult, _) = await _kith.InviteAsync(_anna, _home, new { name = "Ada", role = "adult" }, "ada");
        var (guest, _) = await _kith.InviteAsync(_anna, _home, new { name = "Gus", role = "guest" }, "gus");
        var (first, second) = (await PutAsync(_anna, "https://hooks.example.org/1"), await PutAsync(_anna, "https://hooks.example.org/2"));

        Assert.NotEqual(first.Text("secret"), second.Text("secret"));
        Assert.Equal("https://hooks.example.org/2", (await GetAsync()).Text("webhook.url"));
        Assert.DoesNotContain("whsec_", (await GetAsync()).Body, StringComparison.Ordinal);
        Assert.Null((await adult.GetAsync(Path)).Json["webhook"]);
        Assert.Equal("right.missing", (await PutAsync(guest, "https://hooks.example.org/3")).Code);
        Assert.Equal(("request.invalid", "url"), (await PutAsync(_anna, "https://192.168.1.1/")) is var refused ? (refused.Code, refused.Text("field")) : default);
        Assert.Equal(204, (await _anna.SendAsync(HttpMethod.Delete, Path)).Status);
        Assert.Equal("not_found", (await _anna.SendAsync(HttpMethod.Delete, Path)).Code);
    }

    private string Path => $"/api/v1/homes/{_home}/notice-settings/webhook";

    private Task<Answered> GetAsync() => _anna.GetAsync(Path);

    private Task<Answered> PutAsync(Browser browser, string url) => browser.SendAsync(HttpMethod.Put, Path, new { url });

    private async Task TestAsync() => Assert.Equal(204, (await _anna.PostAsync($"/api/v1/homes/{_home}/notices/test")).Status);
}
