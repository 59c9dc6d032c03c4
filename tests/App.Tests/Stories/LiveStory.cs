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
}
