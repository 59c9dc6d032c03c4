using System.Text.Json;
using Kith.Model.Specs;

namespace Kith.Server.Assistant;

/// <summary>How a trait that people speak of is a property of one of these services.</summary>
/// <param name="As">How its values are said: bool, number, choice, level, color, text, more (than nothing), is (one choice).</param>
/// <param name="True">The choice that true stands for, where choices are said as true or false.</param>
/// <param name="Safe">The value that guards and so needs no yes; null where none does.</param>
internal sealed record TraitBinding(string Trait, string As, IReadOnlySet<string> Services, string Property, bool Reads, bool Writes, string? True, string? False, bool? Safe);

/// <summary>How a call that people speak of is an action of one of these services, or a property set to a choice.</summary>
internal sealed record CallBinding(string Call, IReadOnlySet<string> Services, string? Action, string? Property, string? Value);

/// <summary>What people say, bound to the specification: spec/words/bindings.json. Read once; immutable.</summary>
internal sealed class Bindings
{
    private static readonly Lazy<Bindings> Read = new(() => new());

    private readonly Dictionary<string, string> _kinds;

    private Bindings()
    {
        using var stream = typeof(Library).Assembly.GetManifestResourceStream("spec/words/bindings.json")!;
        using var file = JsonDocument.Parse(stream);
        var root = file.RootElement;
        _kinds = root.GetProperty("kinds").EnumerateObject().ToDictionary(row => row.Name, row => row.Value.GetString()!, StringComparer.Ordinal);
        Traits = [.. root.GetProperty("traits").EnumerateArray().Select(row => new TraitBinding(
            Text(row, "trait")!, Text(row, "as")!, Services(row), Text(row, "property")!, Text(row, "use") is not "write", Text(row, "use") is not "read", Text(row, "true"), Text(row, "false"),
            row.TryGetProperty("safe", out var safe) ? safe.GetBoolean() : null))];
        Calls = [.. root.GetProperty("calls").EnumerateArray().Select(row => new CallBinding(Text(row, "call")!, Services(row), Text(row, "action"), Text(row, "property"), Text(row, "value")))];
        Modes = root.GetProperty("modes").EnumerateObject().ToDictionary(row => row.Name, row => (IReadOnlyList<string>)row.Value.GetString()!.Split(' '), StringComparer.Ordinal);
        Colors = root.GetProperty("colors").EnumerateObject().ToDictionary(row => row.Name, row => Rgb(row.Value.GetString()!)!.Value, StringComparer.Ordinal);
    }

    internal static Bindings Standard => Read.Value;

    internal IReadOnlyList<TraitBinding> Traits { get; }

    internal IReadOnlyList<CallBinding> Calls { get; }

    /// <summary>What people call a mode that some makers call otherwise: silent is quiet.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Modes { get; }

    internal IReadOnlyDictionary<string, long> Colors { get; }

    /// <summary>What people take a device of a type for.</summary>
    internal string KindOf(string type) => _kinds.GetValueOrDefault(type, type);

    internal static long? Rgb(string text) => text.Length == 7 && text[0] == '#' && long.TryParse(text.AsSpan(1), System.Globalization.NumberStyles.HexNumber, null, out var rgb) ? rgb : null;

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static HashSet<string> Services(JsonElement row) => [.. Text(row, "services")!.Split(' ')];
}
