using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.HomeAssistant.Out;

/// <summary>What somebody wishes of a device: values, or an action.</summary>
internal sealed record Wish(IReadOnlyDictionary<string, Value>? Values, string? Action);

/// <summary>
/// One device towards Home Assistant. BASE/DEVICE/SERVICE is the state of a service, one object; BASE/DEVICE/SERVICE/NAME/set and
/// .../call are its commands; BASE/DEVICE/available says whether it is there; BASE/DEVICE/SERVICE/event tells what happens.
/// </summary>
internal sealed class DeviceExport(HomeId home, string stem, DeviceView device, Spec spec)
{
    internal DeviceView Device { get; } = device;

    internal Spec Spec { get; } = spec;

    internal string Stem { get; } = $"{stem}/{device.Id}";

    /// <summary>Its description's topic, below the prefix.</summary>
    internal string Path => $"device/{IdOf(home, Device.Id)}/config";

    /// <summary>Identifiers begin with the home: a Home Assistant may see several.</summary>
    internal static string IdOf(HomeId home, DeviceId device) => $"kith_{home}_{device}";

    internal JsonObject Description(string? room)
    {
        var its = new JsonObject { ["identifiers"] = new JsonArray(IdOf(home, Device.Id)), ["name"] = Device.Name, ["manufacturer"] = Spec.Maker, ["model"] = Spec.Model ?? Spec.Name.En };
        if (room is not null) its["suggested_area"] = room;
        var components = new JsonObject();
        foreach (var service in Spec.Services)
            foreach (var (id, component) in Shapes.Of(this, service))
            {
                component["unique_id"] = $"{IdOf(home, Device.Id)}_{id}";
                components[id] = component;
            }
        return new JsonObject
        {
            ["device"] = its,
            ["origin"] = new JsonObject { ["name"] = "Kith" },
            ["availability"] = new JsonArray(new JsonObject { ["topic"] = $"{stem}/status" }, new JsonObject { ["topic"] = $"{Stem}/available" }),
            ["availability_mode"] = "all",
            ["components"] = components,
        };
    }

    /// <summary>The states of its services, by topic; a service without a value has none.</summary>
    internal IEnumerable<(string Topic, string Payload)> States(IReadOnlyDictionary<string, Value> values)
    {
        foreach (var service in Spec.Services)
            if (State(service, values) is { Count: > 0 } state) yield return ($"{Stem}/{service.Id}", state.ToJsonString());
    }

    internal static JsonObject State(Service service, IReadOnlyDictionary<string, Value> values)
    {
        var state = new JsonObject();
        foreach (var property in service.Properties)
            if (values.TryGetValue(property.Address, out var value) && !value.IsNone) state[property.Name] = Words.Of(property, value);
        return state;
    }

    /// <summary>What a command topic and its payload wish; null for what this device has no such thing for.</summary>
    /// <param name="rest">The topic behind its stem: SERVICE/NAME/set.</param>
    internal Wish? Read(string rest, string payload)
    {
        if (rest.Split('/') is not [var id, var name, var verb] || Spec.Services.FirstOrDefault(its => its.Id == id) is not { } service) return null;
        if (verb == "call") return service.Actions.Any(action => action.Name == name) ? new Wish(null, $"{id}.{name}") : null;
        if (verb != "set") return null;
        // What Home Assistant calls a mode is on and a mode here.
        if (name == Shapes.ModeOrOff) return payload == "off" ? One($"{id}.on", Value.Of(false)) : Mode(service, payload);
        if (service.Properties.FirstOrDefault(its => its.Name == name) is not { } property || !property.Access.HasFlag(Access.Write)) return null;
        return Words.Read(property, payload) is { IsNone: false } value ? One(property.Address, value) : null;
    }

    private static Wish? Mode(Service service, string payload)
    {
        if (service.Properties.FirstOrDefault(its => its.Name == "mode") is not { } mode) return payload == "heat" ? One($"{service.Id}.on", Value.Of(true)) : null;
        if (Words.Read(mode, payload) is not { IsNone: false } value) return null;
        return new Wish(new Dictionary<string, Value> { [$"{service.Id}.on"] = Value.Of(true), [mode.Address] = value }, null);
    }

    private static Wish One(string address, Value value) => new(new Dictionary<string, Value> { [address] = value }, null);
}
