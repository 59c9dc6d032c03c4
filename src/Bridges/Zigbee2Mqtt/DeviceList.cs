using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Bridges.Zigbee2Mqtt.Mapping;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>A device as bridge/devices lists it.</summary>
/// <param name="Address">Its IEEE address, 0x and 16 hexadecimal digits: what it is known by, whatever it is called.</param>
/// <param name="Name">zigbee2mqtt's friendly name: part of its topics, and changeable.</param>
/// <param name="IsRouter">It is on the mains and always awake: it can be asked.</param>
/// <param name="Interview">SUCCESSFUL once everything is known of it.</param>
/// <param name="Definition">What it is; null for a device that zigbee2mqtt knows nothing of.</param>
/// <param name="Hash">Of the definition: a device whose hash did not change is not looked at again.</param>
internal sealed record ListedDevice(string Address, string Name, bool IsDisabled, bool IsRouter, string Interview, Definition? Definition, string Hash)
{
    /// <summary>Its number where it is a group; null for a device.</summary>
    internal int? Group { get; init; }

    /// <summary>Its endpoints with their bindings and scenes, as listed; undefined for a group.</summary>
    internal JsonElement Endpoints { get; init; }

    /// <summary>What of it can be set in zigbee2mqtt itself, in the form of exposes.</summary>
    internal JsonElement Options { get; init; }

    internal bool IsReady => !IsDisabled && Definition is not null && Interview == "SUCCESSFUL";

    /// <summary>Why it is not there yet, in a word.</summary>
    internal string Standing => IsDisabled ? "disabled" : Interview switch
    {
        "SUCCESSFUL" => Definition is null ? "unsupported" : "ready",
        "FAILED" => "failed",
        _ => "interviewing",
    };
}

/// <summary>Reads bridge/devices; tolerant of fields it does not know and of devices it cannot read.</summary>
internal static class DeviceList
{
    /// <summary>The devices without the coordinator, at most <see cref="ZigbeeLimits.Devices"/>; null when the text is no list at all.</summary>
    /// <param name="beyond">How many the list has beyond the limit; they are not looked at.</param>
    internal static IReadOnlyList<ListedDevice>? Read(ReadOnlyMemory<byte> json, out int beyond)
    {
        beyond = 0;
        if (Json.Read(json, ZigbeeLimits.ListBytes) is not { ValueKind: JsonValueKind.Array } list) return null;
        var devices = new List<ListedDevice>();
        foreach (var item in list.EnumerateArray())
            if (devices.Count == ZigbeeLimits.Devices) beyond++;
            else if (Device(item) is { } device) devices.Add(device);
        return [.. devices.DistinctBy(device => device.Address).DistinctBy(device => device.Name)];
    }

    private static ListedDevice? Device(JsonElement item)
    {
        if (Json.Text(item, "ieee_address") is not { Length: > 0 and <= 64 } address || Json.Text(item, "type") == "Coordinator") return null;
        if (Json.Text(item, "friendly_name") is not { Length: > 0 and <= 256 } name) return null;
        // Before 2.1 there was interview_completed alone.
        var interview = Json.Text(item, "interview_state") ?? (Json.Truth(item, "interview_completed") == true ? "SUCCESSFUL" : "IN_PROGRESS");
        var definition = item.TryGetProperty("definition", out var its) && its.ValueKind is JsonValueKind.Object ? its : default;
        return new ListedDevice(address, name, Json.Truth(item, "disabled") == true, Json.Text(item, "type") == "Router", interview, DefinitionOf(definition), HashOf(definition))
        {
            Endpoints = Json.Object(item, "endpoints") ?? default,
            Options = definition.ValueKind is JsonValueKind.Object && definition.TryGetProperty("options", out var options) && options.ValueKind is JsonValueKind.Array ? options : default,
        };
    }

    private static Definition? DefinitionOf(JsonElement json) => json.ValueKind is not JsonValueKind.Object ? null : new Definition(
        Json.Text(json, "vendor") ?? "", Json.Text(json, "model") ?? "", Json.Text(json, "description") ?? "", Json.Truth(json, "supports_ota") == true,
        json.TryGetProperty("exposes", out var exposes) ? exposes : default);

    internal static string HashOf(JsonElement definition) =>
        definition.ValueKind is JsonValueKind.Undefined ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition.GetRawText())));
}
