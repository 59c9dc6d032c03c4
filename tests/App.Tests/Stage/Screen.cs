using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stage;

/// <summary>How somebody looks at the app.</summary>
internal sealed record Look(int Width = 390, int Height = 844, bool Dark = false, string Locale = "en-GB", bool KeepsFiles = false)
{
    internal static Look Desktop { get; } = new(1280, 850);
}

/// <summary>One browser context with one page, and the words in which stories speak of it.</summary>
internal sealed class Screen : IAsyncDisposable
{
    /// <summary>A stranger's page asks who is signed in and is told 401: that is the answer. Stories do without the service worker but where they are about it.</summary>
    private static readonly string[] Expected = ["401", "Service Worker registration blocked by Playwright"];

    private readonly IBrowserContext _context;

    private Screen(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page, Address) = (context, page, address);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !Expected.Any(expected => message.Text.Contains(expected, StringComparison.Ordinal))) lock (Complaints) Complaints.Add($"{message.Text} {message.Location}");
        };
        page.PageError += (_, error) => { lock (Complaints) Complaints.Add(error); };
    }

    internal IPage Page { get; }

    internal Uri Address { get; }

    /// <summary>What the browser complained of: script errors, a broken CSP, failed requests.</summary>
    internal List<string> Complaints { get; } = [];

    internal static async Task<Screen> OpenAsync(IBrowser browser, Uri address, Look look, bool signedIn, string user = HomeApi.User)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(), ViewportSize = new() { Width = look.Width, Height = look.Height }, Locale = look.Locale, TimezoneId = "Europe/Berlin",
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light, ServiceWorkers = look.KeepsFiles ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            HasTouch = look.Width < 600, ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Chromium.Patience);
        if (signedIn)
        {
            var answer = await context.APIRequest.PostAsync("/api/v1/session", new()
            {
                DataObject = new Dictionary<string, string> { ["user"] = user, ["password"] = HomeApi.Password },
                Headers = new Dictionary<string, string> { ["X-Kith"] = "1" },
            });
            Assert.True(answer.Ok, await answer.TextAsync());
        }
        return new Screen(context, await context.NewPageAsync(), address);
    }

    internal async Task GoAsync(string hash)
    {
        await Page.GotoAsync($"/{hash}");
        await SettleAsync();
    }

    /// <summary>Waits until nothing is being loaded: no ring turns and the fonts are there.</summary>
    internal Task SettleAsync() => Page.WaitForFunctionAsync("() => document.fonts.status === 'loaded' && !!document.querySelector('k-app')?.shadowRoot?.querySelector('main')");

    /// <summary>The tile of a device that does something when tapped, by the beginning of its spoken name.</summary>
    internal ILocator Switch(string name) => Page.Locator("k-tile").GetByRole(AriaRole.Switch, new() { NameRegex = new Regex($"^{Regex.Escape(name)},") });

    /// <summary>Waits until a tile's spoken name matches.</summary>
    internal Task TileSaysAsync(string name, string words) =>
        Page.Locator("k-tile").GetByRole(AriaRole.Switch, new() { NameRegex = new Regex($"^{Regex.Escape(name)}, .*{words}") }).Or(
            Page.Locator("k-tile").GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{Regex.Escape(name)}, .*{words}") })).First.WaitForAsync();

    internal ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    internal ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>The page's own heading, whatever a sheet above it is called.</summary>
    internal ILocator Title(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 1 });

    /// <summary>Leaves a picture for people to look at, in artifacts/screens.</summary>
    internal async Task KeepAsync(string name, bool whole = false)
    {
        var path = Path.Combine(Built.Repository, "artifacts", "screens", $"{name}.png");
        await Page.ScreenshotAsync(new() { Path = path, FullPage = whole, Animations = ScreenshotAnimations.Disabled });
        Assert.True(new FileInfo(path).Length > 4_000, $"{path} shows something");
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
