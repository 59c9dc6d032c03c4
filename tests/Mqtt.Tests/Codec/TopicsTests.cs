using System.Text;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests.Codec;

public class TopicsTests
{
    [Theory]
    // MQTT 5.0 §4.7: the examples of the text, and its edges.
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/ranking", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player12", false)]
    [InlineData("sport/#", "sport", true)]
    [InlineData("#", "sport/x", true)]
    [InlineData("#", "/", true)]
    [InlineData("#", "$SYS/x", false)] // MQTT-4.7.2-1
    [InlineData("+/monitor/Clients", "$SYS/monitor/Clients", false)]
    [InlineData("$SYS/#", "$SYS/monitor/Clients", true)]
    [InlineData("$SYS/monitor/+", "$SYS/monitor/Clients", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("a/b", "a/b", true)]
    [InlineData("a/b", "a/b/", false)]
    [InlineData("a/b", "A/b", false)]
    [InlineData("+/b/#", "a/b", true)]
    [InlineData("+/+/#", "a", false)]
    public void A_filter_matches_as_the_specification_says(string filter, string topic, bool matches)
    {
        var name = Encoding.UTF8.GetBytes(topic);
        var filterBytes = Encoding.UTF8.GetBytes(filter);

        Assert.Equal(matches, Topics.Matches(filterBytes, name));

        var byFilter = new TopicTree<string>();
        byFilter.GetOrAdd(filterBytes).Value = filter;
        var filters = new List<string>();
        byFilter.MatchName(name, filters);
        Assert.Equal(matches, filters.Count == 1);

        var byName = new TopicTree<string>();
        byName.GetOrAdd(name).Value = topic;
        var names = new List<string>();
        byName.MatchFilter(filterBytes, names);
        Assert.Equal(matches, names.Count == 1);
    }

    [Fact]
    public void The_tree_agrees_with_the_rule_for_thousands_of_random_filters_and_names()
    {
        var random = new Random(20261121);
        string[] levels = ["", "a", "b", "$x", "+", "#"];
        string Path(int kinds) => string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => levels[random.Next(kinds)]));
        var filters = Enumerable.Range(0, 400).Select(_ => Path(6)).Where(path => Topics.IsFilter(Encoding.UTF8.GetBytes(path))).ToHashSet();
        var names = Enumerable.Range(0, 400).Select(_ => Path(4)).Where(path => path.Length > 0).ToHashSet();
        var byFilter = new TopicTree<string>();
        var byName = new TopicTree<string>();
        foreach (var filter in filters)
        {
            byFilter.GetOrAdd(Encoding.UTF8.GetBytes(filter)).Value = filter;
        }
        foreach (var name in names)
        {
            byName.GetOrAdd(Encoding.UTF8.GetBytes(name)).Value = name;
        }

        foreach (var name in names)
        {
            var found = new List<string>();
            byFilter.MatchName(Encoding.UTF8.GetBytes(name), found);
            Assert.Equal(filters.Where(filter => Matches(filter, name)).Order(), found.Order());
        }
        foreach (var filter in filters)
        {
            var found = new List<string>();
            byName.MatchFilter(Encoding.UTF8.GetBytes(filter), found);
            Assert.Equal(names.Where(name => Matches(filter, name)).Order(), found.Order());
        }
        foreach (var filter in filters)
        {
            byFilter.Find(Encoding.UTF8.GetBytes(filter))!.Clear();
        }
        Assert.True(byFilter.IsEmpty, "what is taken out leaves nothing behind");
    }

    [Theory]
    [InlineData("a/#/b", false)] // MQTT-4.7.1-1
    [InlineData("a#", false)]
    [InlineData("a/b+", false)] // MQTT-4.7.1-2
    [InlineData("+a/b", false)]
    [InlineData("", false)] // MQTT-4.7.3-1
    [InlineData("#", true)]
    [InlineData("+/+/#", true)]
    [InlineData("/", true)]
    public void A_filter_is_valid_or_not(string filter, bool valid) => Assert.Equal(valid, Topics.IsFilter(Encoding.UTF8.GetBytes(filter)));

    [Theory]
    [InlineData("$share/g/a/b", "g", "a/b")]
    [InlineData("$share/g//", "g", "/")]
    [InlineData("$share//a", null, null)] // MQTT-4.8.2-1
    [InlineData("$share/g", null, null)]
    [InlineData("$share/g/", null, null)]
    [InlineData("$share/g+/a", null, null)] // MQTT-4.8.2-1
    [InlineData("$share/g/a/#/b", null, null)] // MQTT-4.8.2-2
    public void A_shared_filter_splits_into_group_and_filter(string shared, string? group, string? filter)
    {
        var valid = Topics.TrySplitShared(Encoding.UTF8.GetBytes(shared), out var groupBytes, out var filterBytes);

        Assert.Equal(group is not null, valid);
        Assert.Equal((group ?? "", filter ?? ""), (Encoding.UTF8.GetString(groupBytes), Encoding.UTF8.GetString(filterBytes)));
    }

    private static bool Matches(string filter, string name) => Topics.Matches(Encoding.UTF8.GetBytes(filter), Encoding.UTF8.GetBytes(name));
}
