using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>A rule from its first card to its last trace: made, set off by a real sensor, read, switched off, deleted and brought back.</summary>
public sealed class RulesStory(Household house) : IClassFixture<Household>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1280, "en-GB", Hand.Keyboard, "Stair light", "When Stair motion senses motion, then turn on Stair lamp, then wait 2 mins, then turn off Stair lamp.", "Turn on Stair lamp")]
    [InlineData(1280, "zh-CN", Hand.Keyboard, "楼梯灯", "当Stair motion感应到有人移动时，就打开Stair lamp，然后等待2分钟，然后关闭Stair lamp。", "打开Stair lamp")]
    [InlineData(390, "zh-CN", Hand.Touch, "楼道灯", "当Stair motion感应到有人移动时，就打开Stair lamp，然后等待2分钟，然后关闭Stair lamp。", "打开Stair lamp")]
    public async Task Motion_turns_a_lamp_on_for_two_minutes_and_the_rule_tells_so(int width, string locale, Hand hand, string name, string sentence, string step)
    {
        await using var motion = await LiveDevice.JoinAsync(house.Kith, house.Api, "motion-sensor", "Stair motion", house.Living, new() { ["motion-sensor.motion"] = Value.Of(false) });
        await using var lamp = await LiveDevice.JoinAsync(house.Kith, house.Api, "bulb", "Stair lamp", house.Living, new() { ["light.on"] = Value.Of(false) });
        await motion.KnownAsync(house.Api, "motion-sensor.motion");
        await lamp.KnownAsync(house.Api, "light.on");
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await using var screen = await house.OpenAsync(look);
        var hands = new Hands(hand, screen);
        await screen.GoAsync("#/rules");

        await hands.PressAsync(screen.Page.GetByRole(AriaRole.Link, new() { Name = words["rules.make"], Exact = true }));
        await screen.Title(words["rules.make"]).WaitForAsync();
        await TypeAsync(screen, screen.Page.GetByLabel(words["rules.name"], new() { Exact = true }), name);
        await AddAsync(hands, words, "when", "property");
        await ChooseAsync(hands, $"{words["rules.field.device"]}: {words["rules.choose.device"]}", "Stair motion");
        await AddAsync(hands, words, "then", "set");
        await ChooseAsync(hands, $"{words["rules.field.devices"]}: {words["rules.choose.devices"]}", "Stair lamp");
        await hands.PressAsync(screen.Button(words["rules.take"]));
        await AddAsync(hands, words, "then", "delay");
        await AddAsync(hands, words, "then", "set");
        await ChooseAsync(hands, $"{words["rules.field.devices"]}: {words["rules.choose.devices"]}", "Stair lamp");
        await hands.PressAsync(screen.Button(words["rules.take"]));
        await hands.ChooseAsync(screen.Page.Locator("li[data-path='then.2']").GetByRole(AriaRole.Radiogroup));
        await Assertions.Expect(screen.Page.Locator("k-rule-editor p.says")).ToHaveTextAsync(sentence);
        await screen.KeepAsync($"rule-editor-{width}-{locale[..2]}", whole: true);
        await hands.PressAsync(screen.Button(words["do.save"]));
        await screen.Title(name).WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-rule .says")).ToHaveTextAsync(sentence);

        motion.Report("motion-sensor.motion", Value.Of(true));
        using var patience = new CancellationTokenSource(Patience);
        Assert.True((await lamp.ObeyedAsync("light.on", patience.Token)).AsBool());
        var story = screen.Page.Locator("k-rule-story details").First;
        await Assertions.Expect(story.Locator("summary")).ToContainTextAsync(words["rules.ended.running"]);
        await Assertions.Expect(story.Locator(".lines")).ToContainTextAsync(step);
        await screen.KeepAsync($"rule-{width}-{locale[..2]}");

        await hands.PressAsync(screen.Page.GetByRole(AriaRole.Switch, new() { Name = words["rules.switch", name], Exact = true }));
        await Assertions.Expect(story.Locator("summary")).ToContainTextAsync(words["rules.ended.changed"]);
        await Assertions.Expect(screen.Page.Locator("k-rule .facts")).ToContainTextAsync(new Regex(Regex.Escape(words["rules.end.changed", "~"]).Replace("~", ".*", StringComparison.Ordinal)));
        Assert.False((await OnlyRuleAsync())!["enabled"]!.GetValue<bool>());
        // A finger cannot reach what a message covers; messages go by themselves.
        if (!hands.IsKeyboard) await Assertions.Expect(screen.Page.Locator("k-toasts .toast")).ToHaveCountAsync(0);
        await hands.PressAsync(screen.Button(words["rules.delete"]));
        await screen.Title(words["rules.title"]).WaitForAsync();
        await screen.Heading(words["rules.empty"]).WaitForAsync();
        await hands.PressAsync(screen.Button(words["do.undo"]));
        await screen.Page.Locator("k-rule-list li").Filter(new() { HasText = name }).WaitForAsync();
        var back = await OnlyRuleAsync();
        Assert.False(back!["enabled"]!.GetValue<bool>());
        Assert.Empty(screen.Complaints);

        await house.Api.DeleteAsync($"/rules/{back["id"]}");
        await house.Api.DeleteAsync($"/devices/{motion.Id}");
        await house.Api.DeleteAsync($"/devices/{lamp.Id}");
    }

    private async Task<System.Text.Json.Nodes.JsonNode?> OnlyRuleAsync() => Assert.Single((await house.Api.GetAsync("/rules"))["items"]!.AsArray());

    private static async Task TypeAsync(Screen screen, ILocator field, string text)
    {
        await field.FocusAsync();
        await screen.Page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>A card of a kind at the end of a block.</summary>
    private static async Task AddAsync(Hands hands, Words words, string block, string kind)
    {
        await hands.PressAsync(hands.Screen.Button(words[$"rules.add.{block}"]));
        await hands.PressAsync(hands.Screen.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(words[$"rules.kind.{block}.{kind}"])}") }));
    }

    /// <summary>A device in the sheet that a field opens.</summary>
    private static async Task ChooseAsync(Hands hands, string field, string device)
    {
        await hands.PressAsync(hands.Screen.Button(field));
        var box = hands.Screen.Page.Locator("k-device-picker").GetByRole(AriaRole.Checkbox, new() { Name = device, Exact = true });
        if (hands.IsKeyboard) await box.PressAsync("Space");
        else await hands.PressAsync(box);
    }
}
