using Microsoft.Playwright;

namespace Kith.App.Tests.Stage;

/// <summary>The distribution's Chromium; nothing is downloaded.</summary>
internal static class Chromium
{
    private const string Program = "/usr/bin/chromium";

    internal static async Task<(IPlaywright Playwright, IBrowser Browser)> LaunchAsync(params string[] more)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", .. more] });
        return (playwright, browser);
    }
}
