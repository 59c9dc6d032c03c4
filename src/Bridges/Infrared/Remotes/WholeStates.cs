using Kith.Bridges.Infrared.Files;
using Kith.Bridges.Products;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Infrared.Remotes;

/// <summary>
/// Something whose remote sends all of its state each time: what is asked for, and for the rest what is believed, become one signal of the
/// table. Where the table has no such state, what was asked for holds and the rest gives way to the nearest.
/// </summary>
internal sealed class WholeStates
{
    /// <summary>The file's word, and the library's choice.</summary>
    private static readonly Dictionary<string, string> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["auto"] = "auto", ["heat_cool"] = "auto", ["cool"] = "cool", ["dry"] = "dry", ["heat"] = "heat", ["fan_only"] = "fan", ["fan"] = "fan", ["forward"] = "forward", ["reverse"] = "reverse",
    };

    private static readonly Dictionary<string, string> Speeds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["auto"] = "auto", ["low"] = "low", ["mid"] = "medium", ["medium"] = "medium", ["middle"] = "medium", ["high"] = "high",
    };

    /// <summary>What is chosen when nothing is believed yet: what most people would.</summary>
    private const double UsualCelsius = 24;

    private readonly StateTable _table;
    private readonly string _on;
    private readonly Axis? _mode, _speed, _swing;
    private readonly string? _target;
    private readonly (string? Vertical, string? Horizontal) _swings;

    internal WholeStates(SpecDraft draft, Library library, string type, StateTable table)
    {
        _table = table;
        var fan = type == "fan" ? "fan" : "fan-control";
        _on = $"{type}.on";
        draft.Add(type, type, null, new PropertyDefinition { Name = "on", Assumed = true });
        var modes = table.States.Select(state => state.Mode).Distinct().ToList();
        if (type != "fan" || modes.Count > 1) _mode = Add(draft, library, type, type == "fan" ? "direction" : "mode", modes, Modes, state => state.Mode);
        var degrees = table.States.Select(state => state.Celsius).OfType<double>().ToList();
        if (degrees.Count > 0)
        {
            _target = $"{type}.target-temperature";
            draft.Add(type, type, null, new PropertyDefinition { Name = "target-temperature", Range = new ValueRange(degrees.Min(), Math.Max(degrees.Max(), degrees.Min()), table.StepCelsius), Assumed = true });
        }
        var speeds = table.States.Select(state => state.Speed).OfType<string>().Distinct().ToList();
        if (speeds.Count > 0) _speed = Add(draft, library, fan, "fan-level", speeds, Speeds, state => state.Speed);
        var swings = table.States.Select(state => state.Swing).OfType<string>().Distinct().ToList();
        if (swings.Count < 2) return;
        if (swings.TrueForAll(word => Turns(word) is not null) && swings.Select(Turns).Distinct().Count() == swings.Count)
        {
            if (swings.Exists(word => Turns(word)!.Value.Vertical)) _swings.Vertical = AddSwing(draft, fan, "vertical-swing");
            if (swings.Exists(word => Turns(word)!.Value.Horizontal)) _swings.Horizontal = AddSwing(draft, fan, "horizontal-swing");
        }
        else _swing = Add(draft, library, fan, "swing", swings, new Dictionary<string, string>(), state => state.Swing);
    }

    internal bool Has(string address) =>
        address == _on || address == _target || address == _mode?.Address || address == _speed?.Address || address == _swing?.Address || address == _swings.Vertical || address == _swings.Horizontal;

    internal Result<Sending> Plan(IReadOnlyDictionary<string, Value> believed, IReadOnlyDictionary<string, Value> asked)
    {
        var mine = asked.Where(pair => Has(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var wasOn = believed.TryGetValue(_on, out var its) && its.AsBool();
        var isOn = mine.TryGetValue(_on, out var wish) ? wish.AsBool() : wasOn;
        var state = Nearest(believed, mine);
        if (state is null) return new Fault(ErrorCodes.DeviceRefused, $"its remote has no such state: {string.Join(", ", mine.Where(pair => pair.Key != _on).Select(pair => $"{pair.Key} {Word(pair.Key, pair.Value)}"))}");
        // While it is off a wish is kept for when it goes on: any state's signal would switch it on.
        if (!isOn) return new Sending(mine.ContainsKey(_on) ? [_table.Off] : [], [KeyValuePair.Create(_on, Value.Of(false)), .. mine.Keys.Any(key => key != _on) ? ValuesOf(state) : []]);
        return new Sending(_table.On is { } on && !wasOn ? [on, state.Signal] : [state.Signal], [KeyValuePair.Create(_on, Value.Of(true)), .. ValuesOf(state)]);
    }

    /// <summary>Null when no state has all that was asked for.</summary>
    private WholeState? Nearest(IReadOnlyDictionary<string, Value> believed, Dictionary<string, Value> asked)
    {
        WholeState? best = null;
        var least = double.MaxValue;
        foreach (var state in _table.States)
        {
            var (far, met) = (0.0, 0);
            foreach (var (address, value) in ValuesOf(state))
            {
                if (asked.TryGetValue(address, out var wish))
                {
                    met++;
                    if (address == _target ? Math.Abs(wish.AsDouble() - value.AsDouble()) > 0.01 : wish != value) far = double.PositiveInfinity;
                }
                else if (address == _target) far += Math.Abs((believed.TryGetValue(address, out var degrees) ? degrees.AsDouble() : UsualCelsius) - value.AsDouble());
                // Unknown: the remote's first.
                else if (believed.TryGetValue(address, out var now) && now != value) far += address == _mode?.Address ? 1e6 : address == _speed?.Address ? 1e4 : 1e3;
            }
            if (far < least && met == asked.Count - (asked.ContainsKey(_on) ? 1 : 0)) (best, least) = (state, far);
        }
        return best;
    }

    private IEnumerable<KeyValuePair<string, Value>> ValuesOf(WholeState state)
    {
        foreach (var axis in (Axis?[])[_mode, _speed, _swing])
            if (axis is not null && axis.NumberOf(state) is { } number) yield return KeyValuePair.Create(axis.Address, Value.Of(number));
        if (_target is not null && state.Celsius is { } celsius) yield return KeyValuePair.Create(_target, Value.Of(celsius));
        if (state.Swing is null || Turns(state.Swing) is not { } turns) yield break;
        if (_swings.Vertical is { } vertical) yield return KeyValuePair.Create(vertical, Value.Of(turns.Vertical));
        if (_swings.Horizontal is { } horizontal) yield return KeyValuePair.Create(horizontal, Value.Of(turns.Horizontal));
    }

    private string Word(string address, Value value) =>
        new[] { _mode, _speed, _swing }.FirstOrDefault(axis => axis?.Address == address)?.WordOf(value.AsInteger()) ?? value.ToString();

    private static Axis Add(SpecDraft draft, Library library, string service, string property, List<string> words, Dictionary<string, string> names, Func<WholeState, string?> of)
    {
        var known = library.FindService(service)?.FindProperty(property);
        var (choices, numbers) = (new List<Choice>(), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var word in words.Take(SpecLimits.Choices))
        {
            var key = names.GetValueOrDefault(word);
            // Two words of a file may mean one choice of the library: the second stays a choice of its own.
            var choice = known?.Choices?.FirstOrDefault(its => its.Key == key && !choices.Contains(its)) ?? Typing.Own(word, choices);
            choices.Add(choice);
            numbers[word] = choice.Value;
        }
        draft.Add(service, service, null, new PropertyDefinition
        {
            Name = property, Title = known is null ? new LocalText("Swing", "摆风") : null, Choices = choices, Assumed = true,
            Format = known is null || choices.Exists(choice => choice.Value > byte.MaxValue) ? Format.UInt16 : null,
            Access = known is null ? Access.Read | Access.Write | Access.Notify : null,
        });
        return new Axis($"{service}.{property}", numbers, of);
    }

    private static string AddSwing(SpecDraft draft, string service, string property)
    {
        draft.Add(service, service, null, new PropertyDefinition { Name = property, Assumed = true });
        return $"{service}.{property}";
    }

    /// <summary>Which way it turns, in a file's word; null for a word that says something else.</summary>
    private static (bool Vertical, bool Horizontal)? Turns(string word) => word.ToLowerInvariant() switch
    {
        "off" or "stop" or "none" or "fixed" => (false, false),
        "on" or "swing" or "vertical" or "updown" => (true, false),
        "horizontal" or "leftright" => (false, true),
        "both" or "all" => (true, true),
        _ => null,
    };

    /// <summary>One of the things that a state says, as a property with choices.</summary>
    private sealed record Axis(string Address, Dictionary<string, long> Numbers, Func<WholeState, string?> Of)
    {
        internal long? NumberOf(WholeState state) => Of(state) is { } word && Numbers.TryGetValue(word, out var number) ? number : null;

        internal string? WordOf(long number) => Numbers.FirstOrDefault(pair => pair.Value == number).Key;
    }
}
