using Kith.Assistant.Households;
using Kith.Assistant.Understanding;
using Kith.Model.Values;

namespace Kith.Server.Assistant;

/// <summary>What one act is for one device: properties to set, or an action to call; or why it is nothing.</summary>
/// <param name="IsSafe">It guards, closes or locks: nobody has to say yes to it.</param>
/// <param name="Hitch">Why it cannot be ordered; null when it can.</param>
internal sealed record Order(SpokenDevice Device, Act Act, IReadOnlyDictionary<string, Value>? Values, string? Action, IReadOnlyDictionary<string, Value>? Arguments, bool IsSafe, Hitch? Hitch)
{
    /// <summary>How far a step goes where nobody says how far.</summary>
    private static readonly Dictionary<string, double> Steps = new(StringComparer.Ordinal)
    {
        ["brightness"] = 20, ["volume"] = 10, ["position"] = 20, ["tilt"] = 20, ["fan-level"] = 25, ["target-temperature"] = 1, ["target-humidity"] = 5, ["color-temperature"] = 500, ["channel"] = 1,
    };

    internal static Order Of(SpokenDevice device, Act act, IState state) => act switch
    {
        { Kind: "set", Property: { } trait, Value: { } value } => Set(device, act, trait, value),
        { Kind: "step", Property: { } trait } => Step(device, act, trait, state),
        { Kind: "call", Action: "toggle" } => Toggle(device, act, state),
        { Kind: "call", Action: { } call } => Call(device, act, call) ?? Fail(device, act, Assistant.Hitch.Cannot),
        _ => Fail(device, act, Assistant.Hitch.Cannot),
    };

    private static Order Set(SpokenDevice device, Act act, string trait, object value)
    {
        if (device.Writes(trait) is not var (binding, properties))
            return (trait, value) switch
            {
                ("open", bool open) when device.Writes("position") is not null => Set(device, act, "position", open ? 100d : 0d),
                ("on", bool on) => Call(device, act, on ? "start" : "stop") ?? Fail(device, act, Assistant.Hitch.Cannot),
                _ => Fail(device, act, Assistant.Hitch.Cannot),
            };
        var values = new Dictionary<string, Value>(properties.Count);
        foreach (var property in properties)
            if (SpokenAs.Written(binding, property, value) is { } written) values[property.Address] = written;
        if (values.Count == 0) return Fail(device, act, Assistant.Hitch.NoSuchValue);
        return new(device, act, values, null, null, binding.Safe is { } safe && (value as bool? ?? true) == safe, null);
    }

    private static Order Step(SpokenDevice device, Act act, string trait, IState state)
    {
        if (device.Writes(trait) is not var (binding, properties)) return Fail(device, act, Assistant.Hitch.Cannot);
        if (state.Read(device.Thing, trait) is not double now) return Fail(device, act, Assistant.Hitch.NotKnown);
        var up = act.Direction != "down";
        var wanted = now + (up ? 1 : -1) * (act.Amount ?? Steps.GetValueOrDefault(trait, 10));
        if (device.Thing.Traits[trait] is { } limits) wanted = Math.Clamp(wanted, limits.Min, limits.Max);
        var order = Set(device, act, trait, wanted);
        // Three levels are further apart than a step.
        if (binding.As == "level" && order.Values is { } values && SpokenAs.Written(binding, properties[0], now) == values[properties[0].Address] && SpokenAs.Next(properties[0], values[properties[0].Address], up) is { } next)
            return order with { Values = new Dictionary<string, Value> { [properties[0].Address] = next } };
        return order;
    }

    private static Order Toggle(SpokenDevice device, Act act, IState state)
    {
        foreach (var trait in (string[])["on", "open"])
            if (device.Writes(trait) is not null) return state.Read(device.Thing, trait) is bool now ? Set(device, act, trait, !now) : Fail(device, act, Assistant.Hitch.NotKnown);
        return Fail(device, act, Assistant.Hitch.Cannot);
    }

    private static Order? Call(SpokenDevice device, Act act, string call)
    {
        if (device.Calls(call) is not var (binding, service)) return call switch
        {
            "open" or "close" => Set(device, act, "open", call == "open"),
            "start" or "stop" when device.Writes("on") is not null => Set(device, act, "on", call == "start"),
            _ => null,
        };
        if (binding.Property is { } name)
        {
            var property = device.Spec.FindProperty($"{service}.{name}")!;
            return new(device, act, new Dictionary<string, Value> { [property.Address] = SpokenAs.Choice(property, binding.Value)!.Value }, null, null, true, null);
        }
        // A vacuum that knows rooms by their ids is told them; another cleans where it is.
        if (act.Args?.Rooms is { Count: > 0 } rooms && device.Spec.FindAction($"{service}.start-room-sweep") is { In: ["room-ids"] } sweep)
            return new(device, act, null, sweep.Address, new Dictionary<string, Value> { ["room-ids"] = Value.Of(string.Join(',', rooms)) }, false, null);
        return device.Spec.FindAction($"{service}.{binding.Action}") is { In.Count: 0 } action ? new(device, act, null, action.Address, null, false, null) : null;
    }

    private static Order Fail(SpokenDevice device, Act act, Hitch hitch) => new(device, act, null, null, null, false, hitch);
}

/// <summary>Why an act is nothing for a device, before anybody asked it.</summary>
internal enum Hitch : byte
{
    /// <summary>It has no such property or action.</summary>
    Cannot,
    /// <summary>It has the property, but no value like that.</summary>
    NoSuchValue,
    /// <summary>A step from where it is now, and nobody knows where that is.</summary>
    NotKnown,
}
