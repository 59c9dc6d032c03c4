using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Home proposes a ready rule that its devices can do: one, to who arranges it, and after an answer there is peace.</summary>
public sealed class ProposalStory(Household house) : IClassFixture<Household>
{
    [Theory]
    [InlineData(390, "en-GB", false)]
    [InlineData(1280, "zh-CN", true)]
    public async Task One_ready_rule_is_proposed_and_a_no_is_remembered(int width, string locale, bool dark)
    {
        var user = $"otto{width}";
        await house.Api.InviteAsync(house.Api.Home, user, new { name = "Otto", role = "admin" });
        var look = new Look(width, 850, dark, locale);
        var words = Words.Of(look);
        var first = Title(await FirstAsync(), locale);
        await using var screen = await Screen.OpenAsync(house.Browser, house.Kith.Address, look, signedIn: true, user);
        await screen.GoAsync("#/");
        var card = screen.Page.Locator("k-proposal section");
        await Assertions.Expect(card.GetByRole(AriaRole.Heading)).ToHaveTextAsync(first);
        await card.ScrollIntoViewIfNeededAsync();
        await screen.KeepAsync($"proposal-{width}");
        await card.GetByRole(AriaRole.Button, new() { Name = words["proposal.no"], Exact = true }).ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);

        await screen.Page.ReloadAsync();
        await screen.Page.Locator("k-home-status section").WaitForAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
        // Others are still asked, and who arranges nothing never is.
        await using var owner = await house.OpenAsync(look);
        await owner.GoAsync("#/");
        await Assertions.Expect(owner.Page.Locator("k-proposal section").GetByRole(AriaRole.Heading)).ToHaveTextAsync(first);
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task What_is_proposed_is_looked_at_and_then_made()
    {
        await house.Api.InviteAsync(house.Api.Home, "ines", new { name = "Ines", role = "admin" });
        var idea = await FirstAsync();
        var title = Title(idea, "en-GB");
        await using var screen = await Screen.OpenAsync(house.Browser, house.Kith.Address, Look.Desktop, signedIn: true, "ines");
        await screen.GoAsync("#/");
        await screen.Page.Locator("k-proposal").GetByRole(AriaRole.Link, new() { Name = "Look at the rule", Exact = true }).ClickAsync();
        var sheet = screen.Page.Locator("k-rule-ideas k-dialog");
        await Assertions.Expect(sheet.GetByRole(AriaRole.Heading)).ToHaveTextAsync(title);
        foreach (var box in await sheet.Locator(".boxes").AllAsync()) await box.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        foreach (var choice in await sheet.Locator("select").AllAsync())
            if ((await choice.InputValueAsync()).Length == 0 && await choice.Locator("option").CountAsync() > 1) await choice.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Look at the rule", Exact = true }).ClickAsync();
        await screen.Title("Make a rule").WaitForAsync();
        await screen.Button("Save").ClickAsync();
        // It locks doors without asking then.
        await screen.Page.Locator("k-ask #yes").ClickAsync();
        await screen.Title(title).WaitForAsync();
        await screen.GoAsync("#/");
        await screen.Page.Locator("k-home-status section").WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-proposal section")).ToHaveCountAsync(0);
        // The browser tells of the answer that asks for a yes.
        Assert.All(screen.Complaints, complaint => Assert.Contains("403", complaint, StringComparison.Ordinal));
        foreach (var rule in (await house.Api.GetAsync("/rules"))["items"]!.AsArray()) await house.Api.DeleteAsync($"/rules/{rule!["id"]}");
    }

    /// <summary>The first that fits and needs a device.</summary>
    private async Task<JsonNode> FirstAsync() =>
        (await house.Api.GetAsync("/rule-templates?limit=200"))["items"]!.AsArray().First(idea => idea!["fits"]!.GetValue<bool>() && idea["inputs"]!.AsArray().Any(input => input!["candidates"] is not null))!;

    private static string Title(JsonNode idea, string locale) => idea["title"]![locale[..2]]!.ToString();
}
