using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Making and reading rules: sentences in both languages, what is missing or wrong said beside its card, blocks and text as two views of one document, and who may do what.</summary>
public sealed class RuleEditorStory(Household house) : IClassFixture<Household>
{
    [Fact]
    public async Task Every_kind_of_card_is_said_in_a_plain_sentence_in_both_languages()
    {
        var ids = new List<string>();
        foreach (var (rule, _, _) in Sayings()) ids.Add(await AddAsync(rule));
        foreach (var locale in (string[])["en-GB", "zh-CN"])
        {
            await using var screen = await house.OpenAsync(new Look(1280, 850, Locale: locale));
            await screen.GoAsync("#/rules");
            foreach (var (rule, english, chinese) in Sayings())
                await Assertions.Expect(screen.Page.Locator("k-rule-list li").Filter(new() { Has = screen.Page.GetByText(rule["name"]!.ToString(), new() { Exact = true }) }).Locator("p")).ToHaveTextAsync(locale == "zh-CN" ? chinese : english);
            Assert.Empty(screen.Complaints);
        }
        foreach (var id in ids) await house.Api.DeleteAsync($"/rules/{id}");
    }

    [Theory]
    [InlineData(390, "en-GB")]
    [InlineData(1280, "zh-CN")]
    public async Task What_is_missing_is_said_beside_its_card_and_nothing_typed_is_lost(int width, string locale)
    {
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync($"#/rules/new/{house.Lamp.Id}");
        await Assertions.Expect(screen.Page.Locator("k-rule-editor p.says")).ToContainTextAsync("Desk lamp");
        await screen.Button(words["rules.add.if"]).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(words["rules.kind.if.property"])}") }).ClickAsync();

        await screen.Button(words["do.save"]).ClickAsync();
        await Assertions.Expect(screen.Page.Locator("li[data-path='if.0'] .problem")).ToHaveTextAsync(words["rules.problem.choose.device"]);
        await screen.Page.GetByText(words["rules.problem.choose.name"], new() { Exact = true }).WaitForAsync();
        Assert.Empty((await house.Api.GetAsync("/rules"))["items"]!.AsArray());

        // Leaving asks first; staying keeps everything.
        await screen.Page.GetByLabel(words["rules.name"], new() { Exact = true }).FillAsync("Evening");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = words["do.cancel"], Exact = true }).ClickAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = words["do.cancel"], Exact = true }).ClickAsync();
        await Assertions.Expect(screen.Page.GetByLabel(words["rules.name"], new() { Exact = true })).ToHaveValueAsync("Evening");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = words["do.cancel"], Exact = true }).ClickAsync();
        await screen.Page.Locator("k-ask #yes").ClickAsync();
        await screen.Title(words["rules.title"]).WaitForAsync();
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_rule_is_changed_as_text_and_the_blocks_take_it_over()
    {
        var id = await AddAsync(JsonNode.Parse($$$"""{"name":"As text","when":[{"kind":"time","at":"07:00"}],"then":[{"kind":"set","devices":["{{{house.Lamp.Id}}}"],"values":{"light.on":true}}]}""")!);
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync($"#/rules/{id}/edit");
        await screen.Button("As text").ClickAsync();
        var text = screen.Page.Locator("k-rule-editor textarea.code");
        await text.FillAsync("{ \"name\": \"As text\" ");
        await screen.Page.Locator("k-rule-editor .problem").WaitForAsync();

        await text.FillAsync("""{"name":"As text","when":[{"kind":"time","at":"08:30","days":{"weekdays":["sat","sun"]} }],"then":[{"kind":"repeat","times":2,"do":[{"kind":"set","devices":["no-such-lamp"],"values":{"light.on":true}}]}]}""");
        await Assertions.Expect(screen.Page.Locator("k-rule-editor .problem")).ToContainTextAsync("no-such-lamp");
        await text.FillAsync($$$"""{"name":"As text","when":[{"kind":"time","at":"08:30","days":{"weekdays":["sat","sun"]} }],"then":[{"kind":"repeat","times":2,"do":[{"kind":"set","devices":["{{{house.Lamp.Id}}}"],"values":{"light.on":false}}]}]}""");
        await Assertions.Expect(screen.Page.Locator("k-rule-editor p.says")).ToContainTextAsync("When it is 08:30 on weekends, then 2 times: turn off Desk lamp.");
        await screen.Button("As blocks").ClickAsync();
        await screen.Page.Locator("li[data-path='then.0'] .says").ClickAsync();
        await screen.Page.Locator("li[data-path='then.0.do.0'] .says").WaitForAsync();
        await screen.Button("Save").ClickAsync();
        await screen.Title("As text").WaitForAsync();
        Assert.Equal("08:30", (await house.Api.GetAsync($"/rules/{id}"))["rule"]!["when"]![0]!["at"]!.ToString());
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/rules/{id}");
    }

    [Fact]
    public async Task Cards_are_put_in_order_by_the_keyboard_and_the_past_tries_them()
    {
        var id = await AddAsync(JsonNode.Parse($$"""{"name":"In order","when":[{"kind":"interval","every":"01:00:00"}],"then":[{"kind":"delay","for":"00:00:10"},{"kind":"mode","to":"night"}]}""")!);
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync($"#/rules/{id}/edit");
        await screen.Button("Wait 10 secs down").PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("li[data-path='then.1'] .says")).ToHaveTextAsync("Wait 10 secs");
        await Assertions.Expect(screen.Button("Wait 10 secs up")).ToBeFocusedAsync();
        await screen.Button("Remove: Set the home’s mode to Night").PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator("k-rule-editor p.says")).ToContainTextAsync("then wait 10 secs.");
        await screen.Button("Save").PressAsync("Enter");
        await screen.Title("In order").WaitForAsync();

        await Assertions.Expect(screen.Button("Try it")).ToBeEnabledAsync();
        await screen.Button("Try it").PressAsync("Enter");
        await screen.Page.GetByText(new Regex("^It would have run (\\d+) times\\.$")).WaitForAsync();
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/rules/{id}");
    }

    [Fact]
    public async Task Who_does_not_arrange_the_home_switches_rules_and_a_child_has_none()
    {
        var id = await AddAsync(JsonNode.Parse("""{"name":"Night","when":[{"kind":"time","at":"23:00"}],"then":[{"kind":"mode","to":"night"}]}""")!);
        await house.Api.InviteAsync(house.Api.Home, "adam", new { name = "Adam", role = "adult" });
        await house.Api.InviteAsync(house.Api.Home, "cleo", new { name = "Cleo", role = "child" });
        await using var adult = await Screen.OpenAsync(house.Browser, house.Kith.Address, new Look(), signedIn: true, "adam");
        await adult.GoAsync("#/rules");
        var toggle = adult.Page.GetByRole(AriaRole.Switch, new() { Name = "Rule Night", Exact = true });
        await toggle.ClickAsync();
        await Assertions.Expect(toggle).ToHaveAttributeAsync("aria-checked", "false");
        await Assertions.Expect(adult.Page.GetByRole(AriaRole.Link, new() { Name = "Make a rule" })).ToHaveCountAsync(0);
        await adult.GoAsync($"#/rules/{id}");
        await adult.Title("Night").WaitForAsync();
        await Assertions.Expect(adult.Button("Delete rule")).ToHaveCountAsync(0);

        await using var child = await Screen.OpenAsync(house.Browser, house.Kith.Address, new Look(), signedIn: true, "cleo");
        await child.GoAsync("#/rules");
        await child.Heading("There is no such page").WaitForAsync();
        await house.Api.DeleteAsync($"/rules/{id}");
    }

    [Fact]
    public async Task A_devices_page_names_its_rules_and_so_does_its_removal()
    {
        var id = await AddAsync(JsonNode.Parse($$$"""{"name":"Cool down","when":[{"kind":"property","property":"{{{house.Sensor.Id}}}/temperature-humidity-sensor.temperature","above":25}],"then":[{"kind":"notify","title":"Warm"}]}""")!);
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync($"#/device/{house.Sensor.Id}");
        await screen.Button("Remove device").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("k-removal article")).ToContainTextAsync("Cool down");
        await screen.Page.Keyboard.PressAsync("Escape");
        await screen.Page.Locator("k-device-rules a").First.ClickAsync();
        await screen.Title("Cool down").WaitForAsync();
        await house.Api.DeleteAsync($"/rules/{id}");
    }

    [Theory]
    [InlineData(390, "en-GB", "Lights on at sunset", "Lights")]
    [InlineData(1280, "zh-CN", "日落时开灯", "灯")]
    public async Task A_ready_rule_asks_for_its_devices_and_is_looked_at_before_it_is_kept(int width, string locale, string title, string lights)
    {
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/rules/ideas");
        await screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(title)}") }).ClickAsync();
        await screen.Button(words["rules.takeIdea"]).ClickAsync();
        await screen.Page.GetByText(words["rules.stillChoose", lights], new() { Exact = true }).WaitForAsync();
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Desk lamp", Exact = true }).CheckAsync();
        await screen.Button(words["rules.takeIdea"]).ClickAsync();

        await screen.Title(words["rules.make"]).WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-rule-editor p.says")).ToContainTextAsync("Desk lamp");
        await screen.Button(words["do.save"]).ClickAsync();
        await screen.Title(title).WaitForAsync();
        var id = Assert.Single((await house.Api.GetAsync("/rules"))["items"]!.AsArray())!["id"]!.ToString();
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/rules/{id}");
    }

    private async Task<string> AddAsync(JsonNode rule) => (await house.Api.PostAsync("/rules", new { rule }))["id"]!.ToString();

    private (JsonNode Rule, string English, string Chinese)[] Sayings() =>
    [
        (Rule("Climate", $$$"""{"kind":"property","property":"{{{house.Sensor.Id}}}/temperature-humidity-sensor.temperature","above":26.5,"for":"00:10:00"}""", $$$"""{"kind":"set","devices":["{{{house.Thermostat.Id}}}"],"values":{"thermostat.target-temperature":19}}""",
            """[{"kind":"time","after":"22:00","before":"06:00"},{"kind":"any","of":[{"kind":"mode","is":["home","night"]},{"kind":"person","is":"home"}]}]"""),
            "When Climate’s temperature goes above 26.5 °C for 10 mins, only if it is between 22:00 and 06:00 and (the home’s mode is Home or Night or somebody is at home), then set Thermostat’s target temperature to 19 °C.",
            "当Climate的温度高于26.5 °C并持续10分钟时，如果时间在22:00到06:00之间并且（家的模式是在家或夜间或者有人在家），就把Thermostat的目标温度设为19 °C。"),
        (Rule("Doors", $$$"""{"kind":"property","property":"{{{house.Lock.Id}}}/door.open","becomes":true},{"kind":"device","device":"{{{house.Lock.Id}}}","goes":"offline"}""", $$$"""{"kind":"notify","title":"Look at the door","level":"critical"},{"kind":"stop"}""", "[]"),
            "When Front door opens or Front door goes offline, then tell every adult “Look at the door”, then stop.",
            "当Front door打开或Front door离线时，就告诉每位成人“Look at the door”，然后停止。"),
        (Rule("Switches", $$$"""{"kind":"property","property":"{{{house.Wall.Id}}}/left.on","becomes":true}""", $$$"""{"kind":"choose","if":[{"kind":"property","property":"{{{house.Lamp.Id}}}/light.on","is":true}],"then":[{"kind":"set","devices":["{{{house.Lamp.Id}}}"],"values":{"light.on":false}}],"else":[{"kind":"set","devices":["{{{house.Lamp.Id}}}","{{{house.ColourLamp.Id}}}"],"values":{"light.on":true,"light.brightness":40}}]}""", "[]"),
            "When Wall switch (left) turns on, then if Desk lamp is on: turn off Desk lamp; else turn on Desk lamp and Floor lamp with brightness 40 %.",
            "当Wall switch (左键)打开时，就如果Desk lamp开着，就关闭Desk lamp；否则打开Desk lamp和Floor lamp，亮度为40%。"),
        (Rule("Sun", """{"kind":"sun","event":"sunset","offset":"-00:30:00"},{"kind":"person","does":"firstComes"}""", """{"kind":"delay","for":"00:00:30"},{"kind":"mode","to":"home"}""", """[{"kind":"not","of":[{"kind":"mode","is":["holiday"]}]}]"""),
            "When it is 30 mins before sunset or the first person comes home, only if it is not so that the home’s mode is Holiday, then wait 30 secs, then set the home’s mode to Home.",
            "当日落前30分钟或第一个人回家时，如果并非家的模式是度假，就等待30秒钟，然后把家的模式设为在家。"),
    ];

    private static JsonNode Rule(string name, string when, string then, string only) => JsonNode.Parse($$"""{"name":"{{name}}","when":[{{when}}],"if":{{only}},"then":[{{then}}]}""")!;
}
