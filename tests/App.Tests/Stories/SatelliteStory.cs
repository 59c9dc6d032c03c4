using System.Text.Json;
using Kith.App.Tests.Stage;
using Kith.Shared;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Somebody puts a microphone into a room, sees what it does, and closes it.</summary>
public sealed class SatelliteStory() : OwnServer("serve", "--local-here")
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var api = new HomeApi(Kith.Address);
        await api.SetUpAsync(Kith.LinkToken);
        await api.AddRoomAsync("Kitchen");
    }

    [Theory]
    [InlineData("en-GB", 390, 844, false)]
    [InlineData("zh-CN", 1280, 850, true)]
    public async Task A_satellite_is_added_seen_paused_renamed_and_removed(string locale, int width, int height, bool dark)
    {
        var look = new Look(width, height, dark, locale);
        var words = Words.Of(look);
        await using var satellite = new PlayedSatellite();
        await using var screen = await OpenAsync(look);
        var page = screen.Page.Locator("k-voice");
        await screen.GoAsync("#/me");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = words["satellite.title"], Exact = true }).ClickAsync();
        await screen.Heading(words["satellite.empty"]).WaitForAsync();
        await Assertions.Expect(page.GetByText(words["satellite.engine.off"], new() { Exact = true })).ToHaveCountAsync(3);

        await screen.Button(words["satellite.add"]).ClickAsync();
        var sheet = page.Locator("k-dialog");
        await sheet.GetByLabel(words["satellite.name"], new() { Exact = true }).FillAsync("Shelf");
        var address = sheet.GetByRole(AriaRole.Textbox, new() { Name = words["satellite.address"] });
        await address.FillAsync("tcp://8.8.8.8:10700");
        await sheet.Locator("select[name=room]").SelectOptionAsync(new SelectOptionValue { Label = "Kitchen" });
        var submit = sheet.GetByRole(AriaRole.Button, new() { Name = words["satellite.add"], Exact = true });
        await submit.ClickAsync();
        await sheet.GetByRole(AriaRole.Alert).WaitForAsync();
        await address.FillAsync(satellite.Address.ToString());
        await submit.ClickAsync();
        await satellite.UntilAsync("run-satellite");
        await page.GetByText(words["satellite.state.idle"], new() { Exact = true }).WaitForAsync();
        await page.GetByText("Kitchen · played satellite").WaitForAsync();

        using var stop = new CancellationTokenSource();
        var streaming = satellite.StreamAsync(new byte[2048], stop.Token);
        await page.GetByText(words["satellite.open"], new() { Exact = true }).WaitForAsync();
        await screen.KeepAsync($"satellite-open-{locale}");
        await stop.CancelAsync();
        await streaming;
        await page.GetByText(words["satellite.shut"], new() { Exact = true }).WaitForAsync();
        await screen.KeepAsync($"satellite-{locale}");
        var script = await File.ReadAllTextAsync(Path.Combine(Built.Repository, "tests", "App.Tests", "Rules", "accessibility.js"));
        Assert.Empty((await screen.Page.EvaluateAsync<JsonElement>(script)).EnumerateArray().Select(finding => finding.GetString()));

        await screen.Button(words["satellite.pauseName", "Shelf"]).ClickAsync();
        await page.GetByText(words["satellite.state.paused"], new() { Exact = true }).WaitForAsync();
        await satellite.UntilAsync("pause-satellite");
        await screen.Button(words["satellite.resumeName", "Shelf"]).ClickAsync();
        await satellite.UntilAsync("run-satellite");

        await screen.Button(words["satellite.editName", "Shelf"]).ClickAsync();
        await sheet.GetByLabel(words["satellite.name"], new() { Exact = true }).FillAsync("Window");
        await screen.Button(words["do.save"]).ClickAsync();
        await screen.Heading("Window").WaitForAsync();
        await screen.Button(words["satellite.editName", "Window"]).ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = words["satellite.remove"], Exact = true }).ClickAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = words["satellite.remove"], Exact = true }).ClickAsync();
        await screen.Heading(words["satellite.empty"]).WaitForAsync();
        await satellite.UntilAsync("left");
        // The address outside of the network was refused, as it should.
        Assert.All(screen.Complaints, complaint => Assert.Contains("400", complaint, StringComparison.Ordinal));
    }
}
