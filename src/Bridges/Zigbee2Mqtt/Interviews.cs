using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>How far each newcomer is, from its joining to the end of its interview, since the network was opened last.</summary>
internal sealed class Interviews(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Newcoming> _all = [];

    /// <summary>The network opens: who came before is no newcomer any more.</summary>
    internal void Begin()
    {
        lock (_gate) _all.Clear();
    }

    /// <summary>A line of bridge/event; others than about joining are passed over.</summary>
    internal void Happened(JsonElement json)
    {
        if (Json.Object(json, "data") is not { } data || Json.Text(data, "ieee_address") is not { Length: > 0 and <= 64 } address) return;
        var stage = (Json.Text(json, "type"), Json.Text(data, "status")) switch
        {
            ("device_joined", _) => "joined",
            ("device_interview", "started") => "started",
            ("device_interview", "successful") => Json.Truth(data, "supported") == false ? "unsupported" : "successful",
            ("device_interview", "failed") => "failed",
            _ => null,
        };
        if (stage is null) return;
        lock (_gate)
        {
            var known = _all.Find(one => one.Address == address);
            if (known is null)
            {
                if (_all.Count == ZigbeeLimits.Newcomings) _all.RemoveAt(0);
                _all.Add(known = new Newcoming(address, time.GetUtcNow()));
            }
            known.Stage = stage;
            known.Name = FriendlyNames.Shown(Json.Text(data, "friendly_name") ?? address);
            if (Json.Object(data, "definition") is { } definition) known.What = FriendlyNames.Shown($"{Json.Text(definition, "vendor")} {Json.Text(definition, "description")}".Trim());
        }
    }

    /// <param name="find">The device in the home, once it is in.</param>
    internal JsonArray Tell(Func<string, string?> find)
    {
        lock (_gate)
            return [.. _all.Select(one => new JsonObject
            {
                ["address"] = one.Address, ["name"] = one.Name, ["stage"] = one.Stage, ["what"] = one.What, ["since"] = one.Since.ToUnixTimeMilliseconds(), ["device"] = find(one.Address),
            })];
    }

    private sealed class Newcoming(string address, DateTimeOffset since)
    {
        internal string Address { get; } = address;
        internal DateTimeOffset Since { get; } = since;
        internal string Name { get; set; } = "";
        internal string Stage { get; set; } = "";
        internal string? What { get; set; }
    }
}
