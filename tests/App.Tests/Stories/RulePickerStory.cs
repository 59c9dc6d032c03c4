using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What a rule says of days, people and programs is chosen in forms; nobody writes JSON for it.</summary>
public sealed class RulePickerStory(Household house) : IClassFixture<Household>
{
    [Theory]
    [InlineData(390, "en-GB", "public holidays", "Germany, Berlin", "When it is 09:00 on weekends, only 24 December every year or 31 December 2026, only public holidays (Germany, Berlin), then set the home’s mode to Night.")]
    [InlineData(1280, "zh-CN", "法定节假日", "德国柏林", "当周末且为每年12月24日或2026年12月31日且为法定假日（德国柏林）到09:00时，就把家的模式设为夜间。")]
    public async Task Days_are_chosen_from_a_calendar_and_by_date(int width, string locale, string kind, string calendar, string sentence)
    {
        var id = await AddAsync("""{"name":"Days","when":[{"kind":"time","at":"09:00","days":{"weekdays":["sat","sun"]}}],"then":[{"kind":"mode","to":"night"}]}""");
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await using var screen = await OpenAsync(look, id, "when.0");
        var days = screen.Page.Locator("k-days-field");
        await days.Locator("summary").ClickAsync();
        await days.GetByRole(AriaRole.Combobox, new() { Name = words["days.kind"], Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = kind });
        await days.GetByRole(AriaRole.Combobox, new() { Name = words["days.calendar"], Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = calendar });
        var date = days.GetByLabel(words["days.date"], new() { Exact = true });
        await date.FillAsync("2026-12-31");
        await days.GetByRole(AriaRole.Button, new() { Name = words["days.add"], Exact = true }).ClickAsync();
        await days.GetByLabel(words["days.yearly"], new() { Exact = true }).CheckAsync();
        foreach (var day in (string[])["2026-12-24", "2026-12-25"])
        {
            await date.FillAsync(day);
            await days.GetByRole(AriaRole.Button, new() { Name = words["days.add"], Exact = true }).ClickAsync();
        }
        await days.Locator("li").Filter(new() { HasText = "25" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(screen.Page.Locator("k-rule-editor p.says")).ToContainTextAsync(sentence);
        await screen.KeepAsync($"rule-days-{width}", whole: true);
        await SaveAsync(screen, words, "Days");

        var kept = (await house.Api.GetAsync($"/rules/{id}"))["rule"]!["when"]![0]!["days"]!;
        Assert.Equal("""{"weekdays":["sat","sun"],"dates":["12-24","2026-12-31"],"calendar":"de-be","on":"holiday"}""", kept.ToJsonString());
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/rules/{id}");
    }

    [Theory]
    [InlineData(390, "zh-CN", "当有程序调用钩子bell时，就告诉儿童、Anna Berg和Otto“Ding”，然后调用example.org。")]
    [InlineData(1280, "en-GB", "When a program calls the hook bell, then tell the children, Anna Berg and Otto “Ding”, then call example.org.")]
    public async Task People_are_chips_and_programs_have_fields(int width, string locale, string sentence)
    {
        var otto = (await house.Api.PostAsync("/people", new { name = "Otto", role = "adult" }))["person"]!["id"]!.ToString();
        var id = await AddAsync("""{"name":"Bell","when":[{"kind":"webhook","name":"bell"}],"then":[{"kind":"notify","title":"Ding"},{"kind":"webhook","url":"https://example.org/kith"}]}""");
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await using var screen = await OpenAsync(look, id, "when.0", "then.0", "then.1");
        ILocator Card(string path) => screen.Page.Locator($"li[data-path='{path}']");
        ILocator Chip(string name) => Card("then.0").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

        await Card("when.0").GetByRole(AriaRole.Button, new() { Name = words["values.addField"], Exact = true }).ClickAsync();
        await WriteAsync(Card("when.0"), words["rules.field.name"], "volume");
        await Card("when.0").GetByRole(AriaRole.Combobox, new() { Name = words["values.kind"], Exact = true }).SelectOptionAsync("number");
        await Assertions.Expect(Card("when.0")).ToContainTextAsync("trigger.volume");
        await Assertions.Expect(Chip(words["rules.told.adult"])).ToHaveAttributeAsync("aria-pressed", "true");
        await Chip("Anna Berg").ClickAsync();
        await Chip("Otto").ClickAsync();
        await Chip(words["rules.told.child"]).ClickAsync();
        await Assertions.Expect(Chip(words["rules.told.adult"])).ToHaveAttributeAsync("aria-pressed", "false");
        await Card("then.1").GetByRole(AriaRole.Button, new() { Name = words["rules.addValue"], Exact = true }).ClickAsync();
        await WriteAsync(Card("then.1"), words["rules.field.name"], "loud");
        await WriteAsync(Card("then.1"), words["rules.field.value"], "=trigger.volume > 50");
        var method = Card("then.1").GetByRole(AriaRole.Combobox, new() { Name = words["values.method"], Exact = true });
        await Assertions.Expect(method).ToHaveValueAsync("post");
        await method.SelectOptionAsync("put");
        await Assertions.Expect(screen.Page.Locator("k-rule-editor p.says")).ToHaveTextAsync(sentence);
        await screen.KeepAsync($"rule-programs-{width}", whole: true);
        await SaveAsync(screen, words, "Bell");

        var kept = (await house.Api.GetAsync($"/rules/{id}"))["rule"]!;
        Assert.Equal("""{"volume":0}""", kept["when"]![0]!["fields"]!.ToJsonString());
        Assert.Contains(otto, kept["then"]![0]!["to"]!.AsArray().Select(person => person!.ToString()));
        Assert.Equal(3, kept["then"]![0]!["to"]!.AsArray().Count);
        Assert.Equal("child", kept["then"]![0]!["to"]![0]!.ToString());
        Assert.Equal("put", kept["then"]![1]!["method"]!.ToString());
        Assert.Equal("=trigger.volume > 50", kept["then"]![1]!["body"]!["loud"]!.ToString());
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/rules/{id}");
        await house.Api.DeleteAsync($"/people/{otto}");
    }

    private async Task<string> AddAsync(string rule) => (await house.Api.PostAsync("/rules", new { rule = JsonNode.Parse(rule) }))["id"]!.ToString();

    private async Task<Screen> OpenAsync(Look look, string id, params string[] cards)
    {
        var screen = await house.OpenAsync(look);
        await screen.GoAsync($"#/rules/{id}/edit");
        foreach (var card in cards) await screen.Page.Locator($"li[data-path='{card}'] .says").ClickAsync();
        return screen;
    }

    /// <summary>A field counts when it is left.</summary>
    private static async Task WriteAsync(ILocator card, string field, string text)
    {
        var its = card.GetByLabel(field, new() { Exact = true });
        await its.FillAsync(text);
        await its.BlurAsync();
    }

    private static async Task SaveAsync(Screen screen, Words words, string name)
    {
        await screen.Button(words["do.save"]).ClickAsync();
        await screen.Title(name).WaitForAsync();
    }
}
