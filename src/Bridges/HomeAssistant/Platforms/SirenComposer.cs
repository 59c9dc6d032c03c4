using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.HomeAssistant.Templates;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>A siren is told everything at once: an object of JSON, or what its templates make of the same names.</summary>
internal sealed class SirenComposer(Template? template, Template? offTemplate, string on, string off) : Composer
{
    internal override IEnumerable<Outgoing> Compose(IReadOnlyList<(Slot Slot, JsonNode Raw)> asked)
    {
        if (asked.Count == 0) yield break;
        var state = asked.FirstOrDefault(row => row.Slot.Command?.Key == "state").Raw is { } its ? Sink.TextOf(its) : on;
        var message = new JsonObject { ["state"] = state };
        foreach (var (slot, raw) in asked)
            if (slot.Command is { Key: { } key } && key != "state" && state != off) message[key] = key == "volume_level" && raw.AsValue().TryGetValue<long>(out var percent) ? percent / 100.0 : raw.DeepClone();
        var topic = asked[0].Slot.Command!.Topic;
        var chosen = state == off ? offTemplate ?? template : template;
        if (chosen is null) yield return new Outgoing(topic, message.ToJsonString());
        else
        {
            var names = message.ToDictionary(field => field.Key, field => Sink.ValueOf(field.Value!), StringComparer.Ordinal);
            names["value"] = state;
            if (chosen.Evaluate(names) is { } made) yield return new Outgoing(topic, made);
        }
    }
}
