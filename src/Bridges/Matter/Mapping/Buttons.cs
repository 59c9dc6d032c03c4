using System.Text.Json;
using Kith.Bridges.Matter.Nodes;

namespace Kith.Bridges.Matter.Mapping;

/// <summary>The cluster Switch tells in events what was done with a button; its features say which of them come.</summary>
internal static class Buttons
{
    private const uint Momentary = 2, Release = 4, LongPress = 8, MultiPress = 16;

    internal static bool Has(MatterEndpoint endpoint) => endpoint.HasCluster(Clusters.Switch) && (endpoint.Features(Clusters.Switch) & Momentary) != 0;

    /// <summary>The library's events that the button can tell.</summary>
    internal static IEnumerable<string> EventsOf(MatterEndpoint endpoint)
    {
        var features = endpoint.Features(Clusters.Switch);
        yield return "click";
        if ((features & MultiPress) != 0)
        {
            yield return "double-click";
            yield return "triple-click";
        }
        if ((features & LongPress) == 0) yield break;
        yield return "long-press";
        yield return "release";
    }

    /// <summary>Null for an event that says nothing by itself: a press that may become two.</summary>
    internal static string? Meaning(MatterEndpoint endpoint, long happening, JsonElement data)
    {
        var features = endpoint.Features(Clusters.Switch);
        return happening switch
        {
            1 when (features & (Release | MultiPress)) == 0 => "click",
            2 => "long-press",
            3 when (features & MultiPress) == 0 => "click",
            4 => "release",
            6 => Count(data) switch { 1 => "click", 2 => "double-click", 3 => "triple-click", _ => null },
            _ => null,
        };
    }

    /// <summary>MultiPressComplete's TotalNumberOfPressesCounted.</summary>
    private static long Count(JsonElement data) => data.ValueKind is JsonValueKind.Object && data.TryGetProperty("1", out var count) && count.TryGetInt64(out var its) ? its : 0;
}
