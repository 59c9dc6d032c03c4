using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>When the way to the home, or to a device, is lost and found.</summary>
public sealed class LiveStory(Household house) : IClassFixture<Household>
{
    [Fact]
    public async Task A_server_restart_is_seen_and_heals_by_itself()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");
        house.Lamp.Report("light.on", Value.Of(true));
        await screen.TileSaysAsync("Desk lamp", "On");

        await house.Kith.StopAsync();
        await screen.Page.GetByText("Nothing can be sent now").WaitForAsync();
        await screen.Switch("Desk lamp").ClickAsync();
        await screen.Page.GetByText("Not connected; nothing was sent").WaitForAsync();
        // Refused means refused: the tile did not even pretend.
        Assert.Equal("true", await screen.Switch("Desk lamp").GetAttributeAsync("aria-checked"));

        await house.Kith.StartAsync();
        await screen.Page.GetByText("Live", new() { Exact = true }).WaitForAsync();
        await screen.Page.GetByText("Nothing can be sent now").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        house.Lamp.Report("light.on", Value.Of(false));
        await screen.TileSaysAsync("Desk lamp", "Off");
    }

    [Fact]
    public async Task A_device_that_leaves_is_shown_as_old_with_its_age_and_comes_back()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");
        await screen.TileSaysAsync("Thermostat", "20.5");

        await house.Thermostat.LeaveAsync();
        var stale = screen.Page.Locator("k-tile .tile.stale", new() { HasText = "Thermostat" });
        await stale.WaitForAsync();
        Assert.Matches("just now|ago", await screen.Switch("Thermostat").GetAttributeAsync("aria-label") ?? "");
        await screen.Switch("Thermostat").ClickAsync();
        await screen.Page.GetByText("Thermostat: Not reachable; nothing was sent").WaitForAsync();

        await house.Thermostat.ConnectAsync();
        await stale.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task The_kept_home_is_shown_at_once_and_said_to_be_not_live()
    {
        await using var screen = await house.OpenAsync(new Look(KeepsFiles: true));
        await screen.GoAsync("#/");
        await screen.TileSaysAsync("Floor lamp", "On");
        await screen.Page.WaitForFunctionAsync("async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && (await caches.keys()).length === 1");

        await house.Kith.StopAsync();
        try
        {
            await screen.Page.ReloadAsync();
            await screen.TileSaysAsync("Floor lamp", "On");
            await screen.Page.GetByText("Not live", new() { Exact = true }).WaitForAsync();
            var kept = await screen.Page.EvaluateAsync<string[]>(
                """
                async () => {
                  const found = [];
                  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
                  return found;
                }
                """);
            Assert.Contains("/", kept);
            Assert.DoesNotContain(kept, path => path.StartsWith("/api", StringComparison.Ordinal));
        }
        finally
        {
            await house.Kith.StartAsync();
        }
        await screen.Page.GetByText("Live", new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task A_new_version_is_offered_and_taken_by_one_tap()
    {
        await using var screen = await house.OpenAsync(new Look(KeepsFiles: true));
        await screen.GoAsync("#/");
        await screen.Page.WaitForFunctionAsync("async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && navigator.serviceWorker.controller !== null");
        await screen.Page.ReloadAsync();
        await screen.TileSaysAsync("Floor lamp", "On");

        // What the browser says when a newer service worker has taken over.
        await screen.Page.EvaluateAsync("() => { window.isOld = true; navigator.serviceWorker.dispatchEvent(new Event('controllerchange')); }");
        await screen.Page.GetByText("A new version is ready").WaitForAsync();
        await screen.Button("Use it now").ClickAsync();

        await screen.Page.WaitForFunctionAsync("() => !window.isOld");
        await screen.TileSaysAsync("Floor lamp", "On");
    }

    [Fact]
    public async Task After_a_night_asleep_the_truth_is_there_at_once_and_nothing_old_was_called_live()
    {
        await using var screen = await house.OpenAsync();
        await screen.Page.Clock.InstallAsync();
        house.Lamp.Report("light.on", Value.Of(true));
        await screen.GoAsync("#/");
        await screen.TileSaysAsync("Desk lamp", "On");
        // From now on every frame is looked at: the old state may be shown, but never as live.
        await screen.Page.EvaluateAsync(
            """
            () => {
              const deep = (selector, root = document) => { for (const e of root.querySelectorAll('*')) { if (e.matches(selector)) return e; const f = e.shadowRoot && deep(selector, e.shadowRoot); if (f) return f; } };
              window.lies = 0; window.asleep = false;
              const look = () => {
                const lamp = deep('[aria-label^="Desk lamp,"]');
                if (window.asleep && lamp?.getAttribute('aria-label').includes(', On') && deep('.status:not(.off)')) window.lies++;
                else if (lamp && !lamp.getAttribute('aria-label').includes(', On')) window.trueAgain ??= performance.now() - window.wokenAt;
              };
              new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
            }
            """);

        await screen.Page.Context.SetOfflineAsync(true);
        await screen.Page.GetByText("Not live", new() { Exact = true }).WaitForAsync();
        house.Lamp.Report("light.on", Value.Of(false));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await house.Lamp.InHomeAsync(house.Api, "light.on"))?.ToString() != "false") patience.Token.ThrowIfCancellationRequested();
        await screen.Page.Clock.FastForwardAsync("08:00:00");
        await screen.Page.EvaluateAsync("() => { window.asleep = true; window.wokenAt = performance.now(); }");
        await screen.Page.Context.SetOfflineAsync(false);

        await screen.TileSaysAsync("Desk lamp", "Off");
        Assert.Equal(0, await screen.Page.EvaluateAsync<int>("() => window.lies"));
    }
}
