using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Clouds.Mcp;

/// <summary>What kind of thing an input is.</summary>
internal enum InputKind : byte
{
    Text,
    /// <summary>A whole number.</summary>
    Number,
    /// <summary>An ISO 8601 moment with its offset.</summary>
    Time,
    /// <summary>Plain values by name: truths, numbers and texts, nothing nested.</summary>
    Values,
}

/// <summary>One input of a tool: its place in the published schema and its check, from one row.</summary>
/// <param name="Least">The least number.</param>
/// <param name="Most">The greatest number, or the longest text.</param>
internal sealed record Input(string Name, InputKind Kind, string About, bool IsNeeded = false, int Least = 1, int Most = 64)
{
    private const int MostValues = 32, LongestName = 140, LongestValue = 1024;

    internal JsonObject Schema() => Kind switch
    {
        InputKind.Number => new() { ["type"] = "integer", ["minimum"] = Least, ["maximum"] = Most, ["description"] = About },
        InputKind.Time => new() { ["type"] = "string", ["format"] = "date-time", ["description"] = About },
        InputKind.Values => new()
        {
            ["type"] = "object", ["maxProperties"] = MostValues, ["description"] = About,
            ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("boolean", "number", "string"), ["maxLength"] = LongestValue },
        },
        _ => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Most, ["description"] = About },
    };

    /// <summary>Null for what fits.</summary>
    internal Fault? Check(JsonElement given) => Kind switch
    {
        InputKind.Number when given.ValueKind is JsonValueKind.Number && given.TryGetInt32(out var number) && number >= Least && number <= Most => null,
        InputKind.Number => Wrong($"is a whole number from {Least} to {Most}"),
        InputKind.Time when given.ValueKind is JsonValueKind.String && given.TryGetDateTimeOffset(out _) => null,
        InputKind.Time => Wrong("is a moment such as 2026-11-21T08:00:00+01:00"),
        InputKind.Values when given.ValueKind is JsonValueKind.Object && given.EnumerateObject().Take(MostValues + 1).Count() <= MostValues && given.EnumerateObject().All(IsPlain) => null,
        InputKind.Values => Wrong($"is an object of at most {MostValues} truths, numbers or texts"),
        _ when given.ValueKind is JsonValueKind.String && given.GetString()!.Length is > 0 and var length && length <= Most => null,
        _ => Wrong($"is a text of 1 to {Most} characters"),
    };

    private Fault Wrong(string what) => new(ErrorCodes.RequestInvalid, $"{Name} {what}", Name);

    private static bool IsPlain(JsonProperty one) => one.Name.Length <= LongestName && one.Value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => true,
        JsonValueKind.String => one.Value.GetString()!.Length <= LongestValue,
        _ => false,
    };
}

/// <summary>What an agent gave a tool: checked, and nothing that the tool does not know.</summary>
internal sealed class Arguments
{
    private readonly IDictionary<string, JsonElement> _given;

    private Arguments(IDictionary<string, JsonElement> given) => _given = given;

    internal static Result<Arguments> Read(IReadOnlyList<Input> inputs, IDictionary<string, JsonElement>? given)
    {
        given ??= new Dictionary<string, JsonElement>();
        foreach (var (name, value) in given)
        {
            if (inputs.FirstOrDefault(input => input.Name == name) is not { } its) return new Fault(ErrorCodes.RequestInvalid, "there is no such input", name.Length <= 64 ? name : null);
            if (its.Check(value) is { } wrong) return wrong;
        }
        return inputs.FirstOrDefault(input => input.IsNeeded && !given.ContainsKey(input.Name)) is { } missing
            ? new Fault(ErrorCodes.RequestInvalid, $"{missing.Name} is missing", missing.Name)
            : new Arguments(given);
    }

    internal string? Text(string name) => _given.TryGetValue(name, out var value) ? value.GetString() : null;

    internal int? Number(string name) => _given.TryGetValue(name, out var value) ? value.GetInt32() : null;

    internal DateTimeOffset? Time(string name) => _given.TryGetValue(name, out var value) ? value.GetDateTimeOffset() : null;

    internal IReadOnlyDictionary<string, Value> Values(string name) => _given.TryGetValue(name, out var values)
        ? values.EnumerateObject().DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => ValueOf(one.Value), StringComparer.Ordinal)
        : new Dictionary<string, Value>();

    private static Value ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => Value.Of(value.GetBoolean()),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? Value.Of(whole) : Value.Of(double.Parse(value.GetRawText(), CultureInfo.InvariantCulture)),
        _ => Value.Of(value.GetString()!),
    };
}
