using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Interchange;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Clouds.Wot;

/// <summary>The devices of a home as W3C things, for one caller. A thing is made of its device's spec, and what its forms say is done here.</summary>
public sealed class WotDoor(HomeHost homes)
{
    /// <summary>The thing descriptions of the devices that the caller may see.</summary>
    /// <param name="thingsAt">Where they are, as this caller reaches them; ends with a slash.</param>
    public async Task<Result<IReadOnlyList<JsonObject>>> ThingsAsync(HomeId home, Caller caller, Uri thingsAt)
    {
        var snapshot = await homes.SnapshotAsync(home, caller);
        return snapshot.Fault is { } fault ? fault : snapshot.Value.Devices.Select(device => Of(home, device, snapshot.Value.Specs[device.Spec], thingsAt)).ToList();
    }

    /// <summary>One of them.</summary>
    public async Task<Result<JsonObject>> ThingAsync(HomeId home, Caller caller, DeviceId device, Uri thingsAt)
    {
        var (view, spec) = (await homes.DeviceAsync(home, caller, device), await homes.SpecAsync(home, caller, device));
        return (view.Fault ?? spec.Fault) is { } fault ? fault : Of(home, view.Value, spec.Value, thingsAt);
    }

    /// <summary>A property's value; null while it is not known.</summary>
    public async Task<Result<JsonNode?>> ReadAsync(HomeId home, Caller caller, DeviceId device, string address)
    {
        var view = await homes.DeviceAsync(home, caller, device);
        if ((view.Fault ?? await CheckAsync(home, caller, device, address, Access.Read | Access.Notify)) is { } fault) return fault;
        return Plain(view.Value.Values.TryGetValue(address, out var known) ? known.V : default);
    }

    /// <summary>Sets a property; null when the device says it is so.</summary>
    public async Task<Fault?> WriteAsync(HomeId home, Caller caller, DeviceId device, string address, Value value)
    {
        var ended = await homes.SetAsync(home, caller, device, new Dictionary<string, Value> { [address] = value });
        return ended.Fault ?? Failed(ended.Value);
    }

    /// <summary>Runs an action; what it gives back by name, null for nothing.</summary>
    public async Task<Result<JsonNode?>> InvokeAsync(HomeId home, Caller caller, DeviceId device, string address, IReadOnlyDictionary<string, Value>? input)
    {
        var ended = await homes.CallAsync(home, caller, device, address, input);
        if ((ended.Fault ?? Failed(ended.Value)) is { } fault) return fault;
        return ended.Value.Out is { Count: > 0 } output ? Object(output) : (JsonNode?)null;
    }

    /// <summary>Follows one property: its value now, then each that it gets. End it with <see cref="WotStream.DisposeAsync"/>.</summary>
    public async Task<Result<WotStream>> ObserveAsync(HomeId home, Caller caller, DeviceId device, string address)
    {
        if (await CheckAsync(home, caller, device, address, Access.Notify) is { } fault) return fault;
        return await FollowAsync(home, caller, snapshot => snapshot.Devices.FirstOrDefault(its => its.Id == device) is { } its && its.Values.TryGetValue(address, out var known) ? [Plain(known.V)] : [],
            changes => (changes.Values ?? []).Where(change => change.D == device && change.P == address).Select(change => Plain(change.V)));
    }

    /// <summary>Follows one event: its arguments, each time that it happens.</summary>
    public async Task<Result<WotStream>> SubscribeAsync(HomeId home, Caller caller, DeviceId device, string address)
    {
        var spec = await homes.SpecAsync(home, caller, device);
        if (spec.Fault is { } unknown) return unknown;
        if (spec.Value.FindEvent(address) is null) return new Fault(ErrorCodes.EventUnknown, $"{device} has no event {address}", address);
        return await FollowAsync(home, caller, _ => [], changes => (changes.Events ?? []).Where(happened => happened.D == device && happened.E == address)
            .Select(happened => (JsonNode?)Object(happened.Args ?? new Dictionary<string, Value>())));
    }

    private async Task<Result<WotStream>> FollowAsync(HomeId home, Caller caller, Func<SnapshotView, IEnumerable<JsonNode?>> first, Func<ChangesView, IEnumerable<JsonNode?>> next)
    {
        var followed = await homes.FollowAsync(home, caller, null);
        return followed.Fault is { } fault ? fault : new WotStream(homes, home, followed.Value, first, next);
    }

    private async Task<Fault?> CheckAsync(HomeId home, Caller caller, DeviceId device, string address, Access may)
    {
        var spec = await homes.SpecAsync(home, caller, device);
        if (spec.Fault is { } unknown) return unknown;
        return spec.Value.FindProperty(address) is not { } property ? new Fault(ErrorCodes.PropertyUnknown, $"{device} has no property {address}", address)
            : (property.Access & may) == 0 ? new Fault(ErrorCodes.PropertyNotReadable, $"{address} is never told", address)
            : null;
    }

    private static JsonObject Of(HomeId home, DeviceView device, Spec spec, Uri thingsAt) =>
        WotThing.Description(spec, $"urn:kith:{home}:{device.Id}", device.Name, new Uri(thingsAt, $"{device.Id}/"));

    private static Fault? Failed(Operation operation) => operation.Outcome is { Kind: not (OutcomeKind.Done or OutcomeKind.Accepted) } failed
        ? new Fault(ErrorCodes.All.FirstOrDefault(error => error.Code == failed.Code) ?? Of(failed.Kind), failed.Detail ?? Of(failed.Kind).Title) : null;

    private static Error Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Offline => ErrorCodes.DeviceOffline,
        OutcomeKind.TimedOut => ErrorCodes.DeviceTimeout,
        _ => ErrorCodes.DeviceRefused,
    };

    private static JsonNode? Plain(Value value) => JsonSerializer.SerializeToNode(value, ModelJson.Default.Value);

    private static JsonObject Object(IReadOnlyDictionary<string, Value> values) => new(values.Select(pair => KeyValuePair.Create(pair.Key, Plain(pair.Value))));
}
