using Kith.Homes.Actor;
using Kith.Homes.Rules.Expressions;
using Kith.Homes.Twins;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Triggers;

/// <summary>A device tells something once: a button pressed twice, a doorbell, a scene that ran.</summary>
/// <param name="Device">Which.</param>
/// <param name="Event">Its address: button.double-press.</param>
/// <param name="Arguments">Only with these arguments, by name; any when not said.</param>
public sealed record EventTrigger(DeviceId Device, string Event, IReadOnlyDictionary<string, Value>? Arguments = null) : Trigger
{
    internal override Watch? Compile(RuleCheck check, string path)
    {
        if (check.Device(Device, $"{path}.device") is not { } twin) return null;
        if (twin.Spec.FindEvent(Event) is not { } happening)
        {
            check.Wrong($"{path}.event", ErrorCodes.EventUnknown.Code, $"{twin.Device.Name} has no event {Event}");
            return null;
        }
        var service = Event[..Event.LastIndexOf('.')];
        var wanted = new Dictionary<string, Value>();
        foreach (var (name, value) in Arguments ?? new Dictionary<string, Value>())
            if (!happening.Arguments.Contains(name)) check.Wrong($"{path}.arguments.{name}", ErrorCodes.ActionArguments.Code, $"{Event} has no argument {name}");
            else wanted[name] = twin.Spec.FindProperty($"{service}.{name}") is { } property ? check.Fit(property, value, $"{path}.arguments.{name}") : value;
        foreach (var name in happening.Arguments)
            if (twin.Spec.FindProperty($"{service}.{name}") is { } property) check.Tells(name, RuleCheck.KindOf(property));
        check.Tells("device", Kind.Text);
        return new EventWatch(this, wanted);
    }

    private sealed class EventWatch(EventTrigger trigger, Dictionary<string, Value> wanted) : Watch
    {
        internal override DeviceId? Device => trigger.Device;

        internal override Edge Judge(Happening happening, Dictionary<string, Value> told)
        {
            if (happening is not EventHappened its || its.Address != trigger.Event) return Edge.None;
            foreach (var (name, value) in wanted)
                if (!its.Arguments.TryGetValue(name, out var given) || given != value) return Edge.None;
            foreach (var (name, value) in its.Arguments) told[name] = value;
            return Edge.Begun;
        }
    }
}
