using Kith.Homes.Actor;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Triggers;

/// <summary>A program of the household calls POST /homes/{home}/hooks/{name}, with a personal token in its header.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens, up to 64.</param>
/// <param name="Fields">What of the call's JSON object the rule reads as trigger.field, each with an example of its kind: {"song": "", "volume": 0}.</param>
public sealed record WebhookTrigger(string Name, IReadOnlyDictionary<string, Value>? Fields = null) : Trigger
{
    internal override Watch? Compile(RuleCheck check, string path)
    {
        if (!Model.Ids.RoomId.TryParse(Name, null, out _)) check.Wrong($"{path}.name", ErrorCodes.RequestInvalid.Code, "lower-case letters, digits and hyphens, up to 64");
        foreach (var (name, value) in Fields ?? new Dictionary<string, Value>()) check.Tells(name, RuleCheck.KindOf(value));
        return new WebhookWatch(this);
    }

    private sealed class WebhookWatch(WebhookTrigger trigger) : Watch
    {
        internal override Edge Judge(Happening happening, Dictionary<string, Value> told)
        {
            if (happening is not HookCalled call || call.Name != trigger.Name) return Edge.None;
            foreach (var (name, example) in trigger.Fields ?? new Dictionary<string, Value>())
                if (call.Values.TryGetValue(name, out var value) && RuleCheck.KindOf(value) == RuleCheck.KindOf(example)) told[name] = value;
            return Edge.Begun;
        }
    }
}

/// <summary>A program of the household called.</summary>
internal sealed record HookCalled(string Name, IReadOnlyDictionary<string, Value> Values) : Happening;
