using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Server.Simulation;

/// <summary>What else changes in a simulated device when it is told something: a curtain moves, a toggle turns, a robot leaves its dock.</summary>
internal static class Reflexes
{
    /// <summary>The properties that follow a set, by address.</summary>
    internal static IEnumerable<KeyValuePair<string, Value>> OfSet(Spec spec, string address, Value value)
    {
        var (service, name) = Split(address);
        if (name.StartsWith("target-", StringComparison.Ordinal) && spec.FindProperty($"{service}.current-{name["target-".Length..]}") is { } current)
            yield return new(current.Address, value);
        if (name == "motor-control" && spec.FindProperty(address)?.Choices?.FirstOrDefault(choice => choice.Value == value.AsInteger()) is { Key: not "pause" } motion)
        {
            var position = Value.Of(motion.Key == "open" ? 100 : 0);
            foreach (var follows in (string[])["current-position", "target-position"])
                if (spec.FindProperty($"{service}.{follows}") is { } property) yield return new(property.Address, position);
        }
        if (name == "open" && spec.FindProperty($"{service}.status") is { } status && Choice(status, value.AsBool() ? "open" : "closed") is { } shown)
            yield return new(status.Address, shown);
    }

    /// <summary>The properties that an action changes, given what they are.</summary>
    internal static IEnumerable<KeyValuePair<string, Value>> OfCall(Spec spec, string action, IReadOnlyDictionary<string, Value> state)
    {
        var (service, name) = Split(action);
        var status = spec.FindProperty($"{service}.status");
        if (name == "toggle" && spec.FindProperty($"{service}.on") is { } on)
            yield return new(on.Address, Value.Of(!state.GetValueOrDefault(on.Address).AsBool()));
        else if (name is "brightness-up" or "brightness-down" && spec.FindProperty($"{service}.brightness") is { } brightness)
            yield return new(brightness.Address, Value.Of(Math.Clamp(state.GetValueOrDefault(brightness.Address).AsInteger() + (name == "brightness-up" ? 10 : -10), 1, 100)));
        else if (name is "play" or "pause" or "stop" && spec.FindProperty($"{service}.playing-state") is { } playing
                 && Choice(playing, name switch { "play" => "playing", "pause" => "paused", _ => "stopped" }) is { } mood)
            yield return new(playing.Address, mood);
        else if (status is not null && StatusAfter(status, name) is { } next) yield return new(status.Address, next);
    }

    /// <summary>The first of the states that an action's name may lead to and that this status knows.</summary>
    private static Value? StatusAfter(Property status, string action)
    {
        string[] wanted = action switch
        {
            _ when action.StartsWith("start-mop", StringComparison.Ordinal) => ["mopping"],
            _ when action.StartsWith("start-", StringComparison.Ordinal) || action == "continue-sweep" => ["sweeping", "running", "cooking", "heating", "watering"],
            _ when action.StartsWith("pause", StringComparison.Ordinal) => ["paused"],
            "stop-and-gocharge" => ["go-charging", "docked"],
            _ when action.StartsWith("stop", StringComparison.Ordinal) || action.StartsWith("cancel", StringComparison.Ordinal) => ["idle", "docked"],
            _ => [],
        };
        foreach (var key in wanted)
            if (Choice(status, key) is { } value) return value;
        return null;
    }

    private static Value? Choice(Property property, string key) =>
        property.Choices?.FirstOrDefault(choice => choice.Key == key) is { } choice ? Value.Of(choice.Value) : null;

    private static (string Service, string Name) Split(string address)
    {
        // A property's name may hold dots (pm2.5-density); a service's id may not.
        var dot = address.IndexOf('.');
        return (address[..dot], address[(dot + 1)..]);
    }
}
