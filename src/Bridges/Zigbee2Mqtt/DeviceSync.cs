using System.Threading.Channels;
using Kith.Bridges.Zigbee2Mqtt.Mapping;
using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>
/// Brings the listed devices into the home. Lists come whole and often (21 times while six devices join): only the newest waits, and a
/// device whose definition did not change costs nothing.
/// </summary>
internal sealed partial class DeviceSync(HomeHost homes, HomeId home, string via, Library library, Action<ZigbeeDevice> takenIn, Action<string> wrong, ILogger logger)
{
    /// <summary>Devices that are taken in at once; they share the home's commits.</summary>
    private const int AtOnce = 32;

    private readonly Channel<IReadOnlyList<ZigbeeDevice>> _lists = Channel.CreateBounded<IReadOnlyList<ZigbeeDevice>>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly DeviceMapper _mapper = new(library);

    internal static readonly Caller House = Caller.House("zigbee2mqtt");

    internal void Listed(IReadOnlyList<ZigbeeDevice> devices) => _lists.Writer.TryWrite(devices);

    internal async Task RunAsync(CancellationToken cancel)
    {
        await foreach (var devices in _lists.Reader.ReadAllAsync(cancel))
        {
            try
            {
                foreach (var some in (await FittingAsync(devices)).Chunk(AtOnce)) await Task.WhenAll(some.Select(TakeInAsync));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // The feed's edge: the next list is tried again.
                LogFailed(logger, failure, via);
            }
        }
    }

    /// <summary>Those for which there is room: lists of ever new devices must not fill the home, where the unlisted ones stay.</summary>
    private async Task<IReadOnlyList<ZigbeeDevice>> FittingAsync(IReadOnlyList<ZigbeeDevice> devices)
    {
        if (!devices.Any(IsNew)) return devices;
        var all = await homes.DevicesAsync(home, House);
        var known = (all.Ok ? all.Value : []).Where(device => device.Via == via).Select(device => device.NativeId).ToHashSet(StringComparer.Ordinal);
        var (fitting, left) = (new List<ZigbeeDevice>(), ZigbeeLimits.Devices - known.Count);
        foreach (var device in devices)
            if (!IsNew(device) || known.Contains(device.Address) || left-- > 0) fitting.Add(device);
            else wrong($"{device.Name}: a bridge brings at most {ZigbeeLimits.Devices} devices, those counted that are in the home and not listed any more");
        return fitting;
    }

    private static bool IsNew(ZigbeeDevice device) => device is { Id: null, Listed.IsReady: true };

    private async Task TakeInAsync(ZigbeeDevice device)
    {
        ListedDevice listed;
        using (device.Gate.EnterScope())
        {
            if (device.Listed is not { IsReady: true } its || device.IsLeaving || (device.Id is not null && device.MappedHash == its.Hash)) return;
            listed = its;
        }
        var (mapping, fault) = _mapper.Map(listed.Definition!);
        if (fault is not null)
        {
            LogUnmapped(logger, listed.Definition!.Model, listed.Address, fault.Detail);
            wrong($"{listed.Name}: {fault.Detail}");
        }
        var draft = new DeviceDraft(GivenName(listed, mapping.Spec), mapping.Spec, via, listed.Address);
        var taken = await homes.TakeInAsync(home, House, draft);
        if (taken.Fault is { } refused)
        {
            LogRefused(logger, listed.Address, refused.Detail);
            wrong($"{listed.Name}: {refused.Detail}");
            return;
        }
        using (device.Gate.EnterScope())
        {
            (device.Id, device.Mapping, device.MappedHash) = (taken.Value.Id, mapping, listed.Hash);
            device.Told.Clear();
        }
        LogTaken(logger, listed.Address, taken.Value.Id, mapping.Tally.Typed, mapping.Tally.Open);
        takenIn(device);
    }

    internal string GivenName(ListedDevice listed, Spec spec) => FriendlyNames.Given(listed, library.FindType(spec.Type)?.Title.En ?? spec.Name.En);

    [LoggerMessage(6000, LogLevel.Information, "Zigbee device {Address} is {Device}: {Typed} features typed, {Open} open")]
    private static partial void LogTaken(ILogger logger, string address, DeviceId device, int typed, int open);

    [LoggerMessage(6001, LogLevel.Warning, "Zigbee model {Model} ({Address}) could not be mapped and shows its radio alone: {Why}")]
    private static partial void LogUnmapped(ILogger logger, string model, string address, string why);

    [LoggerMessage(6002, LogLevel.Warning, "Zigbee device {Address} was not taken in: {Why}")]
    private static partial void LogRefused(ILogger logger, string address, string why);

    [LoggerMessage(6003, LogLevel.Error, "The devices of {Via} could not be brought into the home")]
    private static partial void LogFailed(ILogger logger, Exception failure, string via);
}
