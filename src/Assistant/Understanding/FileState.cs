using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;

namespace Kith.Assistant.Understanding;

/// <summary>The state of a house out of a file, changed by what was done in one conversation.</summary>
internal sealed class FileState(HouseFile file) : IState
{
    private readonly Dictionary<(string, string), object> _now = new(file.State.ToDictionary());
    private readonly Stack<(Act Act, List<((string, string) Key, object? Before)> Changed)> _done = new();

    internal DateTime? Now { get; set; }
    internal List<RunningTimer> Timers { get; } = [.. file.Timers];

    public object? Read(Thing thing, string trait) => _now.GetValueOrDefault((thing.Id, trait));
    public bool? IsHome(Person person) => file.People.GetValueOrDefault(person.Id).Home;
    public string? PlaceOf(Person person) => file.People.GetValueOrDefault(person.Id).Place;

    internal Understood Apply(Understood understood)
    {
        var acts = new List<Act>();
        foreach (var act in understood.Acts) acts.Add(act.Kind == "undo" ? Undo() : Do(act));
        return understood with { Acts = acts };
    }

    private Act Do(Act act)
    {
        var changed = new List<((string, string), object?)>();
        if (act.When is null && act.Targets is { } targets)
            foreach (var target in targets)
            {
                if (act is { Kind: "set", Property: { } property, Value: { } value })
                {
                    Change(target, property, value);
                    if (property == "position" && value is double part) Change(target, "open", part > 0);
                    if (property == "open" && value is bool open) Change(target, "position", open ? 100d : 0d);
                    if (property is "brightness" && value is double and > 0) Change(target, "on", true);
                }
                else if (act is { Kind: "step", Property: { } stepped } && _now.GetValueOrDefault((target, stepped)) is double before)
                    Change(target, stepped, before + (act.Direction == "down" ? -1 : 1) * (act.Amount ?? 10));
                else if (act is { Kind: "call", Action: "play" or "resume" or "pause" or "stop" }) Change(target, "playing", act.Action is "play" or "resume");
            }
        if (act.Kind == "timer.start") Timers.Add(new($"t{Timers.Count + 1}", act.Name, act.Seconds ?? 0, act.Seconds ?? 0));
        if (act.Kind == "timer.cancel") Timers.RemoveAll(timer => act.All == true || act.Timer is null || act.Timer.Name == timer.Name || act.Timer.Seconds == timer.Seconds);
        _done.Push((act, changed));
        return act;

        void Change(string target, string property, object value)
        {
            changed.Add(((target, property), _now.GetValueOrDefault((target, property))));
            _now[(target, property)] = value;
        }
    }

    private Act Undo()
    {
        if (!_done.TryPop(out var last)) return new() { Kind = "undo" };
        var restored = new List<Act>();
        foreach (var (key, before) in Enumerable.Reverse(last.Changed))
        {
            if (before is null) _now.Remove(key);
            else _now[key] = before;
            if (before is not null && key.Item2 == last.Act.Property) restored.Add(new() { Kind = "set", Targets = [key.Item1], Property = key.Item2, Value = before });
        }
        return new() { Kind = "undo", Acts = restored.Count > 0 ? restored : null };
    }
}
