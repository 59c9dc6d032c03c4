using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Bridges.HomeAssistant.Discovery;
using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.HomeAssistant;

/// <summary>
/// Everything in one home that describes itself by Home Assistant's discovery:
///   PREFIX/.../config -> DiscoveryReader -> Catalogue -> HaMapper -> the home's devices
///   their own topics -> TopicIndex -> HaDevice -> values, events, presence      the home's commands -> HaDevice -> command topics
/// </summary>
internal sealed partial class HomeAssistantBridge : ConnectedBridge
{
    /// <summary>Devices that are taken in at once; they share the home's commits.</summary>
    private const int AtOnce = 32;

    private readonly BridgeSeat _seat;
    private readonly string _prefix;
    private readonly Refusals _refusals = new();
    private readonly Catalogue _catalogue;
    private readonly TopicIndex _topics;
    private readonly BridgedDevices _bridged;
    private readonly HaMapper _mapper;
    private readonly ConcurrentDictionary<string, HaDevice> _devices = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Change> _changed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _hashes = new(StringComparer.Ordinal);
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private volatile string? _lastError;
    private volatile bool _isHeard;
    private long _malformed;

    /// <summary>A device whose entities came or went: since when, and when last.</summary>
    private sealed record Change(DateTimeOffset First, DateTimeOffset Last);

    internal HomeAssistantBridge(BridgeSeat seat)
    {
        (_seat, _prefix) = (seat, seat.Record.BaseTopic!);
        _catalogue = new Catalogue(_refusals);
        _topics = new TopicIndex(seat.Client, seat.Metrics.Used);
        _mapper = new HaMapper(seat.Library);
        _bridged = new BridgedDevices(seat, Moved);
    }

    internal override void Start() => _running = RunAsync(_stop.Token);

    private async Task RunAsync(CancellationToken cancel)
    {
        _seat.Client.Subscribe($"{_prefix}/+/+/config", Take);
        _seat.Client.Subscribe($"{_prefix}/+/+/+/config", Take);
        Listens();
        // Emitters that hear this describe everything again.
        _seat.Client.Publish($"{_prefix}/status", "online", Qos.AtLeastOnce, retain: true);
        await Task.WhenAll(_bridged.RunAsync(cancel), SyncAsync(cancel), TickAsync(cancel));
    }

    internal override BridgeStatus Status
    {
        get
        {
            var ((named, more), mapped) = (_refusals.All, _devices.Values.Select(device => device.Mapping?.Tally).OfType<HaTally>().ToList());
            return new BridgeStatus(
                _isHeard ? BridgeLink.Online : BridgeLink.Waiting, _bridged.Count, [], null, null, _lastError, Interlocked.Read(ref _malformed),
                new JsonObject
                {
                    ["prefix"] = _prefix, ["entities"] = _catalogue.Entities, ["topics"] = _topics.Count,
                    ["typed"] = mapped.Sum(tally => tally.Typed), ["open"] = mapped.Sum(tally => tally.Open), ["dropped"] = mapped.Sum(tally => tally.Dropped),
                    ["emitters"] = new JsonArray([.. _catalogue.Origins.Select(origin => JsonValue.Create(origin))]),
                    ["refused"] = new JsonArray([.. named.Select(row => new JsonObject { ["entity"] = row.Key, ["why"] = row.Why })]), ["refusedMore"] = more,
                });
        }
    }

    internal override Fault? Deliver(Device device, Spec spec, Operation operation) =>
        _devices.TryGetValue(device.NativeId, out var its) ? its.Send(operation, _seat.Client) : new Fault(ErrorCodes.DeviceOffline, "nobody has described this device since the start");

    /// <summary>Removed in Kith: its descriptions are taken off the broker, as Home Assistant does. An emitter that describes it anew brings it back.</summary>
    internal override void Forget(Device device)
    {
        _bridged.Find(device.NativeId)?.Forgotten();
        foreach (var path in _catalogue.MessagesOf(device.NativeId)) _seat.Client.Publish($"{_prefix}/{path}/config", "", Qos.AtLeastOnce, retain: true);
    }

    private void Take(LocalMessage message)
    {
        if (DiscoveryTopic.Read(_prefix, message.Topic) is not { } topic)
        {
            Malformed("topic");
            return;
        }
        if (!message.Payload.IsEmpty) _isHeard = true;
        _seat.Metrics.Used();
        Described(topic, message.Payload);
    }

    private void Described(DiscoveryTopic topic, ReadOnlyMemory<byte> payload)
    {
        var hash = new HashCode();
        hash.AddBytes(payload.Span);
        var its = hash.ToHashCode();
        // Emitters repeat everything at every start.
        if (_hashes.TryGetValue(topic.Path, out var before) && before == its && !payload.IsEmpty) return;
        if (payload.IsEmpty) _hashes.TryRemove(topic.Path, out _);
        else if (_hashes.Count < HaLimits.Entities) _hashes[topic.Path] = its;
        Discovered discovered;
        try
        {
            discovered = DiscoveryReader.Read(topic, payload);
            if (discovered.Entities.Any(IsOurOwn)) return;
            foreach (var device in _catalogue.Apply(topic.Path, discovered)) Changed(device);
        }
        catch (InvalidOperationException failure)
        {
            // Texts of JSON that are no Unicode; what System.Text.Json throws for them.
            discovered = Discovered.Wrong(topic.Path, failure.Message);
            _catalogue.Apply(topic.Path, discovered);
        }
        if (discovered.Faults.Count > 0)
        {
            Malformed("config");
            _lastError = $"{discovered.Faults[0].Key}: {discovered.Faults[0].Why}";
        }
    }

    /// <summary>What this home itself publishes for Home Assistant is not brought in again.</summary>
    private bool IsOurOwn(EntityConfig config) => config.Device?.Ids.Any(id => id.StartsWith($"kith_{_seat.Home}_", StringComparison.Ordinal)) == true;

    private void Changed(string device)
    {
        var now = _seat.Time.GetUtcNow();
        var entities = _catalogue.EntitiesOf(device);
        // What its topics say while the rest of it is still being described must not be lost.
        _topics.Listen(_devices.GetOrAdd(device, id => new HaDevice(id, _bridged.Get(id), _seat.Time)), HaDevice.TopicsOf(entities));
        _changed.AddOrUpdate(device, _ => new Change(now, now), (_, change) => change with { Last = now });
        _signal.Writer.TryWrite(true);
    }

    private async Task SyncAsync(CancellationToken cancel)
    {
        await foreach (var _ in _signal.Reader.ReadAllAsync(cancel))
            while (!_changed.IsEmpty)
            {
                await Task.Delay(HaLimits.Gather, _seat.Time, cancel);
                var now = _seat.Time.GetUtcNow();
                foreach (var some in _changed.Where(row => IsReady(row.Key, row.Value, now)).Select(row => row.Key).ToList().Chunk(AtOnce))
                    await Task.WhenAll(some.Select(SyncAsync));
            }
    }

    /// <summary>One without entities may only be described anew (zigbee2mqtt waits two seconds between): it goes when it stays without.</summary>
    private bool IsReady(string device, Change change, DateTimeOffset now) => _catalogue.EntitiesOf(device).Count == 0
        ? now - change.Last >= HaLimits.Farewell
        : now - change.Last >= HaLimits.Gather || now - change.First >= HaLimits.GatherAtMost;

    private async Task SyncAsync(string id)
    {
        _changed.TryRemove(id, out _);
        try
        {
            var device = _devices[id];
            var entities = _catalogue.EntitiesOf(id);
            if (entities.Count == 0) await RemoveAsync(device);
            else await TakeInAsync(device, entities);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            // The feed's edge: one device must not keep the others out.
            LogFailed(_seat.Logger, failure, id);
        }
    }

    private async Task RemoveAsync(HaDevice device)
    {
        if (!_catalogue.Forget(device.NativeId)) return;
        _topics.Listen(device, new HashSet<string>());
        await device.Bridged.RemoveAsync();
        _bridged.Drop(device.NativeId);
        _devices.TryRemove(device.NativeId, out _);
    }

    private async Task TakeInAsync(HaDevice device, IReadOnlyList<Entity> entities)
    {
        var said = DescriptionOf(entities);
        var mapped = _mapper.Map(entities, said?.Maker, said?.Model ?? said?.ModelId);
        var fault = mapped.Fault ?? await device.Bridged.TakeInAsync(NameOf(said, entities), mapped.Value.Spec, HubOf(said, device));
        if (fault is not null)
        {
            LogRefused(_seat.Logger, device.NativeId, fault.Detail);
            _lastError = $"{device.NativeId}: {fault.Detail}";
            foreach (var entity in entities) _refusals.Put(entity.Config.Key, [fault.Detail]);
            return;
        }
        device.Is(mapped.Value, entities, _topics);
        LogTaken(_seat.Logger, device.NativeId, entities.Count, mapped.Value.Tally.Typed, mapped.Value.Tally.Open);
    }

    /// <summary>Emitters say a device's name and maker in one of its entities and only its identifier in the others.</summary>
    private static DeviceDescription? DescriptionOf(IReadOnlyList<Entity> entities)
    {
        var all = entities.Select(entity => entity.Config.Device).OfType<DeviceDescription>().ToList();
        string? First(Func<DeviceDescription, string?> field) => all.Select(field).FirstOrDefault(text => text is not null);
        return all.Count == 0 ? null : new DeviceDescription(all[0].Ids, First(its => its.Name), First(its => its.Maker), First(its => its.Model), First(its => its.ModelId), First(its => its.Via));
    }

    private Kith.Model.Ids.DeviceId? HubOf(DeviceDescription? said, HaDevice device) =>
        said?.Via is { } via && _catalogue.DeviceOf(via) is { } hub && hub != device.NativeId ? _bridged.Find(hub)?.Id : null;

    private static string NameOf(DeviceDescription? said, IReadOnlyList<Entity> entities)
    {
        var name = new string([.. (said?.Name ?? said?.Model ?? entities[0].Title).Where(c => !char.IsControl(c))]).Trim();
        if (name.Length == 0) name = entities[0].Config.ObjectId;
        return name.Length <= 100 ? name : name[..100].Trim();
    }

    private void Moved(BridgedDevice device)
    {
        if (_devices.TryGetValue(device.NativeId, out var its)) its.Again(_topics);
    }

    private async Task TickAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(HaLimits.Tick, _seat.Time);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var now = _seat.Time.GetUtcNow();
            foreach (var device in _devices.Values) device.Tick(now);
        }
    }

    private void Malformed(string what)
    {
        _seat.Metrics.Malformed(what);
        Interlocked.Increment(ref _malformed);
    }

    public override async ValueTask DisposeAsync()
    {
        _seat.Client.Publish($"{_prefix}/status", "offline", Qos.AtLeastOnce, retain: true);
        _seat.Client.Dispose();
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _bridged.Leave();
    }

    [LoggerMessage(6020, LogLevel.Information, "Device {Device} of {Entities} entities is in the home: {Typed} typed, {Open} open")]
    private static partial void LogTaken(ILogger logger, string device, int entities, int typed, int open);

    [LoggerMessage(6021, LogLevel.Warning, "Device {Device} was not taken in: {Why}")]
    private static partial void LogRefused(ILogger logger, string device, string why);

    [LoggerMessage(6022, LogLevel.Error, "Device {Device} could not be brought into the home")]
    private static partial void LogFailed(ILogger logger, Exception failure, string device);
}
