using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Virtual;

/// <summary>How the devices that are the home's own come, change and go; what kinds there are stands in <see cref="VirtualRecord"/>.</summary>
internal static class VirtualDeeds
{
    private const string Maker = "home";

    /// <summary>The library, for the services that virtual devices offer.</summary>
    private static readonly Lazy<Library> Standard = new(Library.Standard);

    /// <summary>
    /// Adds a virtual device (id null) or makes another of it. Each has a spec of its own, whose version counts its changes: what it may do,
    /// and what that risks, depends on its members.
    /// </summary>
    /// <param name="wish">The id that a new one should have.</param>
    internal static Result<Twin> Put(HomeHost homes, Turn turn, Asker asker, DeviceId? id, string name, RoomId? room, string? icon, VirtualRecord record, string type, IReadOnlyList<ServiceUse> services, DeviceId? wish = null) =>
        Put(homes, turn, asker, id, name, room, icon, record, wish, (product, version) => Standard.Value.Resolve(new ProductDocument
        {
            Product = product, Version = version, Maker = Maker, Type = type, Name = LocalText.Same(name), Services = services,
        }));

    /// <summary>The same of services that are made already.</summary>
    internal static Result<Twin> Put(HomeHost homes, Turn turn, Asker asker, DeviceId? id, string name, RoomId? room, string? icon, VirtualRecord record, string type, IReadOnlyList<Service> services) =>
        Put(homes, turn, asker, id, name, room, icon, record, null, (product, version) => new Spec(product, version, Maker, type, LocalText.Same(name), services));

    private static Result<Twin> Put(
        HomeHost homes, Turn turn, Asker asker, DeviceId? id, string name, RoomId? room, string? icon, VirtualRecord record, DeviceId? wish, Func<string, int, Result<Spec>> spec)
    {
        var home = turn.Home;
        var native = id?.ToString() ?? Guid.CreateVersion7(turn.Now).ToString("N");
        var before = id is { } known && home.Twins.TryGetValue(known, out var old) ? old : null;
        if (before is not null) native = before.Device.NativeId;
        var made = spec($"home.{native}", (before?.Spec.Version ?? 0) + 1);
        if (made.Fault is { } broken) return broken;
        var taken = DeviceDeeds.TakeIn(homes, turn, asker, new DeviceDraft(name, made.Value, VirtualDevice.Via, native, room, Id: wish, Icon: icon));
        if (taken.Fault is { } fault) return fault;
        var twin = taken.Value;
        var device = record.Make(twin.Device.Id);
        twin.Online = device.IsOnline(home);
        home.Virtual.Put(device);
        turn.Record(HomeRecords.PutVirtual, HomeRecords.Row(home.Id, twin.Device.Id, record));
        return twin;
    }

    /// <summary>A device can do other things than before: what those that are made of it can do, and what that risks, is reckoned again.</summary>
    internal static void Respec(HomeHost homes, Turn turn, Asker asker, DeviceId member)
    {
        foreach (var device in turn.Home.Virtual.Of(member).ToList()) Respec(homes, turn, asker, device);
    }

    private static void Respec(HomeHost homes, Turn turn, Asker asker, VirtualDevice device)
    {
        if (!turn.Home.Twins.TryGetValue(device.Id, out var twin) || device.Services(turn.Home) is not { } services) return;
        Spec Of(int version) => new(twin.Spec.Product, version, twin.Spec.Maker, twin.Spec.Type, twin.Spec.Name, services);
        // The shelf knows equal documents by one object.
        if (ReferenceEquals(homes.Specs.Put(Of(twin.Spec.Version)).Spec, homes.Specs.Put(twin.Spec).Spec)) return;
        DeviceDeeds.TakeIn(homes, turn, asker, new DeviceDraft(twin.Device.Name, Of(twin.Spec.Version + 1), VirtualDevice.Via, twin.Device.NativeId, twin.Device.Room));
        device.Refresh(turn, twin);
    }

    /// <summary>Services of the library as a virtual device has them.</summary>
    internal static IReadOnlyList<Service> Made(IReadOnlyList<ServiceUse> services) =>
        Standard.Value.Resolve(new ProductDocument { Product = "home.made", Version = 1, Maker = Maker, Type = "scene", Name = LocalText.Same(Maker), Services = services }).Value.Services;

    /// <summary>A device is gone: it goes out of those that were made of it.</summary>
    internal static void Forget(HomeHost homes, Turn turn, Asker asker, DeviceId id)
    {
        var home = turn.Home;
        if (home.Virtual.Find(id) is not null)
        {
            home.Virtual.Remove(id);
            turn.Record(HomeRecords.DropVirtual, HomeRecords.Row(home.Id, id.ToString()));
        }
        foreach (var device in home.Virtual.Of(id).ToList())
        {
            var record = device.Without(id);
            var left = record.Make(device.Id);
            home.Virtual.Put(left);
            turn.Record(HomeRecords.PutVirtual, HomeRecords.Row(home.Id, device.Id, record));
            turn.Changed(device.Id);
            if (home.Twins.TryGetValue(device.Id, out var twin)) left.Refresh(turn, twin);
            Respec(homes, turn, asker, left);
        }
    }
}
