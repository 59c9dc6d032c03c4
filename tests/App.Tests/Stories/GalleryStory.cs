using System.Text.Json;
using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>The gallery: every component, every main control and every drawing, in both themes and languages, on a phone and a desktop; pictures of it are left in artifacts/screens.</summary>
public sealed class GalleryStory : OwnServer
{
    [Fact]
    public async Task Everything_the_app_is_built_of_fits_and_is_named_in_every_look()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Built.Repository, "tests", "App.Tests", "Rules", "accessibility.js"));
        var all = new List<string>();
        foreach (var look in (Look[])[new(), new(Dark: true, Locale: "zh-CN"), Look.Desktop, Look.Desktop with { Dark = true, Locale = "zh-CN" }])
        {
            await using var screen = await GalleryAsync(look);
            var name = $"{look.Width}-{(look.Dark ? "dark" : "light")}-{look.Locale[..2]}";

            foreach (var finding in (await screen.Page.EvaluateAsync<JsonElement>(script)).EnumerateArray()) all.Add($"{name}: {finding.GetString()}");
            await screen.KeepAsync($"gallery-{name}", whole: true);
            Assert.Empty(screen.Complaints);
        }
        Assert.Empty(all);
    }

    [Fact]
    public async Task Every_type_and_every_service_of_the_library_has_a_drawing_of_its_own()
    {
        await using var screen = await GalleryAsync(Look.Desktop);

        var plain = await screen.Page.EvaluateAsync<string[]>(
            """
            () => {
              const items = [...document.querySelector('k-app').shadowRoot.querySelector('k-gallery').shadowRoot.querySelector('k-gallery-icons').shadowRoot.querySelectorAll('li')];
              const drawing = (item) => item.querySelector('k-icon').shadowRoot.querySelector('path').getAttribute('d');
              const fallback = drawing(items.find((item) => item.dataset.name === 'device'));
              return items.filter((item) => drawing(item) === fallback || !drawing(item)).map((item) => item.dataset.name);
            }
            """);

        Assert.Equal(["device"], plain);
    }

    [Fact]
    public async Task Each_kind_of_device_of_the_gallery_shows_its_main_control()
    {
        await using var screen = await GalleryAsync(Look.Desktop);

        var bare = await screen.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelector('k-app').shadowRoot.querySelector('k-gallery').shadowRoot.querySelectorAll('[data-kind]')]
              .filter((card) => !card.lastElementChild?.shadowRoot?.querySelector('button, input, svg, k-icon, .figure')).map((card) => card.dataset.kind)
            """);

        Assert.Empty(bare);
    }

    [Fact]
    public async Task A_sheet_holds_the_keyboard_and_a_toast_is_said()
    {
        await using var screen = await GalleryAsync(new Look());
        await screen.Page.Locator("#sheet").ClickAsync();
        await screen.Page.Locator("k-ask dialog[open]").WaitForAsync();
        await screen.Page.Keyboard.PressAsync("Escape");
        await screen.Page.Locator("k-ask").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await screen.Page.Locator("#toast").ClickAsync();
        await screen.Page.Locator("k-toasts").GetByRole(AriaRole.Status).GetByText("Not reachable").WaitForAsync();
    }

    /// <summary>Complete when the icons, which come last, are drawn.</summary>
    private async Task<Screen> GalleryAsync(Look look)
    {
        var screen = await OpenAsync(look, signedIn: false);
        await screen.GoAsync("#/gallery");
        await screen.Page.Locator("k-chart [role=img]").WaitForAsync();
        await screen.Page.Locator("k-gallery-icons .types li[data-name=window-opener] path[d^=M]").WaitForAsync();
        await screen.Page.Locator("k-gallery-icons .services li[data-name=tds-sensor] path[d^=M]").WaitForAsync();
        return screen;
    }
}
