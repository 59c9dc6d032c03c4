using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>A place between two ends as 0 to 100 percent; the ends may stand the other way round: 100 is closed, 0 is open.</summary>
/// <param name="none">Theirs that is 0 percent.</param>
/// <param name="all">Theirs that is 100 percent.</param>
internal sealed class ScaleCodec(double none, double all) : Codec
{
    internal override bool TryRead(JsonElement raw, out Value value)
    {
        value = default;
        if (none == all || !NumberCodec.TryNumber(raw, out var place)) return false;
        value = Value.Of((long)Math.Clamp(Math.Round((place - none) * 100 / (all - none)), 0, 100));
        return true;
    }

    internal override JsonNode Write(Value value) => JsonValue.Create(Sent(value));

    /// <summary>Half a percent, and never less than one of their steps.</summary>
    internal override bool Matches(JsonElement raw, Value asked) =>
        NumberCodec.TryNumber(raw, out var place) && Math.Abs(place - Sent(asked)) <= Math.Max(Math.Abs(all - none) > 100 ? 1 : 0, Math.Abs(all - none) / 200) + 1e-9;

    private long Sent(Value percent) => (long)Math.Round(none + percent.AsDouble() * (all - none) / 100);
}
