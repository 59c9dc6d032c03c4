using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Three ceiling lights become one tile.</summary>
public sealed class GroupStory(Household house) : IClassFixture<Household>
{
    [Theory]
    [InlineData(390, 844, "zh-CN", false)]
    [InlineData(1280, 850, "en-GB", true)]
    public async Task Lights_are_grouped_obey_as_one_say_who_did_not_and_are_ungrouped(int width, int height, string locale, bool dark)
    {
        var look = new Look(width, height, dark, locale);
        var words = Words.Of(look);
        await using var one = await LampAsync($"Spot A {locale}");
        await using var two = await LampAsync($"Spot B {locale}");
        await using var three = await LampAsync($"Spot C {locale}");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/rooms");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = words["groups.new"] }).ClickAsync();
        await screen.Page.GetByLabel(words["device.name"], new() { Exact = true }).FillAsync($"Ceiling {locale}");
        await screen.Page.GetByLabel(words["groups.hide"]).CheckAsync();
        foreach (var name in (string[])["A", "B", "C"]) await screen.Page.GetByLabel($"Spot {name} {locale}").CheckAsync();
        await Assertions.Expect(screen.Page.GetByLabel("Thermostat")).ToBeHiddenAsync();
        await screen.KeepAsync($"group-{locale}");
        await screen.Page.Locator("k-group button.primary").ClickAsync();
        await screen.Title($"Ceiling {locale}").WaitForAsync();

        await screen.GoAsync($"#/room/{house.Living}");
        await screen.Switch($"Ceiling {locale}").ClickAsync();
        foreach (var lamp in (LiveDevice[])[one, two, three]) Assert.True((await lamp.ObeyedAsync("light.on", patience.Token)).AsBool());
        await screen.TileSaysAsync($"Ceiling {locale}", words["value.on"]);
        await Assertions.Expect(screen.Switch($"Spot A {locale}")).ToHaveCountAsync(0);
        await screen.KeepAsync($"group-room-{locale}");

        two.Answer = "device.refused";
        await screen.Switch($"Ceiling {locale}").ClickAsync();
        await screen.Page.GetByText(words["groups.partly", $"Spot B {locale}"]).First.WaitForAsync();
        await screen.KeepAsync($"group-partly-{locale}");
        var id = (await house.Api.GetAsync("/groups"))["items"]!.AsArray().Single()!["id"]!.ToString();
        Assert.True((bool)(await house.Api.GetAsync($"/devices/{id}"))["values"]!["light.on"]!["v"]!);

        await screen.GoAsync($"#/device/{id}");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = words["groups.edit"], Exact = true }).ClickAsync();
        await Assertions.Expect(screen.Page.GetByLabel($"Spot B {locale}")).ToBeCheckedAsync();
        await screen.Page.GetByLabel($"Spot B {locale}").UncheckAsync();
        await screen.Button(words["do.save"]).ClickAsync();
        await screen.Title($"Ceiling {locale}").WaitForAsync();
        Assert.Equal([one.Id, three.Id], (await house.Api.GetAsync($"/groups/{id}"))["members"]!.AsArray().Select(member => member!.ToString()).Order());
        Assert.Equal([one.Id, three.Id], (await house.Api.GetAsync("/arrangement"))["hidden"]!.AsArray().Select(hidden => hidden!.ToString()).Order());
        await screen.GoAsync($"#/group/{id}");
        await screen.Button(words["groups.ungroup"]).ClickAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = words["groups.ungroup"], Exact = true }).ClickAsync();
        await screen.Title(words["nav.rooms"]).WaitForAsync();
        await screen.GoAsync($"#/room/{house.Living}");
        await screen.Page.Locator("k-tile").GetByRole(AriaRole.Switch, new() { NameRegex = new Regex($"^Spot A {locale},") }).WaitForAsync();
        Assert.Empty(screen.Complaints);
        foreach (var lamp in (LiveDevice[])[one, two, three]) await house.Api.DeleteAsync($"/devices/{lamp.Id}");
    }

    private Task<LiveDevice> LampAsync(string name) => LiveDevice.JoinAsync(house.Kith, house.Api, "bulb", name, house.Living, new() { ["light.on"] = Value.Of(false) });
}
