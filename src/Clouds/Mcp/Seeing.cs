using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Model;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Clouds.Mcp;

/// <summary>What is there and how it is, as the caller sees it.</summary>
internal static class Seeing
{
    /// <summary>Devices of one answer: more than most homes have, and what an agent can still read.</summary>
    private const int MostDevices = 300;

    internal static async Task<Result<JsonObject>> HomeAsync(Agent agent, Arguments given)
    {
        var found = await agent.Homes.SnapshotAsync(agent.Home, agent.Caller);
        if (found.Fault is { } fault) return fault;
        var home = found.Value;
        var devices = home.Devices.Where(device => device.Type != "scene" && IsIn(device, given.Text("room"))).ToList();
        var me = home.People.FirstOrDefault(person => person.Id == home.Home.Me);
        return new JsonObject
        {
            ["name"] = home.Home.Name, ["timeZone"] = home.Home.TimeZone, ["now"] = Time(agent.Time.GetUtcNow()),
            ["youActFor"] = new JsonObject { ["name"] = me?.Name, ["role"] = home.Home.Role.ToString().ToLowerInvariant() },
            ["rooms"] = new JsonArray([.. home.Rooms.Select(room => new JsonObject { ["id"] = room.Id.ToString(), ["name"] = room.Name, ["floor"] = room.Floor })]),
            ["devices"] = new JsonArray([.. devices.Take(MostDevices).Select(Line)]),
            ["moreDevices"] = More(devices),
            ["scenes"] = new JsonArray([.. home.Devices.Where(device => device.Type == "scene").Select(scene => new JsonObject { ["id"] = scene.Id.ToString(), ["name"] = scene.Name })]),
        };
    }

    internal static async Task<Result<JsonObject>> StateAsync(Agent agent, Arguments given)
    {
        var found = await agent.Homes.DevicesAsync(agent.Home, agent.Caller);
        if (found.Fault is { } fault) return fault;
        var devices = found.Value.Where(device => device.Type != "scene" && IsIn(device, given.Text("room"))).ToList();
        return new JsonObject
        {
            ["devices"] = new JsonArray([.. devices.Take(MostDevices).Select(device =>
            {
                var line = Line(device);
                var values = new JsonObject();
                foreach (var (address, value) in device.Values) values[address] = Plain(value.V);
                line["values"] = values;
                return line;
            })]),
            ["moreDevices"] = More(devices),
        };
    }

    internal static async Task<Result<JsonObject>> DeviceAsync(Agent agent, Arguments given)
    {
        if (!DeviceId.TryParse(given.Text("device"), null, out var id)) return Unknown;
        var device = await agent.Homes.DeviceAsync(agent.Home, agent.Caller, id);
        var spec = await agent.Homes.SpecAsync(agent.Home, agent.Caller, id);
        if ((device.Fault ?? spec.Fault) is { } fault) return fault;
        var line = Line(device.Value);
        line["seen"] = device.Value.Seen is { } seen ? Time(seen) : null;
        line["properties"] = new JsonArray([.. spec.Value.Properties.Select(property => Told(property, device.Value.Values.GetValueOrDefault(property.Address)))]);
        line["actions"] = new JsonArray([.. spec.Value.Services.SelectMany(service => service.Actions).Select(Told)]);
        return line;
    }

    /// <summary>An id that no device can have is like one that none has.</summary>
    internal static Fault Unknown { get; } = new(ErrorCodes.DeviceUnknown, "there is no such device in this home", "device");

    internal static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture);

    internal static JsonNode? Plain(Value value) => JsonSerializer.SerializeToNode(value, ModelJson.Default.Value);

    private static bool IsIn(DeviceView device, string? room) => room is null || device.Room?.ToString() == room;

    private static JsonNode? More(List<DeviceView> devices) => devices.Count > MostDevices ? devices.Count - MostDevices : null;

    private static JsonObject Line(DeviceView device) =>
        new() { ["id"] = device.Id.ToString(), ["name"] = device.Name, ["type"] = device.Type, ["room"] = device.Room?.ToString(), ["online"] = device.Online };

    private static JsonObject Told(Property property, ValueView? now) => new()
    {
        ["address"] = property.Address, ["name"] = property.Title.En, ["value"] = now is null ? null : Plain(now.V), ["since"] = now is null ? null : Time(now.T),
        ["format"] = property.Format.ToString().ToLowerInvariant(), ["unit"] = property.Unit, ["canBeSet"] = property.Access.HasFlag(Access.Write), ["risk"] = property.Risk.ToString().ToLowerInvariant(),
        ["range"] = property.Range is { } range ? new JsonObject { ["min"] = range.Min, ["max"] = range.Max, ["step"] = range.Step } : null,
        ["choices"] = property.Choices is { } choices ? new JsonArray([.. choices.Select(choice => new JsonObject { ["value"] = choice.Value, ["name"] = choice.Name.En })]) : null,
    };

    private static JsonObject Told(SpecAction action) => new()
    {
        ["address"] = action.Address, ["name"] = action.Title.En, ["arguments"] = new JsonArray([.. action.In.Select(name => JsonValue.Create(name))]), ["risk"] = action.Risk.ToString().ToLowerInvariant(),
    };
}
