using System.Text.Json;
using Kith.Bridges.Products.Codecs;
using Kith.Model.Values;

namespace Kith.Bridges.Products;

/// <summary>A property of the spec and where it stands in the device's JSON.</summary>
/// <param name="Address">service.property.</param>
/// <param name="Path">Its place in the state and in a set message.</param>
/// <param name="Published">It comes back in the state, so that a command can be confirmed.</param>
internal sealed record Binding(string Address, IReadOnlyList<string> Path, Codec Codec, bool Published, bool IsSlow = false, Unless? Unless = null)
{
    /// <summary>False when the state says nothing of it now.</summary>
    internal bool TryRead(JsonElement state, out Value value)
    {
        value = default;
        return RawValue.TryFind(state, Path, out var raw) && !IsMeaningless(state) && Codec.TryRead(raw, out value);
    }

    internal bool Matches(JsonElement state, Value asked) => RawValue.TryFind(state, Path, out var raw) && !IsMeaningless(state) && Codec.Matches(raw, asked);

    private bool IsMeaningless(JsonElement state) =>
        Unless is { } unless && state.TryGetProperty(unless.Property, out var its) && RawValue.Of(its).AsText() is { } text && unless.Values.Contains(text);
}

/// <summary>An action of the spec: one fixed value for one feature.</summary>
internal sealed record Press(string Address, IReadOnlyList<string> Path, Value Raw);

/// <summary>A feature that tells what was done once: a button, a gesture, a keypad.</summary>
/// <param name="Events">The event's address by zigbee2mqtt's text.</param>
/// <param name="Patterns">Texts that end in a star (recall_*): what they begin with, and the address.</param>
internal sealed record Happenings(IReadOnlyList<string> Path, IReadOnlyDictionary<string, string> Events, IReadOnlyList<(string Begin, string Address)> Patterns)
{
    internal string? AddressOf(string text) =>
        Events.TryGetValue(text, out var address) ? address : Patterns.FirstOrDefault(pattern => text.StartsWith(pattern.Begin, StringComparison.Ordinal)).Address;
}
