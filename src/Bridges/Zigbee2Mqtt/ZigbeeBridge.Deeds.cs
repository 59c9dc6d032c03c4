using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>What people ask of zigbee2mqtt itself: most deeds are one of its own requests, and are answered in its words.</summary>
internal sealed partial class ZigbeeBridge
{
    /// <summary>A deed that is a request: its arguments by our name and by theirs; the first must be there.</summary>
    private sealed record Ask(string Request, TimeSpan Patience, params (string Ours, string Theirs)[] Arguments);

    private static readonly Dictionary<string, Ask> Asks = new(StringComparer.Ordinal)
    {
        ["group-add"] = new("group/add", ZigbeeLimits.RequestTimeout, ("name", "friendly_name")),
        ["group-remove"] = new("group/remove", ZigbeeLimits.RequestTimeout, ("group", "id"), ("force", "force")),
        ["member-add"] = new("group/members/add", ZigbeeLimits.RequestTimeout, ("group", "group"), ("address", "device"), ("endpoint", "endpoint")),
        ["member-remove"] = new("group/members/remove", ZigbeeLimits.RequestTimeout, ("group", "group"), ("address", "device"), ("endpoint", "endpoint")),
        ["bind"] = new("device/bind", ZigbeeLimits.LongPatience, ("from", "from"), ("to", "to"), ("fromEndpoint", "from_endpoint"), ("toEndpoint", "to_endpoint"), ("clusters", "clusters")),
        ["unbind"] = new("device/unbind", ZigbeeLimits.LongPatience, ("from", "from"), ("to", "to"), ("fromEndpoint", "from_endpoint"), ("toEndpoint", "to_endpoint"), ("clusters", "clusters")),
        ["update-check"] = new("device/ota_update/check", ZigbeeLimits.LongPatience, ("address", "id")),
        ["update-abort"] = new("device/ota_update/update/abort", ZigbeeLimits.RequestTimeout, ("address", "id")),
        ["update-schedule"] = new("device/ota_update/schedule", ZigbeeLimits.RequestTimeout, ("address", "id")),
        ["update-unschedule"] = new("device/ota_update/unschedule", ZigbeeLimits.RequestTimeout, ("address", "id")),
        ["interview"] = new("device/interview", ZigbeeLimits.LongPatience, ("address", "id")),
        ["configure"] = new("device/configure", ZigbeeLimits.LongPatience, ("address", "id")),
        ["change-options"] = new("device/options", ZigbeeLimits.RequestTimeout, ("address", "id"), ("options", "options")),
        ["health-check"] = new("health_check", ZigbeeLimits.RequestTimeout),
        ["restart"] = new("restart", ZigbeeLimits.RequestTimeout),
    };

    /// <summary>A program that is away is not waited for.</summary>
    internal override async Task<Result<JsonNode>> DoAsync(string deed, JsonElement arguments, CancellationToken cancel)
    {
        if (arguments.ValueKind is not JsonValueKind.Object || arguments.GetRawText().Length > ZigbeeLimits.DeedLength)
            return new Fault(ErrorCodes.RequestInvalid, $"a deed's arguments are one JSON object of at most {ZigbeeLimits.DeedLength} characters");
        if (deed == "devices") return Picture();
        if (deed == "options") return OptionsOf(Json.Text(arguments, "address") ?? "");
        if (_state is not BridgeLink.Online && (Asks.ContainsKey(deed) || deed is "permit-join" or "network-map" or "update-install" or "scene-store" or "scene-recall" or "scene-remove"))
            return new Fault(ErrorCodes.DeviceOffline, "zigbee2mqtt is not connected");
        return deed switch
        {
            "permit-join" => await PermitJoinAsync(arguments, cancel),
            "network-map" => await NetworkMapAsync(cancel),
            "update-install" => Install(Json.Text(arguments, "address") ?? ""),
            "scene-store" or "scene-recall" or "scene-remove" => Scene(deed["scene-".Length..], arguments),
            _ => Asks.TryGetValue(deed, out var ask) ? await AskAsync(ask, arguments, cancel) : Unknown(deed),
        };
    }

    private async Task<Result<JsonNode>> AskAsync(Ask ask, JsonElement arguments, CancellationToken cancel)
    {
        var theirs = new JsonObject();
        foreach (var (name, their) in ask.Arguments)
            if (arguments.TryGetProperty(name, out var value) && JsonNode.Parse(value.GetRawText()) is { } node) theirs[their] = node;
        if (ask.Arguments.Length > 0 && theirs[ask.Arguments[0].Theirs] is null) return new Fault(ErrorCodes.RequestInvalid, $"{ask.Arguments[0].Ours} is missing", ask.Arguments[0].Ours);
        var done = await RequestAsync(ask.Request, theirs, cancel, ask.Patience);
        return done.Fault is { } fault ? fault : done.Value.ValueKind is JsonValueKind.Object ? JsonObject.Create(done.Value)! : new JsonObject();
    }

    private async Task<Result<JsonNode>> PermitJoinAsync(JsonElement arguments, CancellationToken cancel)
    {
        if (Json.Integer(arguments, "seconds") is not (>= 0 and <= ZigbeeLimits.LongestJoin and var seconds))
            return new Fault(ErrorCodes.RequestInvalid, $"joining is open for 0 (closed) to {ZigbeeLimits.LongestJoin} seconds", "seconds");
        if (seconds > 0) _interviews.Begin();
        var request = new JsonObject { ["time"] = seconds };
        // Through one router alone, where a device is too far from the others.
        if (Json.Text(arguments, "through") is { } through) request["device"] = through;
        var done = await RequestAsync("permit_join", request, cancel);
        return done.Fault is { } fault ? fault : new JsonObject();
    }

    private async Task<Result<JsonNode>> NetworkMapAsync(CancellationToken cancel)
    {
        var map = await RequestAsync("networkmap", new JsonObject { ["type"] = "raw", ["routes"] = false }, cancel, ZigbeeLimits.MapPatience);
        return map.Fault is { } fault ? fault : NetworkMap.Of(map.Value, address => _roster.ByAddress(address)?.Id?.ToString());
    }

    /// <summary>Scenes have no request of their own and no reply: stored and removed ones are told with the next list, a failure in the log.</summary>
    private Result<JsonNode> Scene(string what, JsonElement arguments)
    {
        var target = Json.Text(arguments, "address") ?? "";
        if (_roster.ByAddress(target) is not { Listed: not null } device) return new Fault(ErrorCodes.NotFound, $"zigbee2mqtt has no {target}", "address");
        if (Json.Integer(arguments, "scene") is not (>= 0 and <= 255 and var number)) return new Fault(ErrorCodes.RequestInvalid, "a scene is a number of 0 to 255", "scene");
        JsonNode value = what == "store" ? new JsonObject { ["ID"] = number, ["name"] = FriendlyNames.Shown(Json.Text(arguments, "name") ?? $"Scene {number}") } : number;
        var message = new JsonObject { [$"scene_{what}"] = value };
        return _client.Publish($"{_base}/{device.Name}/set", message.ToJsonString(), Qos.AtLeastOnce, properties: Requests.Expiring)
            ? new JsonObject { ["sent"] = true }
            : new Fault(ErrorCodes.DeviceOffline, "zigbee2mqtt is not connected");
    }

    /// <summary>zigbee2mqtt answers when the new firmware is in, which may take hours; until then the device's state tells how far it is.</summary>
    private Result<JsonNode> Install(string address)
    {
        if (_roster.ByAddress(address) is not { Listed: not null }) return new Fault(ErrorCodes.NotFound, $"zigbee2mqtt has no {address}", "address");
        _ = InstallAsync(address, _ => { });
        return new JsonObject { ["sent"] = true };
    }

    private async Task InstallAsync(string address, Action<Fault?> ended)
    {
        try
        {
            ended((await RequestAsync("device/ota_update/update", new JsonObject { ["id"] = address }, _stop.Token, ZigbeeLimits.FirmwarePatience)).Fault);
        }
        catch (OperationCanceledException)
        {
            // The bridge stops; how far the device is stands in its state.
        }
    }

    /// <summary>The device's own firmware.check and firmware.install.</summary>
    private Fault? Renew(Device device, Operation operation)
    {
        if (operation.Address == "firmware.install")
        {
            _ = InstallAsync(device.NativeId, _ => { });
            _homes.Reply(_home, device.Id, operation.Id, new Outcome(OutcomeKind.Accepted));
        }
        else _ = CheckAsync(device, operation);
        return null;
    }

    private async Task CheckAsync(Device device, Operation operation)
    {
        try
        {
            var done = await RequestAsync("device/ota_update/check", new JsonObject { ["id"] = device.NativeId }, _stop.Token, ZigbeeLimits.LongPatience);
            _homes.Reply(_home, device.Id, operation.Id, done.Fault is { } fault ? new Outcome(OutcomeKind.Rejected, fault.Error.Code, fault.Detail) : Outcome.Done);
        }
        catch (OperationCanceledException)
        {
            // The bridge stops; the home gives the operation up.
        }
    }
}
