using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Somebody types to their home in either language, and real devices do it.</summary>
public sealed class AssistantStory(Household house) : IClassFixture<Household>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("en-GB", "turn on the desk lamp", true, "Desk lamp on.")]
    [InlineData("zh-CN", "把Desk lamp关掉", false, "Desk lamp已关闭。")]
    public async Task A_lamp_does_what_is_typed_and_is_taken_back(string locale, string text, bool on, string answer)
    {
        var look = new Look(Locale: locale, Dark: !on);
        var words = Words.Of(look);
        house.Lamp.Report("light.on", Value.Of(!on));
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/");
        await screen.TileSaysAsync("Desk lamp", on ? "Off" : "开");
        await screen.Button(words["assistant.open"]).ClickAsync();
        var talk = screen.Page.Locator("k-assistant");
        await talk.GetByText(words["assistant.try"]).WaitForAsync();
        await screen.KeepAsync($"assistant-new-{locale}");

        await SayAsync(screen, words, text);
        Assert.Equal(Value.Of(on), await ObeyedAsync(house.Lamp, "light.on"));
        await Assertions.Expect(talk.GetByRole(AriaRole.Log)).ToContainTextAsync(answer);
        await screen.KeepAsync($"assistant-done-{locale}");
        await talk.GetByRole(AriaRole.Button, new() { Name = words["assistant.undo"], Exact = true }).ClickAsync();
        Assert.Equal(Value.Of(!on), await ObeyedAsync(house.Lamp, "light.on"));
        await Assertions.Expect(talk.GetByRole(AriaRole.Button, new() { Name = words["assistant.undo"], Exact = true })).ToHaveCountAsync(0);

        await talk.GetByText(words["assistant.why"], new() { Exact = true }).First.ClickAsync();
        await Assertions.Expect(talk.Locator("details").First).ToContainTextAsync("name desk lamp");
        await screen.KeepAsync($"assistant-why-{locale}");
        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(talk).ToHaveCountAsync(0);
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task Which_one_is_chosen_by_a_tap()
    {
        house.Lamp.Report("light.on", Value.Of(false));
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/");
        await screen.TileSaysAsync("Desk lamp", "Off");
        await screen.Page.Keyboard.PressAsync("/");
        await SayAsync(screen, Words.English, "turn on the lamp");
        var choice = screen.Page.Locator("k-assistant").GetByRole(AriaRole.Group, new() { Name = Words.English["assistant.asked"] });
        await choice.GetByRole(AriaRole.Button, new() { Name = "Floor lamp", Exact = true }).WaitForAsync();
        await screen.KeepAsync("assistant-ask-desktop");

        await choice.GetByRole(AriaRole.Button, new() { Name = "Desk lamp", Exact = true }).ClickAsync();

        Assert.Equal(Value.Of(true), await ObeyedAsync(house.Lamp, "light.on"));
        await Assertions.Expect(screen.Page.Locator("k-assistant").GetByRole(AriaRole.Log)).ToContainTextAsync("Desk lamp on.");
    }

    [Fact]
    public async Task A_door_is_unlocked_after_a_yes_with_the_PIN_and_stays_locked_after_a_no()
    {
        await house.Api.ToAccountAsync(HttpMethod.Put, "/account/pin", new { password = HomeApi.Password, pin = "2580", always = true });
        house.Lock.Report("lock.locked", Value.Of(true));
        await house.Lock.KnownAsync(house.Api, "lock.locked");
        await using var screen = await house.OpenAsync(new Look());
        await screen.GoAsync("#/");
        await screen.Button(Words.English["assistant.open"]).WaitForAsync();
        await screen.Page.Keyboard.PressAsync("Control+Space");
        var talk = screen.Page.Locator("k-assistant");
        await SayAsync(screen, Words.English, "unlock the front door");
        await talk.GetByRole(AriaRole.Button, new() { Name = "No", Exact = true }).ClickAsync();
        await Assertions.Expect(talk.GetByRole(AriaRole.Log)).ToContainTextAsync("All right");
        Assert.Equal("true", (await house.Lock.InHomeAsync(house.Api, "lock.locked"))!.ToString());

        await SayAsync(screen, Words.English, "unlock the front door");
        await screen.KeepAsync("assistant-confirm");
        await talk.GetByRole(AriaRole.Button, new() { Name = "Yes, do it", Exact = true }).ClickAsync();
        var pad = screen.Page.Locator("k-pin-pad");
        await EnterAsync(pad, "1357");
        await pad.GetByText("The PIN is wrong").WaitForAsync();
        await EnterAsync(pad, "2580");
        Assert.Equal(Value.Of(false), await ObeyedAsync(house.Lock, "lock.locked"));
        await Assertions.Expect(talk.GetByRole(AriaRole.Log)).ToContainTextAsync("Front door unlocked.");
    }

    private static async Task SayAsync(Screen screen, Words words, string text)
    {
        await screen.Page.GetByRole(AriaRole.Textbox, new() { Name = words["assistant.field"] }).FillAsync(text);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = words["assistant.send"], Exact = true }).ClickAsync();
    }

    private static async Task EnterAsync(ILocator pad, string pin)
    {
        foreach (var digit in pin) await pad.GetByRole(AriaRole.Button, new() { Name = $"{digit}", Exact = true }).ClickAsync();
        await pad.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
    }

    /// <summary>What the device was told next.</summary>
    private static async Task<Value> ObeyedAsync(LiveDevice device, string address)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await device.ObeyedAsync(address, patience.Token);
    }
}
