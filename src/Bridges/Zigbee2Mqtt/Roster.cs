using System.Collections.Concurrent;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>The devices of one bridge, by address and by the name that its topics have. Written by one at a time, read by all.</summary>
internal sealed class Roster
{
    private readonly ConcurrentDictionary<string, ZigbeeDevice> _byAddress = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ZigbeeDevice> _byName = new(StringComparer.Ordinal);

    internal IEnumerable<ZigbeeDevice> All => _byAddress.Select(row => row.Value);

    internal ZigbeeDevice? ByAddress(string address) => _byAddress.GetValueOrDefault(address);

    internal ZigbeeDevice? ByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A device that was renamed or removed is still meant by its last name in zigbee2mqtt's own messages.</summary>
    internal ZigbeeDevice? Meant(string addressOrName) =>
        ByAddress(addressOrName) ?? ByName(addressOrName) ?? All.FirstOrDefault(device => device.Name == addressOrName);

    /// <summary>Takes a new list over. Answers which devices got another name, with the old one.</summary>
    internal IReadOnlyList<(ZigbeeDevice Device, string Before)> Apply(IReadOnlyList<ListedDevice> list)
    {
        var renamed = new List<(ZigbeeDevice, string)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var listed in list)
        {
            var device = _byAddress.GetOrAdd(listed.Address, address => new ZigbeeDevice(address));
            using (device.Gate.EnterScope())
            {
                if (device.Name.Length > 0 && device.Name != listed.Name) renamed.Add((device, device.Name));
                (device.Name, device.Listed) = (listed.Name, listed);
            }
            _byName[listed.Name] = device;
            names.Add(listed.Name);
        }
        foreach (var name in _byName.Keys)
            if (!names.Contains(name)) _byName.TryRemove(name, out _);
        var addresses = list.Select(listed => listed.Address).ToHashSet(StringComparer.Ordinal);
        foreach (var device in All.Where(device => !addresses.Contains(device.Address)))
        {
            bool isInNoHome;
            using (device.Gate.EnterScope()) (device.Listed, isInNoHome) = (null, device.Id is null && !device.IsLeaving);
            // What never came into the home leaves no trace: lists of ever new addresses must not fill the memory.
            if (isInNoHome) Drop(device);
        }
        return renamed;
    }

    internal void Drop(ZigbeeDevice device)
    {
        _byAddress.TryRemove(device.Address, out _);
        _byName.TryRemove(KeyValuePair.Create(device.Name, device));
    }
}
