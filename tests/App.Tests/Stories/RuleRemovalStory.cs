using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>A device that rules need: what breaks is said before it goes, with a proposal; and where it went without asking, its rules are mended with one tap.</summary>
public sealed class RuleRemovalStory(Household house) : IClassFixture<Household>
{
    [Theory]
    [InlineData(390, "en-GB")]
    [InlineData(1280, "zh-CN")]
    public async Task Rules_are_changed_as_one_likes_before_a_device_goes(int width, string locale)
    {
        var (first, second) = ($"Left lamp {width}", $"Right lamp {width}");
        await using var lamp = await LiveDevice.JoinAsync(house.Kith, house.Api, "bulb", first, house.Living, new() { ["light.on"] = Value.Of(false) });
        await using var other = await LiveDevice.JoinAsync(house.Kith, house.Api, "bulb", second, house.Living, new() { ["light.on"] = Value.Of(false) });
        string Sets(params string[] ids) => $$$"""{"kind":"set","devices":[{{{string.Join(',', ids.Select(id => $"\"{id}\""))}}}],"values":{"light.on":true}}""";
        var replaced = await AddAsync($$"""{"name":"Evening","when":[{"kind":"time","at":"19:00"}],"then":[{{Sets(lamp.Id)}}]}""");
        var shortened = await AddAsync($$"""{"name":"Both","when":[{"kind":"time","at":"20:00"}],"if":[{"kind":"property","property":"{{lamp.Id}}/light.on","is":false}],"then":[{{Sets(lamp.Id, house.Lamp.Id)}}]}""");
        var off = await AddAsync($$"""{"name":"Alone","when":[{"kind":"device","device":"{{lamp.Id}}","goes":"offline"}],"then":[{"kind":"notify","title":"Lamp?"}]}""");
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync($"#/device/{lamp.Id}");
        await screen.Button(words["device.remove"]).ClickAsync();
        var sheet = screen.Page.Locator("k-removal");
        ILocator Rule(string name) => sheet.Locator("article").Filter(new() { Has = screen.Page.GetByText(name, new() { Exact = true }) });
        ILocator Choice(string key, string name) => sheet.GetByRole(AriaRole.Combobox, new() { Name = words[key, name], Exact = true });

        await Assertions.Expect(Choice("removal.then", "Evening")).ToHaveValueAsync("replace");
        await Choice("removal.other", "Evening").SelectOptionAsync(other.Id);
        await Assertions.Expect(Rule("Evening")).ToContainTextAsync(locale == "zh-CN" ? $"打开{second}" : $"turn on {second}");
        await Choice("removal.then", "Both").SelectOptionAsync("without");
        await Choice("removal.then", "Alone").SelectOptionAsync("off");
        await screen.KeepAsync($"removal-{width}");
        await sheet.Locator("#yes").ClickAsync();
        await Assertions.Expect(sheet).ToHaveCountAsync(0);
        await screen.Page.Locator("k-home-header").WaitForAsync();

        var (evening, both, alone) = (await house.Api.GetAsync($"/rules/{replaced}"), await house.Api.GetAsync($"/rules/{shortened}"), await house.Api.GetAsync($"/rules/{off}"));
        Assert.Equal(other.Id, evening["rule"]!["then"]![0]!["devices"]![0]!.ToString());
        Assert.Null(evening["problems"]);
        Assert.Equal(house.Lamp.Id, Assert.Single(both["rule"]!["then"]![0]!["devices"]!.AsArray())!.ToString());
        Assert.Null(both["rule"]!["if"]);
        Assert.False(alone["enabled"]!.GetValue<bool>());
        Assert.Empty(screen.Complaints);
        foreach (var id in (string[])[replaced, shortened, off]) await house.Api.DeleteAsync($"/rules/{id}");
        await house.Api.DeleteAsync($"/devices/{other.Id}");
    }

    [Fact]
    public async Task A_rule_whose_device_is_gone_takes_the_proposed_one_with_one_tap()
    {
        var lamp = await LiveDevice.JoinAsync(house.Kith, house.Api, "bulb", "Old lamp", house.Living, new() { ["light.on"] = Value.Of(false) });
        await using var other = await LiveDevice.JoinAsync(house.Kith, house.Api, "bulb", "New lamp", house.Living, new() { ["light.on"] = Value.Of(false) });
        var rule = $$$"""{"name":"Dusk","when":[{"kind":"sun","event":"sunset"}],"then":[{"kind":"set","devices":["{{{lamp.Id}}}"],"values":{"light.on":true}}]}""";
        var (seen, edited) = (await AddAsync(rule), await AddAsync(rule));
        await lamp.DisposeAsync();
        await house.Api.DeleteAsync($"/devices/{lamp.Id}");
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync($"#/rules/{seen}");
        await screen.Button("Use New lamp").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("k-rule .says")).ToHaveTextAsync("When the sun sets, then turn on New lamp.");

        await screen.GoAsync($"#/rules/{edited}/edit");
        await screen.Button("Use New lamp").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("k-rule-editor p.says")).ToContainTextAsync("turn on New lamp.");
        await screen.Button("Save").ClickAsync();
        await screen.Title("Dusk").WaitForAsync();
        foreach (var id in (string[])[seen, edited])
        {
            Assert.Null((await house.Api.GetAsync($"/rules/{id}"))["problems"]?.AsArray().FirstOrDefault(problem => problem!["isWarning"]?.GetValue<bool>() != true));
            await house.Api.DeleteAsync($"/rules/{id}");
        }
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/devices/{other.Id}");
    }

    [Fact]
    public async Task Rules_that_name_a_person_are_told_before_they_go()
    {
        var otto = (await house.Api.PostAsync("/people", new { name = "Otto", role = "adult" }))["person"]!["id"]!.ToString();
        var id = await AddAsync($$$"""{"name":"Tell Otto","when":[{"kind":"time","at":"19:00"}],"then":[{"kind":"notify","title":"Seven","to":["{{{otto}}}"]}]}""");
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/people");
        await screen.Page.Locator("k-people").GetByRole(AriaRole.Button, new() { NameRegex = new System.Text.RegularExpressions.Regex("Otto") }).First.ClickAsync();
        await screen.Button("Remove from home").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("k-ask")).ToContainTextAsync("These rules name them; look at them afterwards: Tell Otto.");
        await screen.Page.Locator("k-ask #yes").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("k-people").GetByText("Otto", new() { Exact = true })).ToHaveCountAsync(0);
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/rules/{id}");
    }

    private async Task<string> AddAsync(string rule) => (await house.Api.PostAsync("/rules", new { rule = JsonNode.Parse(rule) }))["id"]!.ToString();
}
