using System.Text;
using Kith.Bridges.Tests.Compliance;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Values;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.BadInput;

/// <summary>A program that means harm, against every kind of bridge that is spoken to by MQTT: contained, counted, named; what is good goes on.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string> Kinds => [.. HostilePeer.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_hundred_thousand_devices_end_at_a_limit_that_is_named(string kind)
    {
        var peer = HostilePeer.All[kind];
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(baseTopic: peer.Topic, kind: kind);
        await using var good = await ThereAsync(house, home, peer);
        await using var watch = await house.WatchAsync(home);
        await using var hostile = await ConnectAsync(house, home);

        // Not one by one: as fast as the broker takes them.
        foreach (var some in peer.Announce().Chunk(500))
            foreach (var said in await Task.WhenAll(some.Select(message => hostile.PublishAsync(message.Topic, Encoding.UTF8.GetBytes(message.Payload), Qos.AtLeastOnce))))
                Assert.Equal(ReasonCode.Success, said);

        if (peer.Says is { } says) Assert.Contains(says, Words(await house.StatusAsync(home, status => Words(status).Contains(says, StringComparison.Ordinal))), StringComparison.Ordinal);
        await watch.UntilAsync("as many as may be", its => its.Devices.Count == peer.Most);
        await GoesOnAsync(watch, good);
        var status = house.Status(home);
        Assert.InRange(status.Devices, 1, peer.Most);
        Assert.InRange(status.Newcomers.Count, 0, peer.Newcomers);
        Assert.Equal(peer.Most, watch.Devices.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_message_of_ten_megabytes_costs_its_sender_the_connection_and_is_named(string kind)
    {
        var peer = HostilePeer.All[kind];
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(baseTopic: peer.Topic, kind: kind);
        await using var good = await ThereAsync(house, home, peer);
        await using var watch = await house.WatchAsync(home);
        await using var hostile = await ConnectAsync(house, home, ProtocolVersion.V311);
        var before = house.Status(home).Malformed;

        hostile.Publish(peer.Ear, new byte[10 << 20]);

        await hostile.Ended.WaitAsync(HomeWatch.Patience);
        var status = await house.StatusAsync(home, its => its.Malformed > before);
        Assert.Equal(before + 1, status.Malformed);
        Assert.Contains("hostile was cut off: it sent a message that is too large", status.LastError, StringComparison.Ordinal);
        await GoesOnAsync(watch, good);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_half_too_deep_or_too_large_is_counted_and_the_next_good_word_is_heard(string kind)
    {
        var peer = HostilePeer.All[kind];
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(baseTopic: peer.Topic, kind: kind);
        await using var good = await ThereAsync(house, home, peer);
        await using var watch = await house.WatchAsync(home);
        await using var hostile = await ConnectAsync(house, home);

        foreach (var bad in (string[])["{\"a\":", new string('[', 100_000), $"{{\"a\":\"{new string('x', 3 << 20)}\"}}"])
        {
            var before = house.Status(home).Malformed;
            Assert.Equal(ReasonCode.Success, await hostile.PublishAsync(peer.Ear, Encoding.UTF8.GetBytes(bad), Qos.AtLeastOnce));
            Assert.Equal(before + 1, (await house.StatusAsync(home, its => its.Malformed > before)).Malformed);
        }

        await GoesOnAsync(watch, good);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_ids_of_another_home_are_just_words(string kind)
    {
        var peer = HostilePeer.All[kind];
        await using var house = await House.StartAsync();
        var (theirs, ours) = (await house.AddHomeAsync("Next door", peer.Topic, kind), await house.AddHomeAsync("Home", peer.Topic, kind));
        await using var victim = await ThereAsync(house, theirs, peer);
        await using var watch = await house.WatchAsync(theirs);
        await victim.TellAsync(other: false);
        await watch.UntilAsync("what it tells", its => its[victim.NativeId, victim.Tells.Address] == victim.Tells.One);

        // The same program with the same ids in our home, saying the opposite; and every name of theirs as a topic.
        await using var twin = await ThereAsync(house, ours, peer);
        await using var seen = await house.WatchAsync(ours);
        await using var hostile = await ConnectAsync(house, ours);
        var device = watch.Find(victim.NativeId)!;
        foreach (var topic in (string[])[$"{theirs.Id}/{peer.Ear}", $"../{theirs.Id}/{peer.Ear}", $"kith/{device.Id}/report", $"kith/{device.Id}/set", $"$SYS/{theirs.Id}"])
            await hostile.PublishAsync(topic, "{}"u8.ToArray(), Qos.AtLeastOnce);
        await twin.TellAsync(other: true);
        await seen.UntilAsync("ours says the opposite", its => its[twin.NativeId, twin.Tells.Address] == twin.Tells.Other);
        if (twin.Obeys is { } obeys)
        {
            var set = await house.Homes.SetAsync(ours.Id, ours.Owner, seen.Find(twin.NativeId)!.Id, new Dictionary<string, Value> { [obeys.Address] = obeys.Good });
            Assert.Equal(OutcomeKind.Done, set.Value.Outcome.Kind);
        }

        Assert.Equal(victim.Tells.One, watch[victim.NativeId, victim.Tells.Address]);
        if (victim.Obeys is { } their && their.Address != victim.Tells.Address) Assert.NotEqual(their.Good, watch[victim.NativeId, their.Address]);
        await GoesOnAsync(watch, victim);
        Assert.Single(watch.Devices);
        Assert.Single(seen.Devices);
        Assert.Equal((1, 0L), (house.Status(theirs).Devices, house.Status(theirs).Malformed));
    }

    private static async Task<OtherSide> ThereAsync(House house, TestHome home, HostilePeer peer)
    {
        var side = peer.Play(house, home);
        await side.AppearAsync();
        await using var watch = await house.WatchAsync(home);
        await watch.UntilAsync("the good device is there", its => its.Find(side.NativeId) is { Online: true });
        return side;
    }

    private static async Task GoesOnAsync(HomeWatch watch, OtherSide good)
    {
        await good.TellAsync(other: true);
        await watch.UntilAsync("the good device is heard", its => its[good.NativeId, good.Tells.Address] == good.Tells.Other);
        await good.TellAsync(other: false);
        await watch.UntilAsync("and heard again", its => its[good.NativeId, good.Tells.Address] == good.Tells.One);
    }

    private static Task<MqttClient> ConnectAsync(House house, TestHome home, ProtocolVersion version = ProtocolVersion.V5) =>
        house.ConnectAsync(home, new MqttClientOptions { ClientId = "hostile", Version = version, MaxOutgoingBytes = 32 << 20 });

    private static string Words(BridgeStatus status) => $"{status.LastError} {status.Details}";
}
