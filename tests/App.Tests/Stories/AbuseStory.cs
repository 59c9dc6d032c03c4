using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What somebody with bad intentions leaves in names, links and frames; Chromium is the judge of whether it does anything.</summary>
public sealed class AbuseStory : OwnServer
{
    [Fact]
    public async Task Script_in_every_name_is_shown_as_text_on_every_page_and_never_runs()
    {
        using var api = new HomeApi(Kith.Address);
        await api.SetUpAsync(Kith.LinkToken);
        await api.PatchAsync("", new { name = Script("home") });
        await api.ToAccountAsync(HttpMethod.Patch, "/account", new { name = Script("account") });
        var room = await api.AddRoomAsync(Script("room"));
        await using var device = await LiveDevice.JoinAsync(Kith, api, "dimmer", Script("device"), room, new() { ["light.on"] = Value.Of(true), ["light.brightness"] = Value.Of(40) });
        await api.PostAsync("/people", new { name = Script("person"), role = "adult" });
        await api.PostAsync("/bridges", new { kind = "zigbee2mqtt", name = Script("bridge") });
        await api.ToAccountAsync(HttpMethod.Post, "/tokens", new { name = Script("token"), scopes = (string[])["read"] });
        await GuessAsync(Script("agent"));

        await using var screen = await OpenAsync(Look.Desktop, signedIn: true);
        var alarms = new List<string>();
        screen.Page.Dialog += (_, dialog) =>
        {
            lock (alarms) alarms.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };
        foreach (var (page, names) in ((string, string[])[])
        [
            ("", ["home", "device"]), ("rooms", ["room"]), ($"room/{room}", ["room", "device"]), ($"device/{device.Id}", ["device"]), ("category/lights", ["device"]),
            ("activity", ["device"]), ("energy", []), ("me", ["account"]), ("people", ["person"]), ("devices", ["device"]), ("bridges", ["bridge"]), ("access", ["token", "agent"]),
            ("security", []), ("settings", []), ("pair", []), ("panel", []), ("wall", []),
        ])
        {
            await screen.GoAsync($"#/{page}");
            await screen.Page.Locator("h1").First.WaitForAsync();
            foreach (var name in names) await screen.Page.GetByText(Script(name)).Filter(new() { Visible = true }).First.WaitForAsync();
        }

        Assert.Empty(alarms);
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task The_app_is_never_shown_inside_another_page()
    {
        var page = await Browser.NewPageAsync();

        var said = await page.RunAndWaitForConsoleMessageAsync(
            () => page.SetContentAsync($"<iframe src='{Kith.Address}'></iframe>", new() { WaitUntil = WaitUntilState.Commit }),
            new() { Predicate = message => message.Text.Contains("frame-ancestors", StringComparison.Ordinal) });

        Assert.Equal("error", said.Type);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("#//evil.example/")]
    [InlineData("#/https://evil.example")]
    [InlineData("#/panel/https:%2F%2Fevil.example")]
    [InlineData("#/link/javascript:alert(1)")]
    [InlineData("#/setup/https:%2F%2Fevil.example")]
    [InlineData("#/device/%E0%A4%A")]
    [InlineData("?returnUrl=https://evil.example#/")]
    public async Task No_link_leads_out_of_the_house(string link)
    {
        await using var screen = await OpenAsync(new Look(), signedIn: false);
        var strangers = new List<string>();
        screen.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Kith.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) lock (strangers) strangers.Add(request.Url);
        };

        await screen.GoAsync(link);
        await screen.Page.Locator("h1, h2").First.WaitForAsync();

        Assert.StartsWith(Kith.Address.ToString(), screen.Page.Url, StringComparison.Ordinal);
        Assert.Empty(strangers);
    }

    private static string Script(string what) => $"{what}<img src=x onerror=alert(1)>";

    /// <summary>A wrong password from a program that names itself badly: the owner reads of it.</summary>
    private async Task GuessAsync(string agent)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Kith.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        using var answer = await http.PostAsync("/api/v1/session", System.Net.Http.Json.JsonContent.Create(new { user = HomeApi.User, password = "not the password" }));
        Assert.Equal(401, (int)answer.StatusCode);
    }
}
