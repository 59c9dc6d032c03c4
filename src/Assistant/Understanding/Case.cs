using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Assistant.Understanding;

/// <summary>A sentence to understand: docs/understand-format.md.</summary>
public sealed record Case
{
    public JsonElement? Id { get; init; }
    public string? Home { get; init; }
    public string? Lang { get; init; }
    public string? Text { get; init; }
    public string? Room { get; init; }
    public string? Person { get; init; }
    public string? Now { get; init; }
    public string? Conversation { get; init; }
}

/// <summary>What was understood of a case.</summary>
internal sealed record Result(JsonElement? Id, Outcome Outcome, IReadOnlyList<Act> Acts, IReadOnlyList<string>? About, IReadOnlyList<string>? Missing, string Say, Explanation? Explain);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Case))]
[JsonSerializable(typeof(Result))]
[JsonSerializable(typeof(Understood))]
internal sealed partial class UnderstandJson : JsonSerializerContext;
