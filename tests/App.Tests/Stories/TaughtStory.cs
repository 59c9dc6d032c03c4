using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Somebody teaches their home words of their own, by hand and by a correction.</summary>
public sealed class TaughtStory(Household house) : IClassFixture<Household>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("en-GB", "cinema hour", "turn off the desk lamp", "spin the flux capacitor", "zap the gizmo", "turn on the desk lamp")]
    [InlineData("zh-CN", "放映时间到", "把Desk lamp关掉", "喷火", "摆弄一下那玩意儿", "把Desk lamp打开")]
    public async Task A_phrase_is_tried_kept_said_learned_and_forgotten(string locale, string phrase, string deed, string nonsense, string missed, string right)
    {
        var look = new Look(Locale: locale, Dark: locale == "zh-CN");
        var words = Words.Of(look);
        house.Lamp.Report("light.on", Value.Of(true));
        await house.Lamp.KnownAsync(house.Api, "light.on");
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/skills");
        await screen.Title(words["taught.title"]).WaitForAsync();
        await screen.Button(words["taught.add"]).ClickAsync();
        var form = screen.Page.Locator("k-phrase");
        await form.GetByLabel(words["taught.says"]).FillAsync(phrase);
        await form.GetByLabel(words["taught.does"]).FillAsync($"{deed}\n{nonsense}");
        await form.GetByRole(AriaRole.Button, new() { Name = words["taught.try"], Exact = true }).ClickAsync();
        await Assertions.Expect(form.Locator(".looked li.no")).ToContainTextAsync(nonsense);
        await screen.KeepAsync($"taught-form-{locale}");
        await form.GetByLabel(words["taught.does"]).FillAsync(deed);
        await form.GetByRole(AriaRole.Button, new() { Name = words["do.save"], Exact = true }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Page.Locator("k-taught").GetByRole(AriaRole.List)).ToContainTextAsync(phrase);
        await screen.KeepAsync($"taught-{locale}");

        await screen.Button(words["assistant.open"]).ClickAsync();
        var talk = screen.Page.Locator("k-assistant");
        await SayAsync(screen, words, phrase);
        Assert.Equal(Value.Of(false), await ObeyedAsync());
        await SayAsync(screen, words, missed);
        await Assertions.Expect(talk.Locator(".theirs.no")).ToHaveCountAsync(1);
        await SayAsync(screen, words, right);
        Assert.Equal(Value.Of(true), await ObeyedAsync());
        var remember = talk.GetByRole(AriaRole.Button, new() { Name = words["taught.remember", missed], Exact = true });
        await remember.WaitForAsync();
        await screen.KeepAsync($"taught-learn-{locale}");
        await remember.ClickAsync();
        await Assertions.Expect(remember).ToHaveCountAsync(0);
        house.Lamp.Report("light.on", Value.Of(false));
        await SayAsync(screen, words, missed);
        Assert.Equal(Value.Of(true), await ObeyedAsync());
        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(talk).ToHaveCountAsync(0);

        await screen.Button($"{words["taught.forget"]}: {phrase}").ClickAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = words["taught.forget"], Exact = true }).ClickAsync();
        await Assertions.Expect(screen.Button($"{words["taught.forget"]}: {phrase}")).ToHaveCountAsync(0);
        Assert.Empty(screen.Complaints);
    }

    private static async Task SayAsync(Screen screen, Words words, string text)
    {
        await screen.Page.GetByRole(AriaRole.Textbox, new() { Name = words["assistant.field"] }).FillAsync(text);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = words["assistant.send"], Exact = true }).ClickAsync();
    }

    /// <summary>What the lamp was told next.</summary>
    private async Task<Value> ObeyedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await house.Lamp.ObeyedAsync("light.on", patience.Token);
    }
}
