using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Products;

namespace Kith.Bridges.HomeAssistant.Mapping;

/// <summary>One thing that an entity tells, takes, or both; or something that happens to it.</summary>
/// <param name="Feature">What kind of thing; its path is the entity's key and the slot's name, which nobody else has.</param>
internal sealed record Slot(Feature Feature)
{
    internal Source? State { get; init; }

    internal Sink? Command { get; init; }

    /// <summary>Their words for ours: payload_on is ON. Words that are not here stay as they are.</summary>
    internal IReadOnlyDictionary<string, string>? Reads { get; init; }

    /// <summary>Our words for theirs.</summary>
    internal IReadOnlyDictionary<string, string>? Sends { get; init; }

    /// <summary>Nothing says whether it was done: what was sent is taken for how it is.</summary>
    internal bool IsAssumed { get; init; }

    /// <summary>What can only be done: the payload of a button.</summary>
    internal string? Press { get; init; }

    /// <summary>What happens, by their words; the message that has one of them is the event.</summary>
    internal IReadOnlyList<string>? Events { get; init; }

    /// <summary>The event's own message; null when its words are in the message.</summary>
    internal string? Only { get; init; }

    /// <summary>Whether the message says that this means nothing now.</summary>
    internal Func<JsonElement, bool>? IsMeaningless { get; init; }

    internal string Name => Feature.Path[1];

    internal bool TryRead(Said said, out JsonElement raw)
    {
        raw = default;
        if (State is null || !State.TryFind(said, out raw)) return false;
        if (IsMeaningless is not null && said.Json is { ValueKind: JsonValueKind.Object } json && IsMeaningless(json)) return false;
        if (Reads is not null && RawValue.Of(raw) is { IsNone: false } its && Reads.TryGetValue(its.AsText() ?? its.ToString(), out var ours)) raw = Json.Of(ours);
        return true;
    }

    /// <summary>In their words.</summary>
    internal JsonNode Sent(JsonNode raw) => Sends is not null && Sends.TryGetValue(Sink.TextOf(raw), out var theirs) ? JsonValue.Create(theirs) : raw;
}
