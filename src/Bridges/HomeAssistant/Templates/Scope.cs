namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>One evaluation: the names it knows and what it has used up.</summary>
internal sealed class Scope(IReadOnlyDictionary<string, object?> names)
{
    private Dictionary<string, object?>? _set;
    private int _steps;

    internal object? this[string name]
    {
        get => _set is not null && _set.TryGetValue(name, out var own) ? own : names.TryGetValue(name, out var given) ? given : Missing.It;
        set => (_set ??= new(StringComparer.Ordinal))[name] = value;
    }

    internal void Step()
    {
        if (++_steps > TemplateLimits.Steps) throw new TemplateFault("takes too many steps");
    }

    internal static string Bounded(string text) => text.Length <= TemplateLimits.TextLength ? text : throw new TemplateFault("makes too long a text");
}
