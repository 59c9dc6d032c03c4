namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>
/// The last that was said on each topic before zigbee2mqtt told which devices there are: after a restart of Kith alone that takes seconds, and a
/// sensor may not speak again for hours. Bounded; what goes beyond is lost as it was before.
/// </summary>
internal sealed class EarlyStates
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _all = new(StringComparer.Ordinal);
    private int _bytes;

    internal void Keep(string name, ReadOnlyMemory<byte> state)
    {
        lock (_gate)
        {
            var before = _all.GetValueOrDefault(name).Length;
            if (before == 0 && _all.Count >= ZigbeeLimits.Devices) return;
            if (state.Length > ZigbeeLimits.StateBytes || _bytes - before + state.Length > ZigbeeLimits.ListBytes) return;
            _bytes += state.Length - before;
            _all[name] = state;
        }
    }

    /// <summary>Null when nothing was said.</summary>
    internal ReadOnlyMemory<byte>? Take(string name)
    {
        lock (_gate)
        {
            if (!_all.Remove(name, out var state)) return null;
            _bytes -= state.Length;
            return state;
        }
    }
}
