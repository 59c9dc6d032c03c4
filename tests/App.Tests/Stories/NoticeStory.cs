using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What people are told: the bell and its list, how each wants to be told, and what a phone shows while the app is closed.</summary>
public sealed class NoticeStory(Household house) : IClassFixture<Household>
{
    public static TheoryData<int, string> Looks => new() { { 390, "en-GB" }, { 1280, "zh-CN" } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_leak_rings_the_bell_until_one_has_looked_at_it(int width, string locale)
    {
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await house.Api.PostAsync("/notices/read", new { });
        var name = $"Sink {locale}";
        await using var sensor = await LiveDevice.JoinAsync(house.Kith, house.Api, "leak-sensor", name, house.Living, new() { ["submersion-sensor.leak"] = Value.Of(false), ["battery.battery-level"] = Value.Of(90) });
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/");
        var bell = screen.Page.Locator("k-bell").GetByRole(AriaRole.Link);
        await Assertions.Expect(bell).ToHaveAttributeAsync("aria-label", words["notices.title"]);

        sensor.Report("submersion-sensor.leak", Value.Of(true));
        await Assertions.Expect(bell).ToHaveAttributeAsync("aria-label", new Regex($"^{words["notices.title"]}, "));
        await bell.ClickAsync();
        await screen.Title(words["notices.title"]).WaitForAsync();
        var line = screen.Page.Locator("k-notices .list").GetByRole(AriaRole.Link).Filter(new() { HasText = name });
        await Assertions.Expect(line).ToContainTextAsync(locale == "zh-CN" ? $"{name}：有水" : $"{name}: Water");
        await screen.KeepAsync($"notices-{width}");
        await line.ClickAsync();
        await screen.Title(name).WaitForAsync();

        await screen.GoAsync("#/");
        await Assertions.Expect(bell).ToHaveAttributeAsync("aria-label", words["notices.title"]);
        await house.Api.DeleteAsync($"/devices/{sensor.Id}");
        Assert.Empty(screen.Complaints);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Everybody_chooses_how_they_hear_of_what(int width, string locale)
    {
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await house.Api.PutAsync("/notice-settings", new { });
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/notice-settings");
        ILocator Box(string kind, string way) => screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = words["notices.box", words[$"notices.kind.{kind}"], words[$"notices.by.{way}"]], Exact = true });

        await Assertions.Expect(Box("danger", "push")).ToBeDisabledAsync();
        await Assertions.Expect(Box("danger", "push")).ToBeCheckedAsync();
        await Box("people", "app").CheckAsync();
        await screen.Page.GetByRole(AriaRole.Switch, new() { Name = words["quiet.title"], Exact = true }).ClickAsync();
        await screen.Page.RunAndWaitForResponseAsync(
            () => screen.Page.GetByLabel(words["quiet.from"], new() { Exact = true }).FillAsync("23:15"),
            answer => answer.Request is { Method: "PUT", PostData: { } sent } && sent.Contains("23:15", StringComparison.Ordinal));
        await screen.KeepAsync($"notice-settings-{width}", whole: true);

        await screen.GoAsync("#/notices");
        await screen.GoAsync("#/notice-settings");
        await Assertions.Expect(Box("people", "app")).ToBeCheckedAsync();
        await Assertions.Expect(screen.Page.GetByLabel(words["quiet.from"], new() { Exact = true })).ToHaveValueAsync("23:15");
        await Assertions.Expect(screen.Page.GetByLabel(words["quiet.until"], new() { Exact = true })).ToHaveValueAsync("07:00");
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_test_notice_comes_and_all_are_read_with_one_tap()
    {
        await house.Api.PostAsync("/notices/read", new { });
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/notice-settings");
        await screen.Button("Send me one").ClickAsync();
        await screen.Page.GetByText("A notice is on its way to you").WaitForAsync();

        await screen.GoAsync("#/notices");
        await screen.Page.Locator("k-notices .new").First.WaitForAsync();
        await screen.Button("Mark all as read").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("k-notices .new")).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Button("Mark all as read")).ToHaveCountAsync(0);
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_webhook_shows_its_secret_once_and_is_taken_off_again()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/notice-settings");
        var card = screen.Page.Locator("k-webhook");
        await card.GetByLabel("Address of the webhook").FillAsync("https://hooks.example.org/kith");
        await card.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(card.Locator("k-secret")).ToContainTextAsync("whsec_");

        await screen.GoAsync("#/notices");
        await screen.GoAsync("#/notice-settings");
        await Assertions.Expect(card.Locator("code")).ToHaveTextAsync("https://hooks.example.org/kith");
        await card.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(card.Locator("code")).ToHaveCountAsync(0);
        Assert.Empty(screen.Complaints);
    }

    /// <summary>The browser itself hands the worker what a push service would have brought.</summary>
    [Fact]
    public async Task A_phone_shows_a_notice_that_a_push_service_brought_and_a_repeat_takes_its_place()
    {
        await using var screen = await house.OpenAsync(new Look(KeepsFiles: true));
        await screen.Page.Context.GrantPermissionsAsync(["notifications"]);
        var browser = await screen.Page.Context.NewCDPSessionAsync(screen.Page);
        var registered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        browser.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, told) =>
        {
            foreach (var one in told!.Value.GetProperty("registrations").EnumerateArray()) registered.TrySetResult(one.GetProperty("registrationId").GetString()!);
        };
        await browser.SendAsync("ServiceWorker.enable");
        await screen.GoAsync("#/");
        await screen.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        var id = await registered.Task.WaitAsync(TimeSpan.FromSeconds(60));

        foreach (var text in (string[])["first", "again"])
            await browser.SendAsync("ServiceWorker.deliverPushMessage", new()
            {
                ["origin"] = screen.Address.GetLeftPart(UriPartial.Authority), ["registrationId"] = id,
                ["data"] = JsonSerializer.Serialize(new { id = "notice-1", home = house.Api.Home, kind = "danger", level = "critical", title = "Sink: Water", text, at = "2026-11-21T12:00:00Z", unread = 1 }),
            });

        await screen.Page.WaitForFunctionAsync("""
            async () => {
              const shown = await (await navigator.serviceWorker.ready).getNotifications();
              return shown.length === 1 && shown[0].title === 'Sink: Water' && shown[0].body === 'again' && shown[0].data.id === 'notice-1';
            }
            """);
        Assert.Empty(screen.Complaints);
    }

    /// <summary>The address that the worker opens when a message is tapped: sw.js, notificationclick.</summary>
    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_tapped_message_opens_what_it_is_about_and_is_read(int width, string locale)
    {
        var name = $"Boiler {locale}";
        await house.Api.PostAsync("/notices/read", new { });
        await using var sensor = await LiveDevice.JoinAsync(house.Kith, house.Api, "leak-sensor", name, house.Living, new() { ["submersion-sensor.leak"] = Value.Of(false), ["battery.battery-level"] = Value.Of(90) });
        await using var screen = await house.OpenAsync(new Look(width, 850, Locale: locale));
        await screen.GoAsync("#/");
        var bell = screen.Page.Locator("k-bell").GetByRole(AriaRole.Link);
        var words = Words.Of(new Look(Locale: locale));
        sensor.Report("submersion-sensor.leak", Value.Of(true));
        await Assertions.Expect(bell).ToHaveAttributeAsync("aria-label", new Regex($"^{words["notices.title"]}, "));
        var told = (await house.Api.GetAsync("/notices"))["items"]![0]!;

        await screen.GoAsync($"#/notices/{house.Api.Home}/{told["id"]}");
        await screen.Title(name).WaitForAsync();
        await screen.Page.GoBackAsync();
        await screen.Title(words["notices.title"]).WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-notices .list").GetByRole(AriaRole.Link).Filter(new() { HasText = name })).Not.ToHaveClassAsync(new Regex("\\bnew\\b"));
        // The page knows it before the server does.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await house.Api.GetAsync("/notices"))["items"]!.AsArray().Single(notice => notice!["id"]!.ToString() == told["id"]!.ToString())!["read"]!.GetValue<bool>()) patience.Token.ThrowIfCancellationRequested();
        await house.Api.DeleteAsync($"/devices/{sensor.Id}");
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_notice_that_a_rule_sent_opens_the_rule()
    {
        var rule = System.Text.Json.Nodes.JsonNode.Parse("""{"name":"Tell me","when":[],"then":[{"kind":"notify","title":"The rule says so"}]}""");
        var id = (await house.Api.PostAsync("/rules", new { rule }))["id"]!.ToString();
        await house.Api.PostAsync($"/rules/{id}/run", new { });
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/notices");
        await screen.Page.Locator("k-notices .list").GetByRole(AriaRole.Link).Filter(new() { HasText = "The rule says so" }).ClickAsync();
        await screen.Title("Tell me").WaitForAsync();
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/rules/{id}");
    }
}
