using System.Net.WebSockets;
using System.Text;
using Kith.Model.Values;
using Kith.Server.Composition;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Voice;

/// <summary>Somebody speaks to their home through the app's microphone.</summary>
public sealed class MicrophoneTests
{
    private static Task<TestKith> StartAsync(TypedEngine? hearing, TypedEngine? speaking = null) =>
        TestKith.StartAsync(voice: new VoiceOptions { Hearing = hearing?.Address, Speaking = speaking?.Address });

    [Theory]
    [InlineData("en", "turn on the desk lamp", "Desk lamp on.")]
    [InlineData("zh-CN", "打开desk lamp", "Desk lamp已打开。")]
    public async Task What_is_spoken_is_done_as_if_it_were_typed_and_answered_aloud(string language, string words, string answer)
    {
        await using var engine = new TypedEngine();
        await using var kith = await StartAsync(engine, engine);
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        await using var microphone = await Voiced.OpenAsync(kith, browser, home, kith.Server.Address.GetLeftPart(UriPartial.Authority));

        await microphone.SayAsync(new { type = "start", language, speak = true });
        await microphone.ToldAsync("listening");
        foreach (var letter in words) await microphone.SoundAsync($"{letter}");
        await microphone.SayAsync(new { type = "stop" });

        await microphone.ToldAsync("stopped");
        Assert.Equal(words, (await microphone.ToldAsync("transcript"))["text"]!.ToString());
        var answered = (await microphone.ToldAsync("answer"))["answer"]!;
        Assert.Equal(("done", answer), (answered["outcome"]!.ToString(), answered["say"]!.ToString()));
        Assert.Equal(("voice", words, "Anna"), (answered["operations"]![0]!["cause"]!["kind"]!.ToString(), answered["operations"]![0]!["cause"]!["phrase"]!.ToString(), answered["operations"]![0]!["cause"]!["name"]!.ToString()));
        Assert.Equal("16000", (await microphone.ToldAsync("sound"))["rate"]!.ToString());
        Assert.Equal(answer, Encoding.UTF8.GetString((await microphone.ToldAsync())!.Value.Sound!));
        await microphone.ToldAsync("done");
        await microphone.EndedAsync();
        Assert.Equal("true", (await browser.GetAsync($"/api/v1/homes/{home}/devices/{lamp}")).Json["values"]!["light.on"]!["v"]!.ToString());
        Assert.Equal(words, (await browser.GetAsync($"/api/v1/homes/{home}/assistant/transcripts")).Text("items.0.text"));
    }

    [Fact]
    public async Task Silence_is_no_word_and_nothing_is_answered()
    {
        await using var engine = new TypedEngine();
        await using var kith = await StartAsync(engine, engine);
        var (browser, home) = await kith.SetUpAsync();
        await using var microphone = await Voiced.OpenAsync(kith, browser, home);
        await microphone.SayAsync(new { type = "start" });
        await microphone.ToldAsync("listening");
        await microphone.SoundAsync(new byte[3_200]);
        await microphone.SayAsync(new { type = "stop" });

        await microphone.ToldAsync("stopped");
        Assert.Equal("", (await microphone.ToldAsync("transcript"))["text"]!.ToString());
        await microphone.ToldAsync("done");
        await microphone.EndedAsync();
    }

    [Fact]
    public async Task Half_a_minute_is_enough()
    {
        await using var engine = new TypedEngine();
        await using var kith = await StartAsync(engine);
        var (browser, home) = await kith.SetUpAsync();
        await using var microphone = await Voiced.OpenAsync(kith, browser, home);
        await microphone.SayAsync(new { type = "start" });
        await microphone.ToldAsync("listening");
        for (var second = 0; second < 60; second++) await microphone.SoundAsync(new byte[16_000]);

        await microphone.ToldAsync("stopped");
        Assert.Equal($"{30 * 32_000} bytes", (await microphone.ToldAsync("transcript"))["text"]!.ToString());
    }

    [Fact]
    public async Task Without_an_engine_it_is_said_so_before_anybody_speaks()
    {
        await using var kith = await StartAsync(null);
        var (browser, home) = await kith.SetUpAsync();
        await using var microphone = await Voiced.OpenAsync(kith, browser, home);
        await microphone.SayAsync(new { type = "start" });
        Assert.Equal("speech.off", (await microphone.ToldAsync("fault"))["code"]!.ToString());
        await microphone.EndedAsync();
    }

    [Fact]
    public async Task An_engine_that_went_away_is_said_to_be_so()
    {
        var ear = new TypedEngine();
        await using var kith = await StartAsync(ear);
        await ear.DisposeAsync();
        var (browser, home) = await kith.SetUpAsync();
        await using var microphone = await Voiced.OpenAsync(kith, browser, home);
        await microphone.SayAsync(new { type = "start" });
        Assert.Equal("speech.unavailable", (await microphone.ToldAsync("fault"))["code"]!.ToString());
    }

    [Fact]
    public async Task Who_opens_another_one_has_put_the_first_one_down()
    {
        await using var engine = new TypedEngine();
        await using var kith = await StartAsync(engine);
        var (browser, home) = await kith.SetUpAsync();
        await using var first = await Voiced.OpenAsync(kith, browser, home);
        await first.SayAsync(new { type = "start" });
        await first.ToldAsync("listening");

        await using var second = await Voiced.OpenAsync(kith, browser, home);
        Assert.Equal("conflict", (await first.ToldAsync("fault"))["code"]!.ToString());
        await first.EndedAsync();
        await second.SayAsync(new { type = "start" });
        await second.ToldAsync("listening");
    }

    [Fact]
    public async Task A_page_of_another_site_opens_no_microphone()
    {
        await using var engine = new TypedEngine();
        await using var kith = await StartAsync(engine);
        var (browser, home) = await kith.SetUpAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => Voiced.OpenAsync(kith, browser, home, "https://elsewhere.example"));
        var (reader, _) = await kith.TokenAsync(browser, ["read"]);
        await Assert.ThrowsAsync<WebSocketException>(() => Voiced.OpenAsync(kith, reader, home));
        Assert.Equal(400, (await browser.GetAsync($"/api/v1/homes/{home}/assistant/microphone")).Status);
    }

    [Fact]
    public async Task What_is_said_after_the_session_ended_is_not_done()
    {
        await using var engine = new TypedEngine();
        await using var kith = await StartAsync(engine);
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        using var phone = kith.Open();
        await phone.SignInAsync("anna");
        await using var microphone = await Voiced.OpenAsync(kith, phone, home);
        await microphone.SayAsync(new { type = "start" });
        await microphone.ToldAsync("listening");
        await microphone.SoundAsync("turn on the desk lamp");
        await phone.SendAsync(HttpMethod.Delete, "/api/v1/session");
        await microphone.SayAsync(new { type = "stop" });

        await microphone.ToldAsync("stopped");
        await microphone.ToldAsync("transcript");
        Assert.StartsWith("auth.", (await microphone.ToldAsync("fault"))["code"]!.ToString());
        Assert.Equal("false", (await browser.GetAsync($"/api/v1/homes/{home}/devices/{lamp}")).Json["values"]!["light.on"]!["v"]!.ToString());
    }

    [Fact]
    public async Task What_is_taken_back_is_not_done()
    {
        await using var engine = new TypedEngine();
        await using var kith = await StartAsync(engine);
        var (browser, home) = await kith.SetUpAsync();
        await using var microphone = await Voiced.OpenAsync(kith, browser, home);
        await microphone.SayAsync(new { type = "start" });
        await microphone.ToldAsync("listening");
        await microphone.SoundAsync("turn on the desk lamp");
        await microphone.SayAsync(new { type = "cancel" });

        await microphone.EndedAsync();
        Assert.Empty((await browser.GetAsync($"/api/v1/homes/{home}/assistant/transcripts")).Json["items"]!.AsArray());
    }
}
