using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>The home guards itself: set up in the app, armed, raised by a real door, turned off.</summary>
public sealed class AlarmStory(Household house) : IClassFixture<Household>
{
    [Theory]
    [InlineData(390, 844, "zh-CN", true)]
    [InlineData(1280, 850, "en-GB", false)]
    public async Task A_door_opened_while_all_are_out_sounds_the_siren_unless_somebody_turns_it_off(int width, int height, string locale, bool dark)
    {
        var look = new Look(width, height, dark, locale);
        var words = Words.Of(look);
        var (away, off) = locale == "zh-CN" ? ("离家布防", "撤防") : ("Away", "Off");
        await using var door = await LiveDevice.JoinAsync(house.Kith, house.Api, "magnet-sensor", $"Terrace door {locale}", house.Living, new() { ["magnet-sensor.open"] = Value.Of(false) });
        await using var siren = await LiveDevice.JoinAsync(house.Kith, house.Api, "siren", $"Siren {locale}", house.Living, new() { ["siren.on"] = Value.Of(false) });
        await door.KnownAsync(house.Api, "magnet-sensor.open");
        await siren.KnownAsync(house.Api, "siren.on");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var screen = await house.OpenAsync(look);
        var page = screen.Page;
        await screen.GoAsync("#/me");
        await page.GetByRole(AriaRole.Link, new() { Name = words["alarm.setUp"] }).ClickAsync();
        await screen.Title(words["alarm.setUp"]).WaitForAsync();
        ILocator Box(string name) => page.Locator("k-alarm-setup").GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex($"^{Regex.Escape(name)}") });
        await Box($"Terrace door {locale}").CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = words["alarm.entry"], Exact = true })).ToBeCheckedAsync();
        // A siren that tells when it is tampered with stands among the sensors too, with its room.
        await page.GetByRole(AriaRole.Checkbox, new() { Name = $"Siren {locale}", Exact = true }).CheckAsync();
        for (var time = 0; time < 5; time++) await screen.Button(words["step.less", words["alarm.exitDelay"]]).ClickAsync();
        for (var time = 0; time < 2; time++) await screen.Button(words["step.less", words["alarm.entryDelay"]]).ClickAsync();
        await screen.KeepAsync($"alarm-setup-{locale}", whole: true);
        await screen.Button(words["do.save"]).ClickAsync();
        await screen.Title(words["alarm.name"]).WaitForAsync();
        var now = page.Locator("k-alarm-now");
        await Assertions.Expect(now).ToContainTextAsync(words["alarm.allClosed"]);

        // The countdowns last ten seconds: they are looked for from before they begin.
        var leaving = Assertions.Expect(now.GetByRole(AriaRole.Timer)).ToContainTextAsync(words["alarm.exitNow"]);
        await HoldAsync(screen, away);
        await leaving;
        await screen.KeepAsync($"alarm-leaving-{locale}");
        await Assertions.Expect(now).ToContainTextAsync(words["alarm.allClosed"]);

        var entering = Assertions.Expect(now.GetByRole(AriaRole.Timer)).ToContainTextAsync(words["alarm.entryNow"]);
        door.Report("magnet-sensor.open", Value.Of(true));
        await entering;
        await screen.KeepAsync($"alarm-entry-{locale}");
        Assert.True((await siren.ObeyedAsync("siren.on", patience.Token)).AsBool());
        await Assertions.Expect(now.Locator(".fired")).ToContainTextAsync($"Terrace door {locale}");
        await screen.KeepAsync($"alarm-raised-{locale}");
        var told = (await house.Api.GetAsync("/notices"))["items"]!.AsArray().First(notice => notice!["kind"]!.ToString() == "alarm")!;
        Assert.Equal(("critical", $"Alarm! Terrace door {locale}: Open"), (told["level"]!.ToString(), told["title"]!["en"]!.ToString()));

        await HoldAsync(screen, off);
        Assert.False((await siren.ObeyedAsync("siren.on", patience.Token)).AsBool());
        await Assertions.Expect(now.Locator(".fired")).ToHaveCountAsync(0);
        var id = (await house.Api.GetAsync("/alarms"))["items"]!.AsArray().Single()!["id"]!.ToString();
        await screen.GoAsync("#/activity");
        await page.Locator("k-activity-entry").Filter(new() { HasText = $"{words["said.alarmBy"]} Terrace door {locale}" }).WaitForAsync();
        Assert.Empty(screen.Complaints);
        foreach (var device in (string[])[id, door.Id, siren.Id]) await house.Api.DeleteAsync($"/devices/{device}");
    }

    /// <summary>Another mode is chosen and then held, until the server has it.</summary>
    private static async Task HoldAsync(Screen screen, string mode)
    {
        var hands = new Hands(Hand.Mouse, screen);
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = mode, Exact = true }).ClickAsync();
        var draft = screen.Page.Locator("k-arming .draft");
        await hands.HoldAsync(draft.Locator("k-hold").GetByRole(AriaRole.Button));
        await draft.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await hands.LetGoAsync();
    }
}
