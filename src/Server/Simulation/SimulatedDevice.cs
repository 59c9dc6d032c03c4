using Kith.Model.Specs;
using Kith.Model.Values;
using Kith.Sdk;

namespace Kith.Server.Simulation;

/// <summary>
/// A device that exists only here and yet is one: it speaks the real protocol over a real socket through the SDK. The household's life
/// moves it; what a person sets holds until life moves it next.
/// </summary>
internal sealed class SimulatedDevice : IAsyncDisposable
{
    /// <summary>A measurement that does not change is said again after this, as sensors do to show that they live.</summary>
    internal static readonly TimeSpan SaysAgain = TimeSpan.FromMinutes(30);

    private readonly Spec _spec;
    private readonly Life _life;
    private readonly RoomUse _room;
    private readonly ulong _seed;
    private readonly TimeProvider _time;
    private readonly TimeZoneInfo _zone;
    private readonly KithDevice _device;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Value> _state = [], _signals = [];
    private readonly Dictionary<string, DateTimeOffset> _said = [];

    internal SimulatedDevice(Spec spec, Life life, RoomUse room, DeviceOptions options, DeviceCredential credential, TimeZoneInfo zone, TimeProvider time)
    {
        (_spec, _life, _room, _time, _zone) = (spec, life, room, time, zone);
        _seed = Noise.Seed(options.Serial);
        _device = new KithDevice(options, credential, time);
        foreach (var property in spec.Properties)
            if (property.Access.HasFlag(Access.Write)) _device.OnSet(property.Address, value => Set(property.Address, value));
        foreach (var action in spec.Services.SelectMany(service => service.Actions))
            _device.OnCall(action.Address, _ =>
            {
                Call(action.Address);
                return Task.FromResult<IReadOnlyDictionary<string, Value>?>(null);
            });
    }

    internal KithDevice Device => _device;

    /// <summary>Stays connected and lives: looks every interval at what changed; when <paramref name="always"/>, reports everything each time.</summary>
    internal async Task RunAsync(TimeSpan interval, bool always, CancellationToken stop)
    {
        Live(everything: true);
        var running = _device.RunAsync(stop);
        using var timer = new PeriodicTimer(interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) Live(always);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The simulation ends.
        }
        await running;
    }

    /// <summary>What every property is at a moment, for a told past. Does not touch the present.</summary>
    internal static Dictionary<string, Value> At(Spec spec, Life life, RoomUse room, ulong seed, DateTimeOffset local, Dictionary<string, Value> state)
    {
        foreach (var service in spec.Services)
            foreach (var property in service.Properties)
            {
                if ((property.Access & (Access.Read | Access.Notify)) == 0) continue;
                var value = Signals.At(new Scene(life, room, local, seed, service, property, state));
                if (!value.IsNone) state[property.Address] = value;
            }
        return state;
    }

    private void Live(bool everything)
    {
        List<KeyValuePair<string, Value>> news = [];
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            var local = TimeZoneInfo.ConvertTime(now, _zone);
            foreach (var service in _spec.Services)
                foreach (var property in service.Properties)
                {
                    if ((property.Access & (Access.Read | Access.Notify)) == 0) continue;
                    var signal = Signals.At(new Scene(_life, _room, local, _seed, service, property, _state));
                    if (signal.IsNone) continue;
                    var moved = !_signals.TryGetValue(property.Address, out var before) || Moved(property, before, signal);
                    if (moved)
                    {
                        _signals[property.Address] = signal;
                        _state[property.Address] = signal;
                    }
                    var again = Measures(property) && _said.TryGetValue(property.Address, out var said) && now - said >= SaysAgain;
                    if (!moved && !everything && !again) continue;
                    _said[property.Address] = now;
                    news.Add(new(property.Address, _state.GetValueOrDefault(property.Address, signal)));
                }
        }
        if (news.Count > 0) _device.Report(news);
    }

    /// <summary>A number that the device reads off the world, not one that people set.</summary>
    internal static bool Measures(Property property) =>
        property.Format is not (Format.Bool or Format.String) && property.Choices is not { Count: > 0 } && !property.Access.HasFlag(Access.Write);

    /// <summary>Measurements report when they moved by more than a hair: half a percent of 100, or of the value.</summary>
    private static bool Moved(Property property, Value before, Value now) =>
        property.Format is Format.Float && property.Access.HasFlag(Access.Write) is false
            ? Math.Abs(now.AsDouble() - before.AsDouble()) >= Math.Max(property.Range?.Step ?? 0, Math.Abs(before.AsDouble()) * 0.005)
            : before != now;

    private void Set(string address, Value value) => Change([new(address, value), .. Reflexes.OfSet(_spec, address, value)], reportFrom: 1);

    private void Call(string action)
    {
        List<KeyValuePair<string, Value>> changes;
        lock (_lock) changes = [.. Reflexes.OfCall(_spec, action, _state)];
        Change(changes, reportFrom: 0);
    }

    /// <summary>What was set needs no report: the reply says it (docs/protocol.md). What followed from it does.</summary>
    private void Change(List<KeyValuePair<string, Value>> changes, int reportFrom)
    {
        lock (_lock)
            foreach (var (address, value) in changes) _state[address] = value;
        var rest = changes.Skip(reportFrom).Where(change => (_spec.FindProperty(change.Key)!.Access & (Access.Read | Access.Notify)) != 0).ToList();
        if (rest.Count > 0) _device.Report(rest);
    }

    public ValueTask DisposeAsync() => _device.DisposeAsync();
}
