using System.Collections.Concurrent;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Tests;

/// <summary>A home as its live stream tells it. Tests wait here until it is as they expect, and may look at any time: the stream goes on meanwhile.</summary>
internal sealed class HomeWatch : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(Func<HomeWatch, bool> Holds, TaskCompletionSource Waiter)> _waiters = [];
    private readonly Dictionary<DeviceId, DeviceView> _devices = [];
    private readonly ConcurrentDictionary<string, Spec> _specs = [];
    private readonly List<EventChange> _events = [];
    private readonly Task _reading;

    internal HomeWatch(HomeId home, Follower follower)
    {
        Home = home;
        foreach (var device in follower.Snapshot!.Devices) _devices[device.Id] = device;
        foreach (var (id, spec) in follower.Snapshot.Specs) _specs[id] = spec;
        _reading = ReadAsync(follower);
    }

    internal HomeId Home { get; }

    internal IReadOnlyDictionary<string, Spec> Specs => _specs;

    internal IReadOnlyList<EventChange> Events
    {
        get
        {
            lock (_lock) return [.. _events];
        }
    }

    internal IReadOnlyCollection<DeviceView> Devices
    {
        get
        {
            lock (_lock) return [.. _devices.Values];
        }
    }

    internal DeviceView? Find(string address)
    {
        lock (_lock) return _devices.Values.FirstOrDefault(device => device.NativeId == address);
    }

    internal Value this[string address, string property] => Find(address) is { } device && device.Values.TryGetValue(property, out var value) ? value.V : default;

    internal Property Property(string address, string property) => Specs[Find(address)!.Spec].FindProperty(property)!;

    /// <summary>Returns as soon as the home is so; fails with how it is instead.</summary>
    internal async Task UntilAsync(string what, Func<HomeWatch, bool> holds, Func<string>? more = null)
    {
        if (!await EverAsync(holds)) Assert.Fail($"Never came: {what}. The home: {this}\n{more?.Invoke()}");
    }

    /// <summary>True as soon as the home is so; false when it never is.</summary>
    internal async Task<bool> EverAsync(Func<HomeWatch, bool> holds)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (holds(this)) return true;
            _waiters.Add((holds, waiter));
        }
        try
        {
            await waiter.Task.WaitAsync(Patience);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public override string ToString()
    {
        lock (_lock)
            return string.Join("; ", _devices.Values.Select(device =>
                $"{device.NativeId} {device.Name} {device.Type} {(device.Online ? "online" : "offline")} {string.Join(',', device.Values.Select(value => $"{value.Key}={value.Value.V}"))}"));
    }

    private async Task ReadAsync(Follower follower)
    {
        try
        {
            await foreach (var changes in follower.Changes.ReadAllAsync(_stop.Token))
                lock (_lock)
                {
                    Apply(changes);
                    foreach (var (_, waiter) in _waiters.Where(row => row.Holds(this))) waiter.TrySetResult();
                    _waiters.RemoveAll(row => row.Waiter.Task.IsCompleted);
                }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private void Apply(ChangesView changes)
    {
        foreach (var (id, spec) in changes.Specs ?? new Dictionary<string, Spec>()) _specs[id] = spec;
        foreach (var device in changes.Devices ?? []) _devices[device.Id] = device;
        foreach (var gone in changes.Removed ?? []) _devices.Remove(gone);
        foreach (var presence in changes.Presence ?? [])
            if (_devices.TryGetValue(presence.D, out var device)) _devices[presence.D] = device with { Online = presence.Online };
        foreach (var change in changes.Values ?? [])
            if (_devices.TryGetValue(change.D, out var device))
                _devices[change.D] = device with { Values = new Dictionary<string, ValueView>(device.Values) { [change.P] = new(change.V, change.T) } };
        _events.AddRange(changes.Events ?? []);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }
}
