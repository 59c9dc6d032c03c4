using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Model.Errors;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>What the app's page of the bridge shows: newcomers, groups, health; and, when asked, each device with its bindings, scenes and why it is away.</summary>
internal sealed partial class ZigbeeBridge
{
    private readonly Lock _listing = new();
    private IReadOnlyList<ListedDevice> _devices = [];
    private volatile IReadOnlyList<ListedGroup>? _groups, _keptGroups;
    private volatile StrongBox<JsonElement> _info = new(), _health = new();

    /// <summary>Groups are told when zigbee2mqtt starts and when they change, and not when Kith asks (2.14.1): they are remembered.</summary>
    private const string GroupsKey = "groups";

    private readonly Channel<JsonElement> _told = Channel.CreateBounded<JsonElement>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private IReadOnlyList<ListedGroup> Groups => _groups ?? _keptGroups ?? [];

    private void TakeGroups(ReadOnlyMemory<byte> payload)
    {
        if (GroupList.Read(payload) is not { } groups)
        {
            Malformed("groups");
            return;
        }
        _metrics.Used();
        _groups = groups;
        _told.Writer.TryWrite(Json.Read(payload, ZigbeeLimits.ListBytes)!.Value);
        Relist();
    }

    private async Task KeepGroupsAsync(CancellationToken cancel)
    {
        var known = await _documents.ReadAsync();
        if (known.TryGetValue(GroupsKey, out var kept))
        {
            _keptGroups = GroupList.Read(Encoding.UTF8.GetBytes(kept.ToJsonString()));
            Relist();
        }
        await foreach (var groups in _told.Reader.ReadAllAsync(cancel))
            if (await _documents.PutAsync(GroupsKey, JsonNode.Parse(groups.GetRawText())!) is { } fault) Wrong(fault.Detail);
    }

    private JsonObject Details() => new()
    {
        ["restartRequired"] = Json.Truth(_info.Value, "restart_required") == true,
        ["coordinator"] = Json.Object(_info.Value, "coordinator") is { } coordinator ? Json.Text(coordinator, "type") : null,
        ["channel"] = Json.Object(_info.Value, "network") is { } network ? Json.Integer(network, "channel") : null,
        ["health"] = HealthOf(_health.Value),
        ["joining"] = _interviews.Tell(InHome),
        ["groups"] = new JsonArray([.. Groups.Select(group => new JsonObject
        {
            ["id"] = group.Id, ["name"] = group.Name, ["device"] = InHome($"{GroupProduct.Address}{group.Id}"), ["scenes"] = Scenes(group.Scenes),
            ["members"] = new JsonArray([.. group.Members.Select(member => new JsonObject { ["address"] = member.Address, ["endpoint"] = member.Endpoint })]),
        })]),
    };

    /// <summary>Null until it told: every ten minutes, first after ten.</summary>
    private static JsonObject? HealthOf(JsonElement health)
    {
        if (Json.Object(health, "process") is not { } process || Json.Object(health, "os") is not { } os) return null;
        return new JsonObject
        {
            ["uptimeSeconds"] = Json.Integer(process, "uptime_sec"),
            ["memoryMegabytes"] = process.TryGetProperty("memory_used_mb", out var used) && used.ValueKind is JsonValueKind.Number ? used.GetDouble() : null,
            ["systemMemoryPercent"] = os.TryGetProperty("memory_percent", out var part) && part.ValueKind is JsonValueKind.Number ? part.GetDouble() : null,
        };
    }

    private string? InHome(string address) => _roster.ByAddress(address)?.Id?.ToString();

    /// <summary>Every device of the list as the panel needs it.</summary>
    private JsonObject Picture() => new()
    {
        ["devices"] = new JsonArray([.. _roster.All.Where(device => device.Listed is { Group: null }).OrderBy(device => device.Name, StringComparer.OrdinalIgnoreCase).Select(device => (JsonNode)One(device, device.Listed!))]),
    };

    private JsonObject One(ZigbeeDevice device, ListedDevice listed) => new()
    {
        ["address"] = device.Address, ["name"] = FriendlyNames.Shown(device.Name), ["device"] = device.Id?.ToString(),
        ["what"] = listed.Definition is { } its ? FriendlyNames.Shown($"{its.Vendor} {its.Description}".Trim()) : null,
        ["kind"] = listed.IsRouter ? "router" : "end", ["standing"] = listed.Standing,
        ["away"] = WhyAway(device, listed),
        ["updates"] = listed.Definition?.SupportsUpdates == true, ["update"] = UpdateOf(device),
        ["endpoints"] = new JsonArray([.. EndpointsOf(listed).Select(Endpoint)]),
    };

    /// <summary>Why a device is not there, in a word that the app has a sentence for; null when it is.</summary>
    private string? WhyAway(ZigbeeDevice device, ListedDevice listed) =>
        _state is not BridgeLink.Online ? "bridge"
        : !listed.IsReady ? listed.Standing
        : device.HasLeft ? "left"
        : device.Available == false ? listed.IsRouter ? "unanswered" : "unheard"
        : device.Available is null && device.IsSilent ? "silent"
        : null;

    private static JsonObject? UpdateOf(ZigbeeDevice device)
    {
        if (device.LastState.IsEmpty || Json.Read(device.LastState, ZigbeeLimits.StateBytes) is not { } state || Json.Object(state, "update") is not { } update) return null;
        return new JsonObject
        {
            ["state"] = Json.Text(update, "state"), ["progress"] = update.TryGetProperty("progress", out var progress) && progress.ValueKind is JsonValueKind.Number ? progress.GetDouble() : null,
            ["remaining"] = Json.Integer(update, "remaining"), ["installed"] = Json.Integer(update, "installed_version"), ["latest"] = Json.Integer(update, "latest_version"),
        };
    }

    private static IEnumerable<JsonProperty> EndpointsOf(ListedDevice listed) =>
        listed.Endpoints.ValueKind is JsonValueKind.Object ? listed.Endpoints.EnumerateObject().Take(256).Where(endpoint => endpoint.Value.ValueKind is JsonValueKind.Object) : [];

    private static JsonNode Endpoint(JsonProperty endpoint)
    {
        var bindings = new JsonArray();
        if (endpoint.Value.TryGetProperty("bindings", out var all) && all.ValueKind is JsonValueKind.Array)
            foreach (var binding in all.EnumerateArray().Take(256))
                if (Json.Text(binding, "cluster") is { } cluster && Json.Object(binding, "target") is { } target)
                    bindings.Add(new JsonObject { ["cluster"] = cluster, ["to"] = Json.Text(target, "ieee_address") ?? $"{GroupProduct.Address}{Json.Integer(target, "id")}", ["endpoint"] = Json.Integer(target, "endpoint") });
        return new JsonObject
        {
            ["id"] = endpoint.Name, ["bindings"] = bindings, ["scenes"] = Scenes(endpoint.Value.TryGetProperty("scenes", out var scenes) ? scenes : default),
            ["hears"] = Clusters(endpoint.Value, "input"), ["says"] = Clusters(endpoint.Value, "output"),
        };
    }

    private static JsonArray Clusters(JsonElement endpoint, string side)
    {
        if (Json.Object(endpoint, "clusters") is not { } clusters || !clusters.TryGetProperty(side, out var all) || all.ValueKind is not JsonValueKind.Array) return [];
        return [.. all.EnumerateArray().Where(cluster => cluster.ValueKind is JsonValueKind.String).Take(64).Select(cluster => JsonValue.Create(cluster.GetString()))];
    }

    private static JsonArray Scenes(JsonElement scenes)
    {
        if (scenes.ValueKind is not JsonValueKind.Array) return [];
        return [.. scenes.EnumerateArray().Take(256).Where(scene => Json.Integer(scene, "id") is not null).Select(scene => new JsonObject { ["id"] = Json.Integer(scene, "id"), ["name"] = FriendlyNames.Shown(Json.Text(scene, "name") ?? "") })];
    }

    /// <summary>What can be set of a device in zigbee2mqtt itself, and how it is now.</summary>
    private Result<JsonNode> OptionsOf(string address)
    {
        if (_roster.ByAddress(address) is not { Listed: { Group: null } listed }) return new Fault(ErrorCodes.NotFound, $"zigbee2mqtt has no {address}", "address");
        var config = Json.Object(_info.Value, "config") is { } whole && Json.Object(whole, "devices") is { } devices ? Json.Object(devices, address) : null;
        return new JsonObject
        {
            ["schema"] = listed.Options.ValueKind is JsonValueKind.Array ? JsonNode.Parse(listed.Options.GetRawText()) : new JsonArray(),
            ["values"] = config is { } its ? JsonNode.Parse(its.GetRawText()) : new JsonObject(),
        };
    }
}
