using System.Text.Json.Nodes;
using Kith.Homes.Scenes;
using Kith.Imports.Planning;
using Kith.Model.Values;

namespace Kith.Imports.HomeAssistant;

/// <summary>One scene: states by entity, a word or a word with attributes.</summary>
internal static class Scenes
{
    internal static void Read(Foreign foreign, JsonNode scene)
    {
        var name = scene.Named("name") ?? scene.Named("id") ?? "scene";
        // An automation names it by its entity, which is known by the scene's id; without a registry, by its name.
        var key = scene.Named("id") is { } id && foreign.Entities.Values.FirstOrDefault(entity => entity.Key.StartsWith("scene.", StringComparison.Ordinal) && entity.Hints.Contains(id.ToLowerInvariant())) is { } entity
            ? entity.Key : $"scene.{Words.Slug(name).Replace('-', '_')}";
        foreign.Scenes.Add(new ForeignScene(key, name, null, talk => Say(talk, scene)));
    }

    private static List<SceneStep> Say(Talk talk, JsonNode scene)
    {
        var steps = new List<SceneStep>();
        foreach (var (entity, state) in scene.At("entities").Fields())
        {
            if (talk.Find(entity) is not { } bound) continue;
            var values = new Dictionary<string, Value>();
            var word = state is JsonObject ? state.Text("state") : state.Text();
            if (word is not null and not "unknown" and not "unavailable") States.Put(talk, bound, word, values);
            // What is off has no brightness.
            if (state is JsonObject && Words.Truth(word ?? "on") != false) Services.Attributes(talk, bound, state, values, isScene: true);
            if (values.Count > 0) steps.Add(Talk.Of(bound.Id, values));
        }
        return steps;
    }
}

/// <summary>A state as something to set.</summary>
internal static class States
{
    internal static void Put(Talk talk, Bound bound, string word, Dictionary<string, Value> values)
    {
        switch (bound.Facet)
        {
            case "cover" when Words.Truth(word) is { } open:
                if (bound.Can("position")) talk.Put(bound, "position", open ? "100" : "0", values);
                else talk.Put(bound, "open", word, values);
                break;
            case "climate":
                Services.Mode(talk, bound, word, values);
                break;
            default:
                talk.Put(bound, "state", word, values);
                break;
        }
    }
}
