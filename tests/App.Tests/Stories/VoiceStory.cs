using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Somebody speaks to their home through the browser's microphone: heard, done and answered aloud, with nothing but espeak-ng on both sides.</summary>
public sealed class VoiceStory(VoicedHome home) : IClassFixture<VoicedHome>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("en-GB", "turn on the desk lamp", "en-us+f5", "Desk lamp", "Desk lamp on.")]
    [InlineData("zh-CN", "打开台灯", "cmn-latn-pinyin+f5", "台灯", "台灯已打开。")]
    public async Task A_lamp_does_what_is_spoken_and_the_home_answers_aloud(string locale, string said, string voice, string name, string answer)
    {
        var isChinese = locale == "zh-CN";
        var look = isChinese ? new Look(Locale: locale, Dark: true) : Look.Desktop with { Locale = locale };
        var (words, lamp) = (Words.Of(look), isChinese ? home.ChineseLamp : home.Lamp);
        lamp.Report("light.on", Value.Of(false));
        await using var talker = await Talker.SayingAsync(said, voice);
        await using var screen = await Screen.OpenAsync(talker.Browser, home.Kith.Address, look, signedIn: true);
        var sound = 0;
        screen.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Interlocked.Add(ref sound, frame.Binary?.Length ?? 0);
        await screen.GoAsync("#/");
        await screen.TileSaysAsync(name, words["value.off"]);
        await screen.Button(words["assistant.open"]).ClickAsync();
        var talk = screen.Page.Locator("k-assistant");

        await Talker.SayAsync(screen, said);

        using var patience = new CancellationTokenSource(Patience);
        Assert.Equal(Value.Of(true), await lamp.ObeyedAsync("light.on", patience.Token));
        await Assertions.Expect(talk.GetByRole(AriaRole.Log)).ToContainTextAsync(answer);
        // The microphone rests when the answer was heard to its end.
        await talk.GetByRole(AriaRole.Button, new() { Name = words["mic.talk"], Exact = true }).WaitForAsync(new() { Timeout = 60_000 });
        Assert.InRange(sound, 20_000, 1_000_000);
        await screen.KeepAsync($"voice-done-{locale}");
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task Everybody_sees_that_the_microphone_is_open_and_Escape_closes_it()
    {
        await using var talker = await Talker.SayingAsync("turn on the desk lamp", "en-us+f5");
        await using var screen = await Screen.OpenAsync(talker.Browser, home.Kith.Address, new Look(), signedIn: true);
        await screen.GoAsync("#/");
        await screen.Button("Talk to your home").ClickAsync();
        var talk = screen.Page.Locator("k-assistant");
        var button = talk.GetByRole(AriaRole.Button, new() { Name = "Speak", Exact = true });
        // Held, so that it stays open until it is let go, or Escape comes.
        await button.FocusAsync();
        await screen.Page.Keyboard.DownAsync(" ");
        await talk.GetByText("Listening").WaitForAsync();
        await talk.GetByRole(AriaRole.Button, new() { Name = "I have said it", Exact = true, Pressed = true }).WaitForAsync();
        await screen.KeepAsync("voice-listening");
        await screen.Page.Locator(".talk.on").WaitForAsync();
        await screen.Page.Keyboard.PressAsync("Escape");

        await button.WaitForAsync();
        await talk.GetByText("Listening").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await screen.Page.Keyboard.UpAsync(" ");
        await Assertions.Expect(talk).ToHaveCountAsync(1);
        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(talk).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_the_microphone_is_refused_it_is_said_what_to_do()
    {
        await using var talker = await Talker.SayingAsync("good night", "en-us+f5", allowed: false);
        await using var screen = await Screen.OpenAsync(talker.Browser, home.Kith.Address, new Look(), signedIn: true);
        await screen.GoAsync("#/");
        await screen.Button("Talk to your home").ClickAsync();
        await screen.Button("Speak").ClickAsync();

        await screen.Page.GetByText("The microphone is not allowed here.").WaitForAsync();
        await screen.KeepAsync("voice-refused");
        await screen.Button("Speak").WaitForAsync();
    }

    [Fact]
    public async Task Answers_are_silent_for_who_wants_them_so_on_all_their_screens()
    {
        await using var screen = await home.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/");
        await screen.Button("Talk to your home").ClickAsync();
        var aloud = screen.Page.GetByRole(AriaRole.Switch, new() { Name = "Answer aloud what I speak" });
        await Assertions.Expect(aloud).ToHaveAttributeAsync("aria-checked", "true");
        await aloud.ClickAsync();
        await Assertions.Expect(aloud).ToHaveAttributeAsync("aria-checked", "false");

        await using var other = await home.OpenAsync(new Look());
        await other.GoAsync("#/");
        await other.Button("Talk to your home").ClickAsync();
        var there = other.Page.GetByRole(AriaRole.Switch, new() { Name = "Answer aloud what I speak" });
        await Assertions.Expect(there).ToHaveAttributeAsync("aria-checked", "false");
        await there.ClickAsync();
        await Assertions.Expect(aloud).ToHaveAttributeAsync("aria-checked", "true");
    }

    [Fact]
    public async Task The_panel_on_the_wall_can_be_talked_to()
    {
        await using var screen = await home.OpenAsync(new Look(1280, 800));
        await screen.GoAsync("#/wall");
        await screen.Button("Talk to your home").ClickAsync();
        await screen.Button("Speak").WaitForAsync();
        await screen.KeepAsync("voice-wall");
    }
}
