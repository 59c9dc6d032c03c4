using Kith.Homes.Rules;
using Kith.Imports.OpenHab;

namespace Kith.Imports.Tests.OpenHab;

public sealed class OpenHabTests
{
    [Fact]
    public async Task Things_items_and_rules_come_over()
    {
        await using var home = await TestHome.StartAsync();
        var ceiling = await home.ComeAsync("ceiling-light", "0x00158d0000000301");
        var reading = await home.ComeAsync("ceiling-light", "0x00158d0000000302");
        var motion = await home.ComeAsync("motion-sensor", "0x00158d0000000303");
        var window = await home.ComeAsync("magnet-sensor", "0x00158d0000000304");
        var coffee = await home.ComeAsync("outlet", "a4:cf:12:00:00:41", via: "wifi");
        var blind = await home.ComeAsync("blind", "a4:cf:12:00:00:42", via: "wifi");
        var plan = await home.PlanAsync("openhab", TestHome.Fixtures("OpenHab"));

        Assert.Equal(["Bedroom", "Hallway", "Kitchen", "Living room"], plan.Rooms.Select(room => room.Name).Order());
        Assert.Equal("Ground floor", plan.Rooms.Single(room => room.Name == "Living room").Floor);
        Assert.Equal(["Ceiling lamp", "Reading lamp", "Motion", "Window", "Coffee machine", "Blind"], plan.Devices.Select(device => device.Name));
        Assert.Contains(plan.Losses, loss => loss is { Name: "Without an address", Code: "device.no_address" });

        var rules = plan.Rules.ToDictionary(rule => rule.Rule.Name, rule => (rule.IsWhole, Text: RuleDocument.Write(rule.Rule)));
        Assert.Equal(["Light on motion", "Blind in the morning", "Coffee at seven"], rules.Keys);
        Assert.All(rules.Values, rule => Assert.True(rule.IsWhole));
        Assert.Contains($"\"property\":\"{motion.Id}/motion-sensor.motion\",\"becomes\":true", rules["Light on motion"].Text);
        Assert.Contains("\"light.brightness\":60", rules["Light on motion"].Text);
        Assert.Contains("\"at\":\"07:30\",\"days\":{\"weekdays\":[\"mon\",\"tue\",\"wed\",\"thu\",\"fri\"]}", rules["Blind in the morning"].Text);
        // 30 % closed there is 70 % open here.
        Assert.Contains("\"curtain.target-position\":70", rules["Blind in the morning"].Text);
        Assert.Contains($"\"{window.Id}/magnet-sensor.open\",\"is\":false", rules["Coffee at seven"].Text);
        Assert.Contains(plan.Losses, loss => loss is { Name: "A program", Code: "rule.script" });
        Assert.Contains(plan.Losses, loss => loss is { Name: "A program", Code: "rule.no_step" });
        Assert.Contains(plan.Losses, loss => loss is { Name: "Only at a start", Code: "rule.no_trigger" });
        Assert.Contains(plan.Losses, loss => loss is { Name: "In Blockly", Code: "rule.no_step" });

        var receipt = await home.ApplyAsync(plan);
        Assert.All(receipt.Parts, part => Assert.Null(part.Detail));
        Assert.Equal(6, new[] { ceiling, reading, motion, window, coffee, blind }.Select(device => device.Id).Intersect(receipt.Renamed.Select(renamed => renamed.Device)).Count());
    }

    [Fact]
    public void Its_own_database_says_the_same_as_texts()
    {
        var items = Database.Items("""{"Lamp":{"class":"x","value":{"groupNames":["gKitchen"],"itemType":"Dimmer","tags":["Light"],"label":"Lamp","category":"light"}},"gKitchen":{"class":"x","value":{"itemType":"Group","tags":["Kitchen"],"label":"Kitchen"}}}""").ToList();
        Assert.Equal(("light.brightness", true), (items[0].Facet, items[1].IsRoom));
        var thing = Assert.Single(Database.Things("""{"zigbee:device:a:b":{"class":"x","value":{"label":"Lamp","isBridge":false,"configuration":{"properties":{"zigbee_macaddress":"00158D0000000301","password":"no"}}}},"zigbee:coordinator:a":{"class":"x","value":{"isBridge":true}}}"""));
        Assert.Equal(["00158D0000000301"], thing.KnownAs);
        Assert.Equal(("Lamp", "zigbee:device:a:b:level"), Assert.Single(Database.Links("""{"Lamp -> x":{"class":"x","value":{"channelUID":{"segments":["zigbee","device","a","b","level"]},"itemName":"Lamp"}}}""")));
    }
}
