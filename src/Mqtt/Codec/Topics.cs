namespace Kith.Mqtt.Codec;

/// <summary>Rules of topic names and filters (MQTT 5.0 §4.7), on UTF-8 bytes that are already valid text.</summary>
internal static class Topics
{
    private const byte Slash = (byte)'/';
    private static ReadOnlySpan<byte> SharePrefix => "$share/"u8;

    /// <summary>A name has at least one character and no wildcard (MQTT-4.7.3-1, MQTT-3.3.2-2).</summary>
    public static bool IsName(ReadOnlySpan<byte> topic) => !topic.IsEmpty && topic.IndexOfAny((byte)'+', (byte)'#') < 0;

    /// <summary>A wildcard fills a whole level, and # only the last (MQTT-4.7.1-1, MQTT-4.7.1-2).</summary>
    public static bool IsFilter(ReadOnlySpan<byte> filter)
    {
        if (filter.IsEmpty)
        {
            return false;
        }
        var rest = filter;
        while (true)
        {
            var end = rest.IndexOf(Slash);
            var level = end < 0 ? rest : rest[..end];
            if (level.IndexOfAny((byte)'+', (byte)'#') >= 0 && (level.Length != 1 || (level[0] == (byte)'#' && end >= 0)))
            {
                return false;
            }
            if (end < 0)
            {
                return true;
            }
            rest = rest[(end + 1)..];
        }
    }

    public static bool HasWildcard(ReadOnlySpan<byte> filter) => filter.IndexOfAny((byte)'+', (byte)'#') >= 0;

    public static int Levels(ReadOnlySpan<byte> topic) => topic.Count(Slash) + 1;

    public static bool IsShared(ReadOnlySpan<byte> filter) => filter.StartsWith(SharePrefix);

    /// <summary>
    /// Splits $share/group/filter (MQTT-4.8.2-1, MQTT-4.8.2-2); false when group or filter is missing or has a wildcard in the group.
    /// </summary>
    public static bool TrySplitShared(ReadOnlySpan<byte> shared, out ReadOnlySpan<byte> group, out ReadOnlySpan<byte> filter)
    {
        group = default;
        filter = default;
        var rest = shared[SharePrefix.Length..];
        var end = rest.IndexOf(Slash);
        if (end <= 0 || HasWildcard(rest[..end]) || !IsFilter(rest[(end + 1)..]))
        {
            return false;
        }
        group = rest[..end];
        filter = rest[(end + 1)..];
        return true;
    }

    /// <summary>
    /// Whether a filter matches a name. A wildcard at the first level does not match names that begin with $ (MQTT-4.7.2-1).
    /// </summary>
    public static bool Matches(ReadOnlySpan<byte> filter, ReadOnlySpan<byte> topic)
    {
        if (topic[0] == (byte)'$' && filter[0] != (byte)'$')
        {
            return false;
        }
        while (true)
        {
            if (filter is [(byte)'#'])
            {
                return true;
            }
            var filterEnd = filter.IndexOf(Slash);
            var topicEnd = topic.IndexOf(Slash);
            var filterLevel = filterEnd < 0 ? filter : filter[..filterEnd];
            var topicLevel = topicEnd < 0 ? topic : topic[..topicEnd];
            if (filterLevel is not [(byte)'+'] && !filterLevel.SequenceEqual(topicLevel))
            {
                return false;
            }
            if (filterEnd < 0 || topicEnd < 0)
            {
                // "a/#" also matches its parent "a" (§4.7.1.2).
                return filterEnd < 0 ? topicEnd < 0 : filter[(filterEnd + 1)..] is [(byte)'#'];
            }
            filter = filter[(filterEnd + 1)..];
            topic = topic[(topicEnd + 1)..];
        }
    }
}
