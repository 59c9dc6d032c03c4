using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Engines;

/// <summary>What an engine says of itself.</summary>
/// <param name="Models">Its models, voices or wake words that are installed.</param>
public sealed record EngineFacts(string Name, string? Version, IReadOnlyList<EngineModel> Models)
{
    /// <summary>The first model for a language: of that very place (zh-CN), else of the language (zh); null where it has none.</summary>
    public EngineModel? For(string? language) => language is null
        ? Models is [var first, ..] ? first : null
        : Models.FirstOrDefault(model => model.Languages.Contains(Plain(language))) ?? Models.FirstOrDefault(model => model.Languages.Any(its => Stem(its) == Stem(Plain(language))));

    /// <summary>The first program of an info that is of the kind; null where it lists none.</summary>
    internal static EngineFacts? Of(WyomingEvent info, EngineKind kind)
    {
        var (list, models) = kind switch { EngineKind.Hearing => ("asr", "models"), EngineKind.Speaking => ("tts", "voices"), _ => ("wake", "models") };
        foreach (var program in Objects(info.Data?[list]))
            if (Text(program, "name") is { } name)
                return new(name, Text(program, "version"),
                    // The protocol's page says models where its code says voices.
                    [.. Objects(program[models] ?? program["models"]).Where(IsInstalled).Take(EngineLimits.Models).Select(Model).OfType<EngineModel>()]);
        return null;
    }

    private static EngineModel? Model(JsonObject model) => Text(model, "name") is { } name
        ? new(name, [.. (model["languages"] as JsonArray ?? []).Where(one => one?.GetValueKind() is JsonValueKind.String).Select(one => Plain(one!.GetValue<string>()))])
        : null;

    private static bool IsInstalled(JsonObject model) => model["installed"]?.GetValueKind() is not JsonValueKind.False;

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static string? Text(JsonObject its, string name) => its[name]?.GetValueKind() is JsonValueKind.String ? its[name]!.GetValue<string>() : null;

    /// <summary>zh_CN and zh-CN are the same.</summary>
    private static string Plain(string language) => language.Replace('_', '-').ToLowerInvariant();

    private static string Stem(string language) => language.Split('-')[0];
}

/// <summary>A model, voice or wake word, and the languages it is for, as lower-case tags (zh-cn).</summary>
public sealed record EngineModel(string Name, IReadOnlyList<string> Languages);
