using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Server.Tests.Running;

/// <summary>Devices that are there and do what they are told at once.</summary>
internal sealed class PlayedDevices(HomeHost homes) : IDeviceLink
{
    internal const string Via = "played";

    internal static PlayedDevices In(TestKith kith)
    {
        var played = new PlayedDevices(kith.Homes);
        kith.Homes.AddLink(Via, played);
        return played;
    }

    internal async Task<string> AddAsync(TestKith kith, string home, string name, string product = "kith-demo.bulb", string? room = null, params (string Address, Value Value)[] values)
    {
        var library = kith.Get<Library>();
        var spec = library.Resolve(library.FindProduct(product) ?? throw new InvalidOperationException($"There is no {product}.")).Value;
        var added = await homes.TakeInAsync(HomeId.Parse(home), Caller.House("test"), new DeviceDraft(name, spec, Via, name, room is null ? null : RoomId.Parse(room)));
        Assert.Null(added.Fault);
        homes.Presence(HomeId.Parse(home), added.Value.Id, true);
        homes.Report(HomeId.Parse(home), added.Value.Id, [.. values.Select(value => new KeyValuePair<string, Value>(value.Address, value.Value))]);
        return added.Value.Id.ToString();
    }

    public Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation)
    {
        homes.Reply(home, device.Id, operation.Id, Outcome.Done);
        return null;
    }

    public void Forget(HomeId home, Device device)
    {
    }
}
