using Kith.Homes.Devices;
using Kith.Homes.Twins;
using Kith.Homes.Whereabouts;
using Kith.Homes.Virtual;
using Kith.Model.Ids;
using Kith.Ledger;
using Kith.Ledger.Homes;

namespace Kith.Homes;

/// <summary>Brings a home from disk into memory on first use: its records, and the newest value of every property.</summary>
internal static class HomeLoader
{
    internal static async ValueTask<Home?> LoadAsync(SqliteLedger ledger, SpecShelf specs, HomeId id, HomesOptions options, long nowMs)
    {
        var rows = await ledger.ReadAsync(connection => HomeRecords.Read(connection, id));
        if (rows is null) return null;
        var tail = await ledger.LoadAsync(id);
        var home = new Home(rows.Home, options) { Sequence = tail.LastSequence, TouchedMs = nowMs };
        foreach (var room in rows.Rooms) home.Rooms[room.Id] = room;
        foreach (var person in rows.People) home.People[person.Id] = person;
        foreach (var (person, arrangement) in rows.Arrangements) home.Arrangements[person] = arrangement;
        foreach (var (person, at) in rows.Whereabouts)
        {
            home.Whereabouts[person] = at;
            if (at.Left is { } left) Moves.Await(home, person, left);
        }
        foreach (var notice in rows.Notices) home.Board.Add(notice);
        foreach (var (person, settings) in rows.NoticeSettings) home.Board.Settings[person] = settings;
        foreach (var bridge in rows.Bridges) home.Bridges[bridge.Id] = bridge;
        foreach (var satellite in rows.Satellites) home.Satellites[satellite.Id] = satellite;
        foreach (var gone in rows.Gone) home.Gone.Add(gone);
        foreach (var device in rows.Devices)
            home.Twins[device.Id] = new Twin(Shared(device), specs.Take(rows.Specs[device.Spec])) { Online = device.Via == VirtualDevice.Via || rows.Online.Contains(device.Id.ToString()) };
        foreach (var (device, made) in rows.Virtual) home.Virtual.Put(made.Make(device));
        foreach (var own in home.Virtual.All) home.Twins[own.Id].Online = own.IsOnline(home);
        foreach (var latest in tail.Latest) Fill(home, latest);
        home.Skills = rows.Skills;
        home.Rules.Load(rows.Rules, rows.Runs, rows.Calls);
        home.Orphans = rows.Pending.Count > 0 ? rows.Pending : null;
        return home;
    }

    /// <summary>Texts that all devices of a product or link have in common stand once in memory.</summary>
    private static Device Shared(Device device) => device with { Spec = string.Intern(device.Spec), Via = string.Intern(device.Via) };

    /// <summary>Values of removed devices and dropped properties stay in the ledger and have no twin.</summary>
    private static void Fill(Home home, LatestValue latest)
    {
        if (!DeviceId.TryParse(latest.Device, null, out var id) || !home.Twins.TryGetValue(id, out var twin)) return;
        if (twin.Spec.FindProperty(latest.Property) is not { } property) return;
        twin[property] = new Known(latest.Value, new Moment(latest.AtMs, ByDevice: false));
        twin.SeenMs = Math.Max(twin.SeenMs, latest.AtMs);
    }
}
