using Kith.Bridges.Infrared.Signals;

namespace Kith.Bridges.Infrared.Files;

/// <summary>A button of a remote.</summary>
internal sealed record Button(string Name, Signal Signal);

/// <summary>One state of something that is sent whole: what its remote shows on its display, and the signal that says all of it.</summary>
/// <param name="Mode">cool, heat, or a fan's direction; the file's own word.</param>
/// <param name="Speed">Null where the set has no speeds.</param>
/// <param name="Swing">Null where the set has no swings.</param>
/// <param name="Celsius">Null for what has no temperature.</param>
internal sealed record WholeState(string Mode, string? Speed, string? Swing, double? Celsius, Signal Signal);

/// <summary>Every state that something can be told to be in.</summary>
/// <param name="On">For the few that have a signal of its own for it, sent before the state.</param>
internal sealed record StateTable(Signal Off, Signal? On, double StepCelsius, IReadOnlyList<WholeState> States);

/// <summary>Something of a file that was left out, and why.</summary>
internal sealed record Loss(string Where, string Why);

/// <summary>A file of codes as read: buttons, or a table of states, or both.</summary>
/// <param name="Format">flipper, smartir, lirc, or the form of a single code.</param>
/// <param name="Name">What the file calls it; null when it does not.</param>
/// <param name="Type">The device type that it looks like: television, air-conditioner, fan, light, or ir-remote-control for anything else.</param>
/// <param name="Lost">How many were left out; <see cref="Losses"/> names the first of them.</param>
internal sealed record CodeSet(string Format, string? Name, string Type, IReadOnlyList<Button> Buttons, StateTable? Table, int Lost, IReadOnlyList<Loss> Losses);

/// <summary>Gathers buttons while a file is read, within the limits and with names that differ.</summary>
internal sealed class Gathering
{
    private readonly List<Button> _buttons = [];
    private readonly List<Loss> _losses = [];

    internal IReadOnlyList<Button> Buttons => _buttons;

    internal IReadOnlyList<Loss> Losses => _losses;

    internal int Lost { get; private set; }

    internal void Add(string where, string name, Kith.Model.Errors.Result<Signal> signal)
    {
        var called = Clean(name);
        if (signal.Fault is { } fault) Lose(where, fault.Detail);
        else if (called.Length == 0) Lose(where, "it has no name");
        else if (_buttons.Count == InfraredLimits.Buttons) Lose(where, $"a remote has at most {InfraredLimits.Buttons} buttons");
        else
        {
            var free = called;
            for (var number = 2; _buttons.Exists(button => button.Name == free); number++) free = $"{called} {number}";
            _buttons.Add(new Button(free, signal.Value));
        }
    }

    internal void Lose(string where, string why)
    {
        Lost++;
        if (_losses.Count < InfraredLimits.Losses) _losses.Add(new Loss(where, why));
    }

    internal CodeSet Make(string format, string? name, string type, StateTable? table = null) => new(format, name, type, _buttons, table, Lost, _losses);

    /// <summary>A name as people may read it: no control characters, not too long.</summary>
    internal static string Clean(string name)
    {
        var plain = new string([.. name.Where(c => !char.IsControl(c))]).Trim();
        return plain.Length <= InfraredLimits.NameLength - 4 ? plain : plain[..(InfraredLimits.NameLength - 4)].Trim();
    }
}
