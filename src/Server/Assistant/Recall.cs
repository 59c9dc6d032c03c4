using System.Globalization;
using Kith.Assistant.Understanding;
using Kith.Homes;
using Kith.Homes.Activity;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Model.Ids;

namespace Kith.Server.Assistant;

/// <summary>Answers what the present state does not tell: how it was, since when it is so, why.</summary>
internal sealed class Recall(HomeHost homes, HomeId home, Caller caller, SpokenHome spoken, SnapshotView snapshot, TimeZoneInfo zone, Replies replies)
{
    private const int Most = 3;

    /// <summary>The answer to a question about the past; null for any other.</summary>
    internal async Task<string?> AnswerAsync(Act query)
    {
        if (query is not { Kind: "query", Ask: "history" or "since" or "why", Targets: { Count: > 0 } targets }) return null;
        var said = new List<string>();
        foreach (var device in targets.Select(spoken.Find).OfType<SpokenDevice>().Take(Most))
            said.Add(query.Ask switch { "history" => await WasAsync(device, query), "since" => Since(device, query), _ => await WhyAsync(device) });
        return said.Count > 0 ? string.Join(replies.Say(" ", ""), said) : null;
    }

    private async Task<string> WasAsync(SpokenDevice device, Act query)
    {
        var name = device.Thing.Name;
        if (device.Reads(query.Property ?? "on") is not var (_, property)) return replies.NotKnown(name);
        if (!DateTime.TryParse(query.At, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return replies.NotKnown(name);
        var at = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local));
        var then = await homes.AtAsync(home, caller, DeviceId.Parse(device.Thing.Id), at);
        return then.Ok && then.Value.TryGetValue(property.Address, out var value) ? replies.Was(name, property, value.V, at, zone) : replies.NotKept(name);
    }

    private string Since(SpokenDevice device, Act query)
    {
        var view = snapshot.Devices.First(one => one.Id.ToString() == device.Thing.Id);
        return device.Reads(query.Property ?? "on") is var (_, property) && view.Values.TryGetValue(property.Address, out var now)
            ? replies.Since(device.Thing.Name, property, now.V, now.T, zone) : replies.NotKnown(device.Thing.Name);
    }

    private async Task<string> WhyAsync(SpokenDevice device)
    {
        var lines = await homes.ActivityAsync(home, caller, new ActivityQuery(Device: DeviceId.Parse(device.Thing.Id), Kinds: ["operation"], Limit: 1));
        return lines.Ok && lines.Value.Items is [{ Operation: { } last } line] ? replies.Why(device.Thing.Name, last.Cause, line.At, zone) : replies.ByItself(device.Thing.Name);
    }
}
