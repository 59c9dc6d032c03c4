using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Tests;

/// <summary>A sentence of the development set with what is meant by it. Whoever builds the engine does not look at the blind ones.</summary>
internal sealed record Sentence(string Id, string Kind, bool Blind, Case Told, JsonObject Meant, IReadOnlyList<JsonObject> Or)
{
    internal static Sentence Read(string line)
    {
        var node = JsonNode.Parse(line)!.AsObject();
        return new(node["id"]!.GetValue<string>(), node["kind"]!.GetValue<string>(), node["blind"]?.GetValue<bool>() == true, JsonSerializer.Deserialize(line, UnderstandJson.Default.Case)!,
            node["expect"]!.AsObject(), [.. (node["or"] as JsonArray ?? []).Select(other => other!.AsObject())]);
    }

    internal string Outcome => Meant["outcome"]!.GetValue<string>();

    internal JsonArray Acts => Meant["acts"] as JsonArray ?? [];

    /// <summary>What is wrong with what was understood; null where it is one of the right meanings.</summary>
    internal string? Wrong(Understood got)
    {
        var house = DevelopmentSet.Houses[Told.Home!];
        var wrong = Score.Wrong(Meant, got, house);
        return wrong is null || Or.Any(other => Score.Wrong(other, got, house) is null) ? null : wrong;
    }
}
