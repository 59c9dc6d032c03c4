using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Every page in both languages, both themes and both widths: it fits, is named for screen readers, and complains of nothing.</summary>
public sealed class LookStory(Household house) : IClassFixture<Household>
{
    private static readonly string[] Pages =
    [
        "", "rooms", "room/{room}", "device/{lamp}", "device/{thermostat}", "device/{lock}", "device/{sensor}", "device/{wall}", "device/{curtain}", "category/lights", "category/energy",
        "category/air", "category/water", "arrange", "arrange/{room}", "energy", "scenes", "scene", "scene/{scene}", "device/{scene}",
        "activity", "notices", "notice-settings", "me", "people", "devices", "bridges", "access", "security", "settings", "pair", "panel", "rules", "rules/new", "rules/ideas", "rules/{rule}", "rules/{rule}/edit",
        "alarm",
    ];

    private const int KeyboardSteps = 60;

    public static TheoryData<int, bool, string> Looks() => new() { { 390, false, "en-GB" }, { 390, true, "zh-CN" }, { 1280, true, "en-GB" }, { 1280, false, "zh-CN" } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_fits_and_every_control_has_a_name(int width, bool dark, string locale)
    {
        await using var screen = await house.OpenAsync(new Look(width, 844, dark, locale));
        var script = await File.ReadAllTextAsync(Path.Combine(Built.Repository, "tests", "App.Tests", "Rules", "accessibility.js"));
        var all = new List<string>();
        var (scene, rule) = (await SceneAsync(), await RuleAsync());
        foreach (var page in Pages)
        {
            await screen.GoAsync("#/" + Fill(page, scene, rule));
            await screen.Page.Locator("h1").First.WaitForAsync();
            foreach (var card in page.EndsWith("/edit", StringComparison.Ordinal) ? await OpenAsync(screen) : []) await card.ClickAsync();
            if (page.Contains("{scene}", StringComparison.Ordinal)) await screen.Page.Locator("k-scene-part, k-scene .steps").First.WaitForAsync();
            else if (page.StartsWith("device/", StringComparison.Ordinal)) await screen.Page.Locator("k-history h2").First.WaitForAsync();

            await screen.KeepAsync($"{page.Replace('/', '-').Replace("{", "").Replace("}", "").TrimStart('-')}-{width}-{(dark ? "dark" : "light")}-{locale[..2]}");
            foreach (var finding in (await screen.Page.EvaluateAsync<JsonElement>(script)).EnumerateArray()) all.Add($"#/{page}: {finding.GetString()}");
        }
        Assert.Empty(all);
        Assert.Equal(dark ? "dark" : "light", await screen.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        Assert.Equal(locale == "zh-CN" ? "zh-Hans" : "en", await screen.Page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task Text_twice_as_large_still_fits_a_phone()
    {
        await using var screen = await house.OpenAsync();
        await screen.Page.AddInitScriptAsync("addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; })");
        var wide = new List<string>();
        var (scene, rule) = (await SceneAsync(), await RuleAsync());
        foreach (var page in Pages)
        {
            await screen.GoAsync("#/" + Fill(page, scene, rule));
            await screen.Page.ReloadAsync();
            await screen.Page.Locator("h1").First.WaitForAsync();
            var width = await screen.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth");
            if (width > 390) wide.Add($"#/{page} is {width} px wide");
        }
        Assert.Empty(wide);
    }

    [Fact]
    public async Task Language_and_theme_are_kept_when_chosen()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/settings");
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "中文" }).ClickAsync();
        await screen.Heading("设置").WaitForAsync();
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "深色" }).ClickAsync();

        await screen.Page.ReloadAsync();
        await screen.Heading("设置").WaitForAsync();
        Assert.Equal("dark", await screen.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "English" }).ClickAsync();
        await screen.Heading("Settings").WaitForAsync();
    }

    [Fact]
    public async Task The_whole_home_page_works_from_the_keyboard()
    {
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/");
        await screen.TileSaysAsync("Floor lamp", "O");
        var reached = new List<string>();
        for (var step = 0; step < KeyboardSteps; step++)
        {
            await screen.Page.Keyboard.PressAsync("Tab");
            reached.Add(await screen.Page.EvaluateAsync<string>(
                "() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? ''; }"));
        }
        Assert.Contains("Skip to content", reached);
        Assert.Contains("Floor lamp, details", reached);
        Assert.Contains(reached, name => name.StartsWith("Floor lamp, O", StringComparison.Ordinal));
        Assert.Contains(reached, name => name.Contains("Lights", StringComparison.Ordinal));

        var lamp = screen.Switch("Floor lamp");
        var before = await lamp.GetAttributeAsync("aria-checked");
        await lamp.PressAsync("Enter");
        await Assertions.Expect(lamp).ToHaveAttributeAsync("aria-checked", before == "true" ? "false" : "true");
        await lamp.PressAsync("Space");
        await Assertions.Expect(lamp).ToHaveAttributeAsync("aria-checked", before!);
    }

    /// <summary>The one scene of the house, made when it is asked for first.</summary>
    private async Task<string> SceneAsync()
    {
        var known = (await house.Api.GetAsync("/scenes"))["items"]!.AsArray();
        var scene = known.Count > 0 ? known[0] : await house.Api.PostAsync("/scenes", new { name = "A long evening with friends", room = house.Living, capture = (string[])[house.ColourLamp.Id, house.Curtain.Id, house.Lock.Id] });
        return scene!["id"]!.ToString();
    }

    /// <summary>The one rule of the house, with a card of each of the larger forms.</summary>
    private async Task<string> RuleAsync()
    {
        var known = (await house.Api.GetAsync("/rules"))["items"]!.AsArray();
        if (known.Count > 0) return known[0]!["id"]!.ToString();
        var rule = JsonNode.Parse($$"""
            {"name":"Everything that forms can show","when":[{"kind":"time","at":"07:00","days":{"weekdays":["mon","tue"],"calendar":"de-be","on":"holiday","dates":["12-24","2026-12-31"]} },
              {"kind":"webhook","name":"bell","fields":{"who":"","volume":0} }],
             "if":[{"kind":"property","property":"{{house.Sensor.Id}}/temperature-humidity-sensor.temperature","above":18,"below":24}],
             "then":[{"kind":"set","devices":["{{house.ColourLamp.Id}}"],"values":{"light.on":true,"light.brightness":40} },
              {"kind":"notify","title":"Somebody rings"},{"kind":"webhook","url":"https://example.org/kith","body":{"loud":"=trigger.volume > 50"} }]}
            """);
        return (await house.Api.PostAsync("/rules", new { rule, enabled = false }))["id"]!.ToString();
    }

    /// <summary>The cards of the editor, once they are there.</summary>
    private static async Task<IReadOnlyList<ILocator>> OpenAsync(Screen screen)
    {
        await screen.Page.Locator("k-rule-editor ol > li .says").First.WaitForAsync();
        return await screen.Page.Locator("k-rule-editor ol > li .says").AllAsync();
    }

    private string Fill(string page, string scene, string rule) => page.Replace("{scene}", scene, StringComparison.Ordinal).Replace("{rule}", rule, StringComparison.Ordinal)
        .Replace("{room}", house.Living, StringComparison.Ordinal).Replace("{lamp}", house.ColourLamp.Id, StringComparison.Ordinal)
        .Replace("{thermostat}", house.Thermostat.Id, StringComparison.Ordinal).Replace("{lock}", house.Lock.Id, StringComparison.Ordinal)
        .Replace("{sensor}", house.Sensor.Id, StringComparison.Ordinal).Replace("{wall}", house.Wall.Id, StringComparison.Ordinal).Replace("{curtain}", house.Curtain.Id, StringComparison.Ordinal);
}
