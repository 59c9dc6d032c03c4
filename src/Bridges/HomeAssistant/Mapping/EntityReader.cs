using Kith.Bridges.HomeAssistant.Discovery;
using Kith.Bridges.HomeAssistant.Platforms;
using Kith.Bridges.HomeAssistant.Templates;

namespace Kith.Bridges.HomeAssistant.Mapping;

/// <summary>An entity, read: what it tells and takes, how it says that it is there, and what of it was refused.</summary>
internal sealed record Entity(EntityConfig Config, string Title, IReadOnlyList<Slot> Slots, Composer Composer, IReadOnlyList<(AvailabilitySource Source, Template? Template)> Availability, IReadOnlyList<string> Refused);

internal static class EntityReader
{
    internal static Entity Read(EntityConfig config)
    {
        var draft = new EntityDraft(config);
        if (!All.Platforms.TryGetValue(config.Platform, out var platform)) draft.Refuse($"Kith has nothing for the platform {config.Platform}");
        else if (config.Text("encoding") is { } encoding && encoding.ToLowerInvariant() is not ("utf-8" or "utf8" or "")) draft.Refuse($"messages in the encoding {encoding}");
        else platform.Read(draft);
        var availability = new List<(AvailabilitySource, Template?)>();
        foreach (var source in config.Availability)
        {
            if (Topics.Fault(source.Topic, mayHaveWildcards: true) is { } fault) draft.Refuse($"availability: {fault}");
            else if (source.Template is not { Length: > 0 } text) availability.Add((source, null));
            else if (Template.Read(text) is var (template, why) && template is null) draft.Refuse($"availability: {why}");
            else availability.Add((source, template));
        }
        if (draft.Slots.Count == 0 && draft.Refused.Count == 0) draft.Refuse("it names no topic that Kith can use");
        return new Entity(config, draft.Title, draft.Slots, draft.Composer, availability, draft.Refused);
    }
}
