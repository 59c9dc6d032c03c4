using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>The list of rules: put in order, copied, saved as files and taken in again; a rule that was stopped says why and runs again.</summary>
public sealed class RuleListStory(Household house) : IClassFixture<Household>
{
    [Fact]
    public async Task Rules_stand_in_the_order_that_each_person_gives_them()
    {
        var ids = new List<string>();
        foreach (var name in (string[])["One", "Two", "Three"]) ids.Add(await AddAsync(Simple(name)));
        await house.Api.InviteAsync(house.Api.Home, "adam", new { name = "Adam", role = "adult" });
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/rules");
        await screen.Button("Put in order").PressAsync("Enter");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Move Three, 3 of 3", Exact = true }).PressAsync("Home");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Move Three, 1 of 3", Exact = true })).ToBeFocusedAsync();
        // It is shown before the server has it.
        await screen.Page.RunAndWaitForResponseAsync(() => screen.Button("One down").PressAsync("Enter"),
            answer => answer.Request is { Method: "PUT", PostData: { } sent } && sent.Contains("""["three","two","one"]""", StringComparison.Ordinal));
        await screen.Button("Done").PressAsync("Enter");
        await Assertions.Expect(Names(screen)).ToHaveTextAsync(["Three", "Two", "One"]);

        await screen.Page.ReloadAsync();
        await Assertions.Expect(Names(screen)).ToHaveTextAsync(["Three", "Two", "One"]);
        await using var other = await Screen.OpenAsync(house.Browser, house.Kith.Address, new Look(), signedIn: true, "adam");
        await other.GoAsync("#/rules");
        await Assertions.Expect(Names(other)).ToHaveTextAsync(["One", "Two", "Three"]);
        Assert.Empty(screen.Complaints);
        foreach (var id in ids) await house.Api.DeleteAsync($"/rules/{id}");
    }

    [Theory]
    [InlineData(390, "zh-CN")]
    [InlineData(1280, "en-GB")]
    public async Task A_rule_is_copied_saved_as_a_file_and_taken_in_again(int width, string locale)
    {
        var id = await AddAsync(Simple("Lights out"));
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync($"#/rules/{id}");
        await screen.Button(words["rules.duplicate"]).ClickAsync();
        await Assertions.Expect(screen.Page.GetByLabel(words["rules.name"], new() { Exact = true })).ToHaveValueAsync(words["rules.copyOf", "Lights out"]);
        await screen.Button(words["do.save"]).ClickAsync();
        await screen.Title(words["rules.copyOf", "Lights out"]).WaitForAsync();

        await screen.GoAsync($"#/rules/{id}");
        var download = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Button(words["rules.export"]).ClickAsync());
        Assert.Equal("Lights out.json", download.SuggestedFilename);
        var text = await File.ReadAllTextAsync((await download.PathAsync())!);
        Assert.True(JsonNode.DeepEquals((await house.Api.GetAsync($"/rules/{id}"))["rule"], JsonNode.Parse(text)));

        await screen.GoAsync("#/rules");
        await screen.Button(words["rules.import"]).ClickAsync();
        var sheet = screen.Page.Locator("k-rule-import");
        var field = sheet.GetByLabel(words["rules.paste"], new() { Exact = true });
        await field.FillAsync("""{"name":"Half"}""");
        await sheet.GetByRole(AriaRole.Button, new() { Name = words["rules.takeIdea"], Exact = true }).ClickAsync();
        await Assertions.Expect(sheet.GetByRole(AriaRole.Alert)).ToHaveTextAsync(words["rules.importWrong"]);
        await screen.KeepAsync($"rule-import-{width}");
        await field.FillAsync(text);
        await sheet.GetByRole(AriaRole.Button, new() { Name = words["rules.takeIdea"], Exact = true }).ClickAsync();
        await Assertions.Expect(screen.Page.GetByLabel(words["rules.name"], new() { Exact = true })).ToHaveValueAsync("Lights out");

        await screen.GoAsync("#/rules");
        await screen.Button(words["rules.import"]).ClickAsync();
        await sheet.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "rule.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(text.Replace("Lights out", "From a file", StringComparison.Ordinal)) });
        await Assertions.Expect(screen.Page.GetByLabel(words["rules.name"], new() { Exact = true })).ToHaveValueAsync("From a file");
        await screen.Button(words["do.save"]).ClickAsync();
        await screen.Title("From a file").WaitForAsync();
        Assert.Empty(screen.Complaints);
        foreach (var rule in (await house.Api.GetAsync("/rules"))["items"]!.AsArray()) await house.Api.DeleteAsync($"/rules/{rule!["id"]}");
    }

    [Theory]
    [InlineData(390, "en-GB")]
    [InlineData(1280, "zh-CN")]
    public async Task A_rule_that_answers_itself_is_stopped_says_so_and_is_let_run_again(int width, string locale)
    {
        var (there, back) = (await AddAsync(Answers("There", "night", "away")), await AddAsync(Answers("Back", "away", "night")));
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/rules");
        await house.Api.PutAsync("/mode", new { mode = "night" });
        var row = screen.Page.Locator("k-rule-list li").Filter(new() { HasText = words["rules.halted"] });
        await Assertions.Expect(row).ToHaveCountAsync(1);
        var name = await row.Locator("b").InnerTextAsync();
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await screen.Title(name).WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-rule [role=alert]")).ToContainTextAsync($"{name} → {(name == "There" ? "Back" : "There")} → {name}");
        await screen.KeepAsync($"rule-halted-{width}");

        // The other one is off: nothing answers it any more.
        await house.Api.PatchAsync($"/rules/{(name == "There" ? back : there)}", new { enabled = false });
        await screen.Button(words["rules.switchOnAgain"]).ClickAsync();
        await Assertions.Expect(screen.Page.Locator("k-rule [role=alert]")).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Switch, new() { Name = words["rules.switch", name], Exact = true })).ToHaveAttributeAsync("aria-checked", "true");
        var kept = await house.Api.GetAsync($"/rules/{(name == "There" ? there : back)}");
        Assert.True(kept["enabled"]!.GetValue<bool>());
        Assert.Null(kept["halted"]);
        Assert.Empty(screen.Complaints);
        foreach (var id in (string[])[there, back]) await house.Api.DeleteAsync($"/rules/{id}");
        await house.Api.PutAsync("/mode", new { mode = "home" });
    }

    private static ILocator Names(Screen screen) => screen.Page.Locator("k-rule-list li > a > b");

    private static string Simple(string name) => $$"""{"name":"{{name}}","when":[{"kind":"time","at":"23:30"}],"then":[{"kind":"mode","to":"night"}]}""";

    private static string Answers(string name, string when, string then) => $$"""{"name":"{{name}}","when":[{"kind":"mode","to":"{{when}}"}],"then":[{"kind":"mode","to":"{{then}}"}]}""";

    private async Task<string> AddAsync(string rule) => (await house.Api.PostAsync("/rules", new { rule = JsonNode.Parse(rule) }))["id"]!.ToString();
}
