namespace Kith.Mqtt.Codec;

/// <summary>
/// A message travels with its property bytes as they came, in their order (MQTT-3.3.2-17, -18), except those that belong to one
/// hop: alias, subscription identifiers, will delay; and the expiry, which is counted down and written anew.
/// </summary>
internal static class PropertyBlock
{
    private static readonly ulong Forwarded = PropertySet.Message & ~PropertySet.Of(PropertyId.MessageExpiryInterval);

    public static bool IsForwardable(ulong seen) => (seen & ~Forwarded) == 0;

    public static byte[] Forwardable(ReadOnlySpan<byte> block, ulong allowed)
    {
        if (block.IsEmpty)
        {
            return [];
        }
        var kept = new byte[block.Length];
        var length = CopyForwardable(block, allowed, kept);
        return length == kept.Length ? kept : kept[..length];
    }

    /// <summary>Copies what may travel on and returns its length; the block is already known to be valid.</summary>
    public static int CopyForwardable(ReadOnlySpan<byte> block, ulong allowed, Span<byte> target)
    {
        var properties = new PropertyReader(block, allowed);
        var start = 0;
        var written = 0;
        while (properties.Next())
        {
            var end = block.Length - properties.Remaining;
            if (Forwarded.Has(properties.Id))
            {
                block[start..end].CopyTo(target[written..]);
                written += end - start;
            }
            start = end;
        }
        return written;
    }
}
