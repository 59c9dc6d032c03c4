using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.Modes;
using Kith.Homes.Operations;
using Kith.Homes.Twins;
using Kith.Model.Ids;

namespace Kith.Homes.Virtual;

/// <summary>The virtual devices of one home, and who of them wants to hear of which device.</summary>
internal sealed class Virtuals
{
    private readonly Dictionary<DeviceId, VirtualDevice> _all = [];
    private readonly Dictionary<DeviceId, List<VirtualDevice>> _byMember = [];

    internal IReadOnlyCollection<VirtualDevice> All => _all.Values;

    internal int Count => _all.Count;

    internal VirtualDevice? Find(DeviceId id) => _all.GetValueOrDefault(id);

    /// <summary>Those made of a device.</summary>
    internal IReadOnlyList<VirtualDevice> Of(DeviceId member) => (IReadOnlyList<VirtualDevice>?)_byMember.GetValueOrDefault(member) ?? [];

    internal void Put(VirtualDevice device)
    {
        Remove(device.Id);
        _all[device.Id] = device;
        foreach (var member in device.Members.Distinct())
        {
            if (!_byMember.TryGetValue(member, out var its)) _byMember[member] = its = [];
            its.Add(device);
        }
    }

    internal void Remove(DeviceId id)
    {
        if (!_all.Remove(id, out var device)) return;
        foreach (var member in device.Members.Distinct())
            if (_byMember.TryGetValue(member, out var its) && its.Remove(device) && its.Count == 0) _byMember.Remove(member);
    }

    /// <summary>The home was loaded from disk.</summary>
    internal void Awake(Turn turn, long fromMs)
    {
        foreach (var device in _all.Values) device.Awake(turn, turn.Home.Twins[device.Id], fromMs);
    }

    internal void Heed(Turn turn, Happening happening)
    {
        var member = happening switch
        {
            ValueChanged change => change.Twin,
            PresenceChanged presence => presence.Twin,
            EventHappened told => told.Twin,
            DeviceMoved moved => moved.Twin,
            CommandEnded ended => ended.Twin,
            _ => null,
        };
        if (happening is ModeChanged)
        {
            foreach (var device in _all.Values)
                if (turn.Home.Twins.TryGetValue(device.Id, out var twin)) device.Heed(turn, twin, happening);
        }
        if (member is null || !_byMember.TryGetValue(member.Device.Id, out var heeding)) return;
        foreach (var device in heeding)
            if (turn.Home.Twins.TryGetValue(device.Id, out var twin)) device.Heed(turn, twin, happening);
    }
}
