using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Mapping;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>Templates of an alarm call its command an action. A code is nothing that Kith has.</summary>
internal sealed class AlarmComposer : Composer
{
    protected override IReadOnlyDictionary<string, object?>? More(Slot slot, JsonNode raw) => new Dictionary<string, object?>(StringComparer.Ordinal) { ["action"] = Sink.TextOf(raw), ["code"] = null };
}
