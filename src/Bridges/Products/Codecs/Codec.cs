using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>How a value of the spec stands in zigbee2mqtt's JSON: the way there, the way back, and when the two are the same.</summary>
internal abstract class Codec
{
    /// <summary>False for what the spec has no value for; null never comes here.</summary>
    internal abstract bool TryRead(JsonElement raw, out Value value);

    /// <summary>What to send for a value that fits the spec.</summary>
    internal abstract JsonNode Write(Value value);

    /// <summary>
    /// Whether the state says what was asked for, compared in zigbee2mqtt's own domain: 33 % is 84 of 254 and comes back as 84,
    /// 2,700 K is 370 mired and would come back as 2,703.
    /// </summary>
    internal virtual bool Matches(JsonElement raw, Value asked) => TryRead(raw, out var value) && value == asked;
}
