namespace Kith.Bridges.HomeAssistant.Discovery;

/// <summary>PREFIX/COMPONENT/[NODE/]OBJECT/config, taken apart. Ids are letters, digits, _ and -.</summary>
/// <param name="Component">sensor, light, ..., or device for a whole device at once.</param>
/// <param name="Path">COMPONENT/[NODE/]OBJECT: the name of this message among all.</param>
internal sealed record DiscoveryTopic(string Component, string? Node, string Object, string Path)
{
    /// <summary>Null for a topic that is none.</summary>
    internal static DiscoveryTopic? Read(string prefix, string topic)
    {
        if (!topic.StartsWith(prefix, StringComparison.Ordinal) || topic.Length <= prefix.Length + 1 || topic[prefix.Length] != '/') return null;
        var path = topic[(prefix.Length + 1)..];
        if (!path.EndsWith("/config", StringComparison.Ordinal)) return null;
        path = path[..^"/config".Length];
        if (path.Length > HaLimits.IdLength) return null;
        var steps = path.Split('/');
        if (steps.Length is not (2 or 3) || !Array.TrueForAll(steps, IsId)) return null;
        return new DiscoveryTopic(steps[0], steps.Length == 3 ? steps[1] : null, steps[^1], path);
    }

    private static bool IsId(string step) => step.Length > 0 && step.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
