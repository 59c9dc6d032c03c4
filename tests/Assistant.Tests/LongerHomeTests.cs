using System.Text.Json.Nodes;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Tests;

/// <summary>A home that grows still understands what was said clearly, and what others say elsewhere changes nothing here.</summary>
public class LongerHomeTests
{
    private static readonly string[] EnglishRooms = ["Boathouse", "Observatory", "Apiary", "Smithy", "Orangery", "Chapel", "Icehouse", "Windmill", "Dovecote", "Stables"];
    private static readonly string[] ChineseRooms = ["船坞", "天文台", "蜂场", "铁匠铺", "橘园", "钟楼", "冰窖", "风车房", "鸽舍", "马厩"];
    private static readonly (string Kind, string English, string Chinese)[] Devices = [("light", "light", "灯"), ("switch", "switch", "开关"), ("outlet", "socket", "插座"), ("curtain", "curtain", "窗帘"), ("fan", "fan", "风扇"),
        ("air-conditioner", "air conditioner", "空调"), ("temperature-sensor", "thermometer", "温度计"), ("speaker", "speaker", "音箱"), ("humidifier", "humidifier", "加湿器"), ("lock", "lock", "门锁")];

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Two_hundred_devices_more_elsewhere_change_no_clear_sentence(string language)
    {
        var batch = new Batch(DevelopmentSet.Houses.Keys.ToDictionary(home => home, home => HouseFile.Read(Longer(home))), DevelopmentSet.Clock);
        var changed = new List<string>();
        var clear = DevelopmentSet.Seeds(language, 400).Distinct().Where(Clear).ToList();
        Assert.True(clear.Count > 50, $"Only {clear.Count} sentences are clear.");
        foreach (var seed in clear)
            if (seed.Wrong(batch.Hear(seed.Told)) is { } wrong) changed.Add($"{seed.Id} ({seed.Told.Home}) {seed.Told.Text}: {wrong}");
        DevelopmentSet.AtMost(0, changed);
    }

    [Theory]
    [InlineData("en-hard")]
    [InlineData("zh-hard")]
    public void The_order_in_which_conversations_are_heard_changes_nothing(string file)
    {
        var before = DevelopmentSet.Understood(file).ToDictionary(one => one.Said.Id, one => DevelopmentSet.Meaning(one.Got));
        var talks = DevelopmentSet.Sentences(file).GroupBy(said => (said.Told.Home, said.Told.Conversation ?? said.Id)).Select(talk => new Queue<Sentence>(talk)).ToList();
        var (batch, random) = (DevelopmentSet.NewBatch(), new Random(20261121));
        while (talks.Count > 0)
        {
            // One turn of any conversation: they are shuffled and woven into each other.
            var talk = talks[random.Next(talks.Count)];
            var said = talk.Dequeue();
            if (talk.Count == 0) talks.Remove(talk);
            Assert.Equal(before[said.Id], DevelopmentSet.Meaning(batch.Hear(said.Told)));
        }
    }

    /// <summary>Whether the sentence says every device by its name, or the room it means.</summary>
    private static bool Clear(Sentence seed)
    {
        if (seed.Acts[0]!["targets"] is not JsonArray { Count: > 0 } targets) return false;
        var (house, text) = (DevelopmentSet.Houses[seed.Told.Home!].House, Normal.Phrase(seed.Told.Text!));
        return targets.Select(id => house.Things.First(thing => thing.Id == id!.GetValue<string>())).All(thing => thing.Aliases.Prepend(thing.Name).Any(Said)
            || house.Rooms.FirstOrDefault(room => room.Id == thing.Room) is { } room && room.Aliases.Prepend(room.Name).Any(Said));

        bool Said(string name) => text.Contains(Normal.Phrase(name), StringComparison.Ordinal);
    }

    private static string Longer(string home)
    {
        var house = JsonNode.Parse(DevelopmentSet.HomeText(home))!.AsObject();
        var chinese = home.StartsWith("zh", StringComparison.Ordinal);
        for (var index = 0; index < 200; index++)
        {
            var (room, (kind, english, spoken)) = (index / 20, Devices[index % Devices.Length]);
            if (index % 20 == 0) house["rooms"]!.AsArray().Add(new JsonObject { ["id"] = $"r-more-{room}", ["name"] = chinese ? ChineseRooms[room] : EnglishRooms[room] });
            var second = index % 20 >= 10;
            house["devices"]!.AsArray().Add(new JsonObject
            {
                ["id"] = $"d-more-{index}", ["type"] = kind, ["room"] = $"r-more-{room}",
                ["name"] = chinese ? ChineseRooms[room] + (second ? "备用" : "") + spoken : $"{EnglishRooms[room]} {(second ? "spare " : "")}{english}",
            });
        }
        return house.ToJsonString();
    }
}
