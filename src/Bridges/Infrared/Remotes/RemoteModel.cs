using Kith.Bridges.Infrared.Files;
using Kith.Bridges.Infrared.Signals;
using Kith.Bridges.Products;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Infrared.Remotes;

/// <summary>
/// What a set of codes can do as a device: the services that a networked one of its type has, each member with the buttons or states that do
/// it. Everything that it has is assumed, for nothing ever answers. Immutable.
/// </summary>
internal sealed class RemoteModel
{
    /// <summary>Something that is on or off: buttons for each, or one that turns it over.</summary>
    private sealed record Truth(Signal? On, Signal? Off, Signal? Toggle);

    private readonly Dictionary<string, Truth> _truths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<long, Signal>> _picks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Signal> _presses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _toggles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Signal> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly WholeStates? _states;

    private RemoteModel(Library library, string type, IReadOnlyList<Button> buttons, StateTable? table)
    {
        var draft = new SpecDraft();
        var left = new Leftover(buttons);
        foreach (var button in buttons) _byName[button.Name] = button.Signal;
        if (table is not null) _states = new WholeStates(draft, library, type, table);
        switch (type)
        {
            case "television" or "projector":
                Power(draft, left, "television");
                Television(draft, left, library);
                Sound(draft, left);
                Player(draft, left);
                break;
            case "speaker":
                Sound(draft, left);
                Player(draft, left);
                Power(draft, left, "switch");
                break;
            case "light":
                Power(draft, left, "light");
                break;
            case "fan":
                if (table is null) Power(draft, left, "fan");
                if (left.Take("swing") is { } swing) AddTruth(draft, "fan", "horizontal-swing", new Truth(null, null, swing));
                break;
            case "ir-remote-control":
                draft.Add("ir-remote-control", "ir-remote-control", null, new PropertyDefinition { Name = "key-name" });
                draft.Add("ir-remote-control", "ir-remote-control", null, new ActionDefinition { Name = "press-key" });
                break;
        }
        foreach (var button in left.Rest) AddPress(draft, "remote", "open", new ActionDefinition { Name = Slugs.Free(Slugs.Of(button.Name), name => draft.HasMember("remote", name)), Title = LocalText.Same(button.Name) }, button.Signal);
        var title = library.FindType(type)?.Title ?? new LocalText("Remote", "遥控器");
        Document = ProductDocuments.Of("infrared", "", "", type, [.. draft.Services]) with { Name = title };
    }

    internal ProductDocument Document { get; }

    /// <summary>Types that codes can become.</summary>
    internal static IReadOnlyList<string> Types { get; } = ["television", "projector", "speaker", "air-conditioner", "fan", "light", "ir-remote-control"];

    internal static Result<(RemoteModel Model, Spec Spec)> Make(Library library, string type, IReadOnlyList<Button> buttons, StateTable? table)
    {
        if (!Types.Contains(type)) return new Fault(ErrorCodes.RequestInvalid, $"codes can become: {string.Join(", ", Types)}", "type");
        if (type == "air-conditioner" && table is null)
            return new Fault(ErrorCodes.RequestInvalid, "an air conditioner needs a table of states, as SmartIR's files have; single buttons can become an ir-remote-control", "type");
        if (type is not ("air-conditioner" or "fan") && table is not null) return new Fault(ErrorCodes.RequestInvalid, "a table of states can become an air-conditioner or a fan", "type");
        if (buttons.Count == 0 && table is null) return new Fault(ErrorCodes.RequestInvalid, "there is no button yet", "text");
        var model = new RemoteModel(library, type, buttons, table);
        var spec = library.Resolve(model.Document);
        return spec.Ok ? (model, spec.Value) : spec.Fault!;
    }

    /// <summary>Fails with device.refused when there is no code for it.</summary>
    internal Result<Sending> Set(IReadOnlyDictionary<string, Value> believed, IReadOnlyDictionary<string, Value> asked)
    {
        var signals = new List<Signal>();
        var then = new List<KeyValuePair<string, Value>>();
        if (_states is not null && asked.Keys.Any(_states.Has))
        {
            var whole = _states.Plan(believed, asked);
            if (whole.Fault is { } impossible) return impossible;
            signals.AddRange(whole.Value.Signals);
            then.AddRange(whole.Value.Then);
        }
        foreach (var (address, value) in asked)
        {
            if (_states?.Has(address) == true) continue;
            if (_truths.TryGetValue(address, out var truth))
            {
                var isSo = believed.TryGetValue(address, out var its) && its == value;
                var signal = value.AsBool() ? truth.On : truth.Off;
                // One button for both: what is believed to be so is left alone.
                if (signal is null && !isSo) signal = truth.Toggle;
                if (signal is not null) signals.Add(signal);
                else if (!isSo) return new Fault(ErrorCodes.DeviceRefused, $"there is no code that turns {address} {(value.AsBool() ? "on" : "off")}", address);
            }
            else if (_picks.TryGetValue(address, out var picks) && picks.TryGetValue(value.AsInteger(), out var picked)) signals.Add(picked);
            else return new Fault(ErrorCodes.DeviceRefused, $"there is no code for {address}", address);
            then.Add(KeyValuePair.Create(address, value));
        }
        return new Sending(signals, then);
    }

    internal Result<Sending> Call(IReadOnlyDictionary<string, Value> believed, string action, IReadOnlyDictionary<string, Value>? arguments)
    {
        if (_toggles.TryGetValue(action, out var address))
        {
            var isKnown = believed.TryGetValue(address, out var now);
            return new Sending([_truths[address].Toggle!], isKnown ? [KeyValuePair.Create(address, Value.Of(!now.AsBool()))] : []);
        }
        if (_presses.TryGetValue(action, out var press)) return new Sending([press], []);
        if (action == "ir-remote-control.press-key")
        {
            var name = arguments?.GetValueOrDefault("key-name").AsText() ?? "";
            return _byName.TryGetValue(name.Trim(), out var named) ? new Sending([named], []) : new Fault(ErrorCodes.ActionArguments, $"this remote has no button {name}", "key-name");
        }
        var key = arguments?.GetValueOrDefault("key").AsInteger() ?? -1;
        return _picks.TryGetValue(action, out var keys) && keys.TryGetValue(key, out var signal) ? new Sending([signal], []) : new Fault(ErrorCodes.DeviceRefused, $"there is no code for {action}", action);
    }

    private void Power(SpecDraft draft, Leftover left, string service)
    {
        var (on, off, toggle) = (left.Take("on"), left.Take("off"), left.Take("toggle"));
        if (on is null && off is null && toggle is null) return;
        AddTruth(draft, service, "on", new Truth(on, off, toggle));
        if (toggle is null) return;
        draft.Add(service, service, null, new ActionDefinition { Name = "toggle" });
        _toggles[$"{service}.toggle"] = $"{service}.on";
    }

    private void Television(SpecDraft draft, Leftover left, Library library)
    {
        var known = library.FindService("television")!;
        Pick("input", known.FindProperty("input")!.Choices!, (choices, picks) =>
        {
            draft.Add("television", "television", null, new PropertyDefinition { Name = "input", Choices = choices, Assumed = true });
            _picks["television.input"] = picks;
        });
        Pick("key", known.FindProperty("key")!.Choices!, (choices, picks) =>
        {
            draft.Add("television", "television", null, new PropertyDefinition { Name = "key", Choices = choices });
            draft.Add("television", "television", null, new ActionDefinition { Name = "press-key" });
            _picks["television.press-key"] = picks;
        });
        foreach (var action in (string[])["channel-up", "channel-down"]) Press(draft, left, "television", action);

        void Pick(string property, IReadOnlyList<Choice> all, Action<List<Choice>, Dictionary<long, Signal>> add)
        {
            var (choices, picks) = (new List<Choice>(), new Dictionary<long, Signal>());
            foreach (var choice in all)
            {
                if (left.Take(choice.Key) is not { } signal) continue;
                choices.Add(choice);
                picks[choice.Value] = signal;
            }
            if (choices.Count > 0) add(choices, picks);
        }
    }

    private void Sound(SpecDraft draft, Leftover left)
    {
        foreach (var action in (string[])["volume-up", "volume-down"]) Press(draft, left, "speaker", action);
        if (left.Take("mute") is { } mute) AddTruth(draft, "speaker", "mute", new Truth(null, null, mute));
    }

    private void Player(SpecDraft draft, Leftover left)
    {
        foreach (var action in (string[])["play", "pause", "stop", "next", "previous"]) Press(draft, left, "play-control", action);
    }

    private void Press(SpecDraft draft, Leftover left, string service, string action)
    {
        if (left.Take(action) is { } signal) AddPress(draft, service, service, new ActionDefinition { Name = action }, signal);
    }

    private void AddPress(SpecDraft draft, string id, string type, ActionDefinition action, Signal signal)
    {
        if (draft.Add(id, type, type == "open" ? new LocalText("Buttons", "按键") : null, action)) _presses[$"{id}.{action.Name}"] = signal;
    }

    private void AddTruth(SpecDraft draft, string service, string property, Truth truth)
    {
        if (draft.Add(service, service, null, new PropertyDefinition { Name = property, Assumed = true })) _truths[$"{service}.{property}"] = truth;
    }

    /// <summary>Buttons that have no place yet; the first of a use is taken.</summary>
    private sealed class Leftover(IReadOnlyList<Button> buttons)
    {
        private readonly List<Button> _rest = [.. buttons];

        internal IReadOnlyList<Button> Rest => _rest;

        internal Signal? Take(string use)
        {
            var found = _rest.FirstOrDefault(button => ButtonNames.UseOf(button.Name) == use);
            if (found is not null) _rest.Remove(found);
            return found?.Signal;
        }
    }
}
