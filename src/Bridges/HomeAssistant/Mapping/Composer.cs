using System.Text.Json.Nodes;

namespace Kith.Bridges.HomeAssistant.Mapping;

/// <summary>A message to send.</summary>
internal readonly record struct Outgoing(string Topic, string Payload);

/// <summary>How the values that one command sets on one entity become messages: a message each, unless a platform says otherwise.</summary>
internal class Composer
{
    internal static readonly Composer EachAlone = new();

    /// <param name="asked">Slots and what they shall be, in their words.</param>
    internal virtual IEnumerable<Outgoing> Compose(IReadOnlyList<(Slot Slot, JsonNode Raw)> asked)
    {
        foreach (var (slot, raw) in asked)
            if (slot.Command is { } sink && sink.Message(raw, More(slot, raw)) is { } message) yield return new Outgoing(sink.Topic, message);
    }

    /// <summary>What command templates know beside the value.</summary>
    protected virtual IReadOnlyDictionary<string, object?>? More(Slot slot, JsonNode raw) => null;
}
