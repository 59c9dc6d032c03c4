namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>What a filter, a method or a function is given; the value that a filter works on is the first.</summary>
internal sealed class Arguments(IReadOnlyList<object?> given, IReadOnlyDictionary<string, object?> named)
{
    internal object? Value => given.Count > 0 ? given[0] : throw new TemplateFault("calls a function without what it needs");

    internal int Count => given.Count;

    internal bool Has(int place, string name) => given.Count > place || named.ContainsKey(name);

    internal object? At(int place, string name, object? otherwise = null) => given.Count > place ? given[place] : named.TryGetValue(name, out var its) ? its : otherwise;

    internal string Text(int place, string name) => Values.Text(At(place, name, ""));

    internal int Whole(int place, string name, int otherwise) => Values.Parsed(At(place, name)) is { } number ? (int)Math.Clamp(number, -1_000_000, 1_000_000) : otherwise;
}

/// <summary>A row of <see cref="Functions"/>.</summary>
internal sealed record Function(string Name, Func<Arguments, object?> Do);
