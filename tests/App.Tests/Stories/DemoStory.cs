using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What a newcomer sees: the demo, its printed link, and the six pictures that docs/pictures holds (CONTRIBUTING.md says how they get there).</summary>
public sealed class DemoStory() : OwnServer("demo")
{
    private const int HouseholdTiles = 30;

    [Fact]
    public async Task The_printed_link_opens_a_home_that_lives_and_the_readme_shows_it()
    {
        await using var screen = await OpenAsync(new Look(1280, 860), signedIn: false);
        await screen.GoAsync($"#/link/{Kith.LinkToken}");
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
        await screen.KeepAsync("docs-home");
        await screen.GoAsync("#/wall");
        await screen.TileSaysAsync("Floor lamp", "On");
        await screen.KeepAsync("docs-wall");

        await screen.Page.SetViewportSizeAsync(390, 844);
        await screen.GoAsync("#/device/study-climate");
        await screen.Page.Locator("k-chart [role=img]").WaitForAsync();
        await screen.KeepAsync("docs-device");
        await screen.GoAsync("#/energy");
        await screen.Title("Energy").WaitForAsync();
        await screen.Page.Locator("k-busy").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await screen.KeepAsync("docs-energy");
        await screen.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await screen.Page.EvaluateAsync("() => localStorage.setItem('kith.language', '\"zh\"')");
        await screen.GoAsync("#/");
        await screen.Page.ReloadAsync();
        await screen.Page.GetByText("实时", new() { Exact = true }).WaitForAsync();
        await screen.TileSaysAsync("Floor lamp", "");
        await screen.KeepAsync("docs-phone");
        await screen.GoAsync("#/activity");
        await screen.Page.Locator("k-activity-entry").First.WaitForAsync();
        await screen.KeepAsync("docs-activity");
        Assert.Empty(screen.Complaints);
    }
}
