using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Model.Ids;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>Which devices there are, what they are called, and how they come and go; and the log messages.</summary>
internal sealed partial class ZigbeeBridge
{
    private void TakeDevices(ReadOnlyMemory<byte> payload)
    {
        if (DeviceList.Read(payload, out var beyond) is not { } list)
        {
            Malformed("devices");
            return;
        }
        if (beyond > 0) Wrong($"its list has {beyond} devices beyond the {ZigbeeLimits.Devices} that a bridge may bring; these are left out");
        _metrics.Used();
        Interlocked.Increment(ref _lists);
        using (_listing.EnterScope()) _devices = list;
        Relist();
    }

    /// <summary>Devices and groups come in lists of their own and are one roster: each has a name, topics and a place in the home.</summary>
    private void Relist()
    {
        using (_listing.EnterScope())
        {
            IReadOnlyList<ListedDevice> list = [.. _devices, .. Groups.Select(group => GroupProduct.Of(group, _devices))];
            var renamed = _roster.Apply([.. list.DistinctBy(listed => listed.Address).DistinctBy(listed => listed.Name)]);
            foreach (var (device, before) in renamed) _ = TheirsRenamedAsync(device, before);
            foreach (var device in _roster.All) TellPresence(device);
            _sync.Listed([.. _roster.All]);
        }
    }

    /// <summary>A device is in the home now. What came before it was, retained or live, counts from here.</summary>
    private void Arrived(ZigbeeDevice device)
    {
        var name = device.Name;
        if (_client.Retained($"{_base}/{name}/availability") is { Payload.IsEmpty: false } availability) TakeAvailability(device, availability.Payload);
        else TellPresence(device);
        if (!device.LastState.IsEmpty) TakeState(device, device.LastState, isLive: false);
        else if (_early.Take(name) is { } early) TakeState(device, early, isLive: false);
        else if (_client.Retained($"{_base}/{name}") is { Payload.IsEmpty: false } state) TakeState(device, state.Payload, isLive: false);
        // After a restart of Kith alone: zigbee2mqtt says again which devices there are, but not how they are.
        else if (device is { Listed.IsRouter: true, Mapping.Question: { } question })
            _client.Publish($"{_base}/{name}/get", new JsonObject { [question] = "" }.ToJsonString(), Qos.AtLeastOnce, properties: Requests.Expiring);
    }

    /// <summary>
    /// zigbee2mqtt tells its devices when it starts and when one changes, but not when it connects again (2.14.1), and a restarted Kith has
    /// forgotten them. A change of a device's options that changes nothing makes it tell.
    /// </summary>
    private async Task AskForListAsync()
    {
        try
        {
            var known = await _homes.DevicesAsync(_home, DeviceSync.House);
            foreach (var device in (known.Ok ? known.Value : []).Where(device => device.Via == _via && !device.NativeId.StartsWith(GroupProduct.Address, StringComparison.Ordinal)).Take(ZigbeeLimits.ListQuestions))
            {
                // One that has just started tells by itself.
                await Task.Delay(ZigbeeLimits.ListPatience, _time, _stop.Token);
                if (_lists > 0 || _state is not BridgeLink.Online) return;
                await RequestAsync("device/options", new JsonObject { ["id"] = device.NativeId, ["options"] = new JsonObject() }, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The bridge stops.
        }
    }

    private void TakeEvent(JsonElement json)
    {
        _interviews.Happened(json);
        // Left by itself: it stays in the home, offline, and is the same device when it joins again.
        if (Json.Text(json, "type") != "device_leave" || Json.Object(json, "data") is not { } data) return;
        if (_roster.ByAddress(Json.Text(data, "ieee_address") ?? "") is not { } device) return;
        using (device.Gate.EnterScope()) (device.Available, device.HasLeft) = (false, true);
        TellPresence(device);
    }

    /// <summary>The log is the only sign of a command that a device did not take (2.14.1).</summary>
    private void TakeLog(JsonElement json)
    {
        if (Json.Text(json, "level") != "error" || Json.Text(json, "message") is not { } message) return;
        Wrong(message);
        if (LogLine.Read(message) is not { } line || _roster.ByName(line.Name) is not { } device) return;
        if (line.Verb == "get") Heard(device, isSilent: true);
        else if (line.Verb == "set") _sender.Failed(device, line.Why);
    }

    private void TakeResponse(string request, JsonElement json)
    {
        _requests.Answered(json);
        if (request is not ("device/remove" or "group/remove") || Json.Text(json, "status") != "ok" || Json.Object(json, "data") is not { } data) return;
        var meant = Json.Text(data, "id") ?? (Json.Integer(data, "id") is { } group ? $"{GroupProduct.Address}{group}" : "");
        if (_roster.Meant(meant) is not { IsLeaving: false } device) return;
        // Removed over there, by a person in its own pages: then it is removed here; what it told stays in the history.
        DeviceId? id;
        using (device.Gate.EnterScope()) (id, device.Id, device.Mapping, device.IsLeaving) = (device.Id, null, null, true);
        _ = DropAsync(device, id);
    }

    private async Task DropAsync(ZigbeeDevice device, DeviceId? id)
    {
        id ??= await FindAsync(device.Address);
        if (id is { } its) await _homes.RemoveDeviceAsync(_home, DeviceSync.House, its);
        using (device.Gate.EnterScope()) device.IsLeaving = false;
        _roster.Drop(device);
    }

    private async Task<DeviceId?> FindAsync(string address)
    {
        var devices = await _homes.DevicesAsync(_home, DeviceSync.House);
        return devices.Ok ? devices.Value.FirstOrDefault(device => device.Via == _via && device.NativeId == address)?.Id : null;
    }

    /// <summary>Renamed in zigbee2mqtt.</summary>
    private async Task TheirsRenamedAsync(ZigbeeDevice device, string before)
    {
        if (device.Id is not { } id || device.Listed is not { } listed || device.Mapping is not { } mapping || _names.NameOf(id) is not { } ours) return;
        var wasTheSame = ours == FriendlyNames.Shown(before) || ours == _sync.GivenName(listed with { Name = before }, mapping.Spec);
        var name = FriendlyNames.Shown(listed.Name);
        if (wasTheSame && FriendlyNames.Of(ours) != listed.Name && name.Length > 0)
            await _homes.ChangeDeviceAsync(_home, DeviceSync.House, id, name, room: null, icon: null, order: null);
    }

    /// <summary>Another radio may have taken a device's place: what it says is that device's from now on.</summary>
    private void Seen(DeviceView view)
    {
        if (_roster.ByAddress(view.NativeId) is not { } device) return;
        using (device.Gate.EnterScope())
        {
            if (device.Id is null || device.Id == view.Id) return;
            device.Id = view.Id;
            device.Told.Clear();
        }
        Arrived(device);
        _ = FollowNameAsync(device);
    }

    /// <summary>Who took a device's place gets its name in zigbee2mqtt too, as soon as that is free.</summary>
    private async Task FollowNameAsync(ZigbeeDevice device)
    {
        if (device.Id is not { } id || _names.NameOf(id) is not { } ours || _roster.ByName(FriendlyNames.Of(ours)) is not null) return;
        await CallAsync(device, ours);
    }

    /// <summary>Renamed in Kith.</summary>
    private async Task OursRenamedAsync(DeviceView view)
    {
        if (_roster.ByAddress(view.NativeId) is { } device) await CallAsync(device, view.Name);
    }

    private async Task CallAsync(ZigbeeDevice device, string ours)
    {
        if (device.Listed is null || _state is not BridgeLink.Online) return;
        var name = FriendlyNames.Of(ours);
        if (name.Length == 0 || name == device.Name || ours == FriendlyNames.Shown(device.Name)) return;
        await (device.Listed.Group is null
            ? RequestAsync("device/rename", new JsonObject { ["from"] = device.Address, ["to"] = name }, _stop.Token)
            : RequestAsync("group/rename", new JsonObject { ["from"] = device.Name, ["to"] = name }, _stop.Token));
    }

    [LoggerMessage(6005, LogLevel.Information, "Bridge {Via} is {State}")]
    private static partial void LogTurned(ILogger logger, string via, BridgeLink state);

    [LoggerMessage(6006, LogLevel.Warning, "Bridge {Via} sent a {What} that cannot be read ({Count} so far)")]
    private static partial void LogMalformed(ILogger logger, string via, string what, long count);

    [LoggerMessage(6007, LogLevel.Warning, "zigbee2mqtt did not do {Request}: {Why}")]
    private static partial void LogRequestFailed(ILogger logger, string request, string why);
}
