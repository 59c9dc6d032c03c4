using System.Globalization;
using System.Text.Json;

namespace Kith.Bridges.HomeAssistant.Discovery;

/// <summary>One entity as its emitter describes it, every field under its full name. Fields that Kith does not know are not looked at.</summary>
/// <param name="Key">Its name among all of the bridge: COMPONENT/[NODE/]OBJECT, for a part of a device with #PART behind.</param>
/// <param name="Platform">sensor, light, ...</param>
/// <param name="ObjectId">The last word of its key, for names.</param>
internal sealed record EntityConfig(string Key, string Platform, string ObjectId, IReadOnlyDictionary<string, JsonElement> Fields, DeviceDescription? Device, string? Origin)
{
    internal string? UniqueId => Text("unique_id");

    internal string? DeviceClass => Text("device_class");

    internal string? Category => Text("entity_category");

    /// <summary>What people call it; null for an entity that is its device.</summary>
    internal string? Name => Text("name");

    internal IReadOnlyList<AvailabilitySource> Availability { get; init; } = [];

    /// <summary>all, any or latest.</summary>
    internal string AvailabilityMode => Text("availability_mode") ?? "latest";

    internal bool IsOptimistic => Truth("optimistic") == true;

    internal bool Retain => Truth("retain") == true;

    /// <summary>At least once unless it says otherwise: a command must not get lost between a broker and a device.</summary>
    internal int Qos => Whole("qos") ?? 1;

    internal bool Has(string field) => Fields.TryGetValue(field, out var value) && value.ValueKind is not JsonValueKind.Null;

    /// <summary>A text; numbers and truths as Home Assistant's texts of them (true is True).</summary>
    internal string? Text(string field) => Fields.TryGetValue(field, out var value) ? TextOf(value) : null;

    internal static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        _ => null,
    };

    internal double? Number(string field)
    {
        if (!Fields.TryGetValue(field, out var value)) return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)) return number;
        return value.ValueKind is JsonValueKind.String && double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out number) && double.IsFinite(number) ? number : null;
    }

    internal int? Whole(string field) => Number(field) is { } number && Math.Abs(number) < int.MaxValue ? (int)number : null;

    internal bool? Truth(string field) => Fields.TryGetValue(field, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => value.GetString()!.ToLowerInvariant() switch { "true" or "yes" or "on" or "1" => true, "false" or "no" or "off" or "0" => false, _ => null },
            _ => null,
        }
        : null;

    /// <summary>A list of texts, the empty ones left out; null when it is not there.</summary>
    internal IReadOnlyList<string>? List(string field)
    {
        if (!Fields.TryGetValue(field, out var value)) return null;
        if (value.ValueKind is not JsonValueKind.Array) return TextOf(value) is { } only ? [only] : null;
        return [.. value.EnumerateArray().Select(TextOf).OfType<string>().Where(text => text.Length > 0).Distinct().Take(HaLimits.Items)];
    }
}
