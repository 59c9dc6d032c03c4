using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What a newcomer sees: the demo, its printed link, and the picture of it for the README.</summary>
public sealed class DemoStory : IAsyncLifetime
{
    private const int HouseholdTiles = 30;

    private KithProcess _kith = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _kith = await KithProcess.StartAsync("demo");
        (_playwright, _browser) = await Chromium.LaunchAsync();
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _kith.DisposeAsync();
    }

    [Fact]
    public async Task The_printed_link_opens_a_home_that_lives_and_the_readme_shows_it()
    {
        await using var screen = await Screen.OpenAsync(_browser, _kith.Address, new Look(1280, 860), signedIn: false);
        await screen.GoAsync($"#/link/{_kith.LinkToken}");
        await screen.Page.GetByText("Live", new() { Exact = true }).WaitForAsync();
        await screen.Page.WaitForFunctionAsync(
            $$"""
            () => {
              const home = document.querySelector('k-app').shadowRoot.querySelector('k-home');
              return home && home.shadowRoot.querySelectorAll('k-tile').length >= {{HouseholdTiles}} && !home.shadowRoot.querySelector('.ghost');
            }
            """);
        Assert.DoesNotContain("link", screen.Page.Url, StringComparison.Ordinal);

        // A lamp and a strip make a home of it, whatever the hour.
        foreach (var lamp in (string[])["Floor lamp", "TV light strip"])
        {
            if (await screen.Switch(lamp).GetAttributeAsync("aria-checked") == "false") await screen.Switch(lamp).ClickAsync();
            await screen.TileSaysAsync(lamp, "On");
        }
        await screen.Page.Locator("k-tile .mark.confirmed").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        var picture = Path.Combine(Built.Repository, "docs", "screenshot.png");
        Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
        await screen.Page.ScreenshotAsync(new() { Path = picture, Animations = ScreenshotAnimations.Disabled });

        Assert.True(new FileInfo(picture).Length > 20_000);
        Assert.Empty(screen.Complaints);
    }
}
