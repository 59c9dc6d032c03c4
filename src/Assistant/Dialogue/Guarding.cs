using Kith.Assistant.Households;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Dialogue;

/// <summary>Who may do what, and what wants a yes: by the risk of an act and by the house's own policy.</summary>
internal sealed class Guarding(House house)
{
    internal Understood Check(Understood understood, Hearing hearing)
    {
        if (understood.Outcome is not (Outcome.Done or Outcome.Confirm)) return understood;
        var acts = understood.Acts.SelectMany(act => act.Acts is { } inner ? inner.Append(act) : [act]).ToList();
        var weak = hearing.Person?.Role is "guest" or "child";
        if (weak && (acts.Exists(act => Listed(act, house.Policy.Adult)) || acts.Exists(Risky)))
            return new(Outcome.Deny, [], hearing.Say("An adult of this home has to do that.", "这需要家里的大人来操作。")) { Explain = understood.Explain };
        if (understood.Outcome == Outcome.Confirm) return understood;
        return acts.Exists(act => Risky(act) || Listed(act, house.Policy.Confirm))
            ? understood with { Outcome = Outcome.Confirm, Say = Question(hearing, acts) } : understood;
    }

    private string Question(Hearing hearing, List<Act> acts)
    {
        var act = acts.Find(one => Risky(one)) ?? acts.Find(one => Listed(one, house.Policy.Confirm))!;
        var names = string.Join(hearing.Say(", ", "、"), Things(act).Select(thing => thing.Name));
        return (act.Property, act.Value) switch
        {
            ("locked", false) => hearing.Say($"Unlock {names}? Say yes to go ahead.", $"要解锁{names}吗？说“是的”就执行。"),
            ("open", true) or ("position", _) => hearing.Say($"Open {names}? Say yes to go ahead.", $"要打开{names}吗？说“是的”就执行。"),
            ("armed", false) => hearing.Say($"Disarm {names}? Say yes to go ahead.", $"要撤防{names}吗？说“是的”就执行。"),
            _ => hearing.Say($"Really, {names}? Say yes to go ahead.", $"{names}，确定吗？说“是的”就执行。"),
        };
    }

    private readonly Dictionary<string, Thing> _things = house.Things.GroupBy(thing => thing.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private IEnumerable<Thing> Things(Act act) => (act.Targets ?? []).Select(id => _things.GetValueOrDefault(id)).OfType<Thing>();

    /// <summary>What lets somebody in, lets something out or lowers a guard.</summary>
    private bool Risky(Act act) => act.Kind == "set" && Things(act).Any(thing => (thing.Kind, act.Property, act.Value) switch
    {
        (_, "locked", false) => true,
        (_, "armed", false) => true,
        ("garage-door" or "gate" or "door" or "valve", "open", true) => true,
        ("garage-door" or "gate" or "door" or "valve", "position", double part) => part > 0,
        _ => false,
    }) || act.Kind == "call" && act.Action == "toggle" && Things(act).Any(thing => thing.Kind is "garage-door" or "gate" or "door" or "valve");

    private bool Listed(Act act, IReadOnlyList<PolicyEntry> entries) => entries.Any(entry => Things(act).Any(thing => entry.Target == thing.Id || entry.Target == thing.Kind)
        ? entry.Property is null ? Direction(act) : entry.Property == act.Property && (entry.Value is null || Equals(entry.Value, act.Value) || act.Kind == "step")
        : act.Kind == "scene" && entry.Target == act.Scene);

    private static bool Direction(Act act) => act.Kind == "set"
        ? (act.Property, act.Value) is ("locked", false) or ("open", true) or ("armed", false) or ("on", true) or ("position", double and > 0) || act.Property is "target-temperature" or "mode"
        : act.Kind == "step" ? act.Direction == "up" : act.Kind == "call" && act.Action is "start" or "open" or "toggle";
}
