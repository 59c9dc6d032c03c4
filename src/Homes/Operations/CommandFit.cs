using Kith.Homes.Twins;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Operations;

/// <summary>A command as its device takes it.</summary>
/// <param name="Values">Property addresses and values to set, or an action's arguments by name; in the spec's formats.</param>
/// <param name="Risk">The greatest of what it touches.</param>
internal readonly record struct CommandFit(IReadOnlyDictionary<string, Value> Values, Risk Risk)
{
    /// <summary>Whether a device can be set so: all of it, or the first fault with its field.</summary>
    internal static Result<CommandFit> Set(Twin twin, IReadOnlyDictionary<string, Value>? values)
    {
        if (values is null or { Count: 0 }) return new Fault(ErrorCodes.RequestInvalid, "name at least one property", "values");
        var taken = new Dictionary<string, Value>(values.Count);
        var risk = Risk.Comfort;
        foreach (var (address, value) in values)
        {
            if (twin.Spec.FindProperty(address) is not { } property)
                return new Fault(ErrorCodes.PropertyUnknown, $"{twin.Device.Name} has no property {address}", address);
            if (!property.Access.HasFlag(Access.Write)) return new Fault(ErrorCodes.PropertyNotWritable, $"{address} cannot be set", address);
            var fit = property.Take(value);
            if (fit.Fault is { } fault) return fault;
            if (property.Risk > risk) risk = property.Risk;
            taken[address] = fit.Value;
        }
        return new CommandFit(taken, risk);
    }

    /// <summary>Whether a device can be told so: the action with just the arguments that it takes.</summary>
    internal static Result<CommandFit> Call(Twin twin, string address, IReadOnlyDictionary<string, Value>? arguments)
    {
        if (twin.Spec.FindAction(address) is not { } action) return new Fault(ErrorCodes.ActionUnknown, $"{twin.Device.Name} has no action {address}", address);
        var service = address[..address.LastIndexOf('.')];
        var taken = new Dictionary<string, Value>();
        foreach (var (name, value) in arguments ?? new Dictionary<string, Value>())
        {
            if (!action.In.Contains(name)) return new Fault(ErrorCodes.ActionArguments, $"{address} takes no argument {name}", name);
            var fit = twin.Spec.FindProperty($"{service}.{name}")?.Take(value) ?? value;
            if (fit.Fault is { } fault) return fault;
            taken[name] = fit.Value;
        }
        foreach (var name in action.In)
            if (!taken.ContainsKey(name)) return new Fault(ErrorCodes.ActionArguments, $"{address} needs the argument {name}", name);
        return new CommandFit(taken, action.Risk);
    }
}
