using Microsoft.Playwright;

namespace Kith.App.Tests.Stage;

/// <summary>A browser before which somebody says one sentence, each time the microphone is opened.</summary>
internal sealed class Talker : IAsyncDisposable
{
    private const int Tries = 5;

    /// <summary>Milliseconds: the sentence, the pause after it, and a busy machine.</summary>
    private const float HeardWithin = 60_000;

    private readonly string _file;

    private Talker(string file, IBrowser browser) => (_file, Browser) = (file, browser);

    internal IBrowser Browser { get; }

    /// <param name="allowed">False where the person does not let the page have the microphone.</param>
    internal static async Task<Talker> SayingAsync(string text, string voice, bool allowed = true)
    {
        var file = await SpeechProgram.SayAsync(text, voice);
        var browser = await Chromium.LaunchAsync(
            ["--use-fake-device-for-media-stream", $"--use-file-for-fake-audio-capture={file}", .. allowed ? (string[])["--use-fake-ui-for-media-stream"] : []]);
        return new(file, browser);
    }

    /// <summary>Taps, waits for the pause after the sentence, and taps again if a busy machine swallowed all of it or a part, as people do.</summary>
    internal static async Task SayAsync(Screen screen, string said)
    {
        var talk = screen.Page.Locator("k-assistant");
        var words = Words.Of(await screen.Page.EvaluateAsync<string>("navigator.language"));
        var (heard, nothing) = (talk.Locator(".mine"), talk.GetByText(words["mic.nothing"]));
        for (var left = Tries; ; left--)
        {
            Assert.True(left > 0, $"'{said}' was not heard in {Tries} tries");
            var before = await heard.CountAsync();
            await talk.GetByRole(AriaRole.Button, new() { Name = words["mic.talk"], Exact = true }).ClickAsync();
            await heard.Nth(before).Or(nothing).First.WaitForAsync(new() { Timeout = HeardWithin });
            if (await heard.GetByText(said).CountAsync() > 0) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        File.Delete(_file);
    }
}
