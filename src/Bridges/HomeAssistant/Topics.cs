namespace Kith.Bridges.HomeAssistant;

/// <summary>Which topics of a home an emitter may name: all but Kith's own.</summary>
internal static class Topics
{
    /// <summary>Why a topic is refused; null for one that is fine.</summary>
    internal static string? Fault(string topic, bool mayHaveWildcards)
    {
        if (topic.Length > HaLimits.TopicLength) return $"a topic has at most {HaLimits.TopicLength} characters";
        if (IsOurs(topic)) return "topics below kith belong to Kith's own devices";
        if (topic.StartsWith('$') || topic.Contains('\0')) return $"{topic} is no topic";
        if (!topic.AsSpan().ContainsAny('+', '#')) return null;
        if (!mayHaveWildcards) return "nothing can be sent to a topic with wildcards";
        var steps = topic.Split('/');
        return steps.Where((step, place) => step.AsSpan().ContainsAny('+', '#') && !(step == "+" || step == "#" && place == steps.Length - 1)).Any() ? $"{topic} is no topic" : null;
    }

    /// <summary>A filter with wildcards may match these: their messages are not for emitters.</summary>
    internal static bool IsOurs(string topic) => topic == "kith" || topic.StartsWith("kith/", StringComparison.Ordinal);
}
