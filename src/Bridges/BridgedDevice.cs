using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges;

/// <summary>
/// A device of a bridge, towards the home: it is taken in, tells what is new, and confirms commands when the other side says the same.
/// What it was asked and told is kept under one lock; any thread may call.
/// </summary>
internal sealed class BridgedDevice
{
    /// <summary>The home gives up before; kept a little longer than its time-out, then forgotten.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A device says that it is there with one value that did not change, at most this often.</summary>
    private static readonly TimeSpan Repeat = TimeSpan.FromMinutes(1);

    /// <summary>Commands of one device whose confirmation is awaited; the oldest gives way and times out in the home.</summary>
    private const int MostAwaited = 32;

    private readonly Lock _gate = new();
    private readonly BridgeSeat _seat;
    private readonly Receipt _receipt;
    private readonly Dictionary<string, Value> _told = new(StringComparer.Ordinal);
    private readonly List<Awaited> _awaited = [];
    private DateTimeOffset _toldAt;
    private bool? _isThere;

    internal BridgedDevice(BridgeSeat seat, string nativeId) => (_seat, NativeId, _receipt) = (seat, nativeId, new Counted(seat.Metrics));

    /// <summary>What the other side knows it by, whatever it is called.</summary>
    internal string NativeId { get; }

    /// <summary>Its id in the home; null until it is taken in.</summary>
    internal DeviceId? Id { get; private set; }

    /// <summary>What it can do, as taken in.</summary>
    internal Spec? Spec { get; private set; }

    internal bool IsThere => _isThere ?? false;

    /// <summary>Brings it into the home, or its spec up to date. What it tells before is not kept: tell it after.</summary>
    /// <param name="name">What to call it until somebody renames it.</param>
    internal async Task<Fault?> TakeInAsync(string name, Spec spec, DeviceId? hub = null)
    {
        using (_gate.EnterScope())
            if (Id is not null && Spec is { } its && its.Product == spec.Product && its.Version == spec.Version) return null;
        var taken = await _seat.Homes.TakeInAsync(_seat.Home, _seat.House, new DeviceDraft(name, spec, _seat.Via, NativeId, Hub: hub));
        if (taken.Fault is { } refused) return refused;
        using (_gate.EnterScope())
        {
            (Id, Spec) = (taken.Value.Id, spec);
            _told.Clear();
            if (_isThere is { } there) _seat.Homes.Presence(_seat.Home, taken.Value.Id, there);
        }
        return null;
    }

    /// <summary>Removes it from the home, because the other side did.</summary>
    internal async Task RemoveAsync()
    {
        DeviceId? id;
        using (_gate.EnterScope()) (id, Id) = (Id, null);
        if (id is { } its) await _seat.Homes.RemoveDeviceAsync(_seat.Home, _seat.House, its);
    }

    /// <summary>The home removed it: what it says from now on is for nobody.</summary>
    internal void Forgotten()
    {
        using (_gate.EnterScope()) Id = null;
    }

    /// <summary>It took another device's place in the home: it is known by that one's id from now on. What it told has to be told again.</summary>
    internal bool Is(DeviceId id)
    {
        using (_gate.EnterScope())
        {
            if (Id is null || Id == id) return false;
            Id = id;
            _told.Clear();
            if (_isThere is { } there) _seat.Homes.Presence(_seat.Home, id, there);
            return true;
        }
    }

    /// <summary>Values in the spec's units. What the home knows already goes no further, but once a minute as a sign of life.</summary>
    /// <param name="at">When it was so, if the other side knows; null for now.</param>
    internal void Tell(IReadOnlyList<KeyValuePair<string, Value>> values, DateTimeOffset? at = null)
    {
        using (_gate.EnterScope())
        {
            if (Id is not { } id || values.Count == 0) return;
            var now = _seat.Time.GetUtcNow();
            var fresh = values.Where(value => !_told.TryGetValue(value.Key, out var told) || told != value.Value).ToList();
            if (fresh.Count == 0 && now - _toldAt >= Repeat) fresh.Add(values[0]);
            if (fresh.Count > 0)
            {
                _toldAt = now;
                foreach (var (address, value) in fresh) _told[address] = value;
                _seat.Homes.Report(_seat.Home, id, fresh, at, _receipt);
            }
            Confirm(id, values, now);
        }
    }

    /// <summary>What it told last; none for what it never did.</summary>
    internal Value Told(string address)
    {
        using (_gate.EnterScope()) return _told.GetValueOrDefault(address);
    }

    /// <summary>Something happened once.</summary>
    internal void Happened(string address, IReadOnlyDictionary<string, Value>? arguments = null, DateTimeOffset? at = null)
    {
        using (_gate.EnterScope())
            if (Id is { } id) _seat.Homes.Event(_seat.Home, id, address, arguments, at, _receipt);
    }

    /// <summary>Whether it can be reached. Said again for a device that is taken in later.</summary>
    internal void There(bool online)
    {
        using (_gate.EnterScope())
        {
            if (_isThere == online) return;
            _isThere = online;
            if (Id is { } id) _seat.Homes.Presence(_seat.Home, id, online);
        }
    }

    /// <summary>A command was sent: it is done when the device has told every one of these addresses as asked for.</summary>
    /// <param name="same">Whether what is told (second) is what was asked for (first), for what the other side rounds.</param>
    internal void Await(Operation operation, IEnumerable<string> addresses, Func<string, Value, Value, bool>? same = null)
    {
        var open = addresses.ToHashSet(StringComparer.Ordinal);
        if (open.Count == 0)
        {
            Done(operation.Id);
            return;
        }
        using (_gate.EnterScope())
        {
            if (_awaited.Count == MostAwaited) _awaited.RemoveAt(0);
            _awaited.Add(new Awaited(operation.Id, operation.Values!, open, same ?? ((_, asked, told) => asked == told), _seat.Time.GetUtcNow() + Patience));
        }
    }

    /// <summary>A command is done: the other side said so, or never will.</summary>
    internal void Done(OperationId operation) => Answer(operation, Outcome.Done);

    /// <summary>The other side did not do it.</summary>
    internal void Refuse(OperationId operation, Fault why) => Answer(operation, new Outcome(OutcomeKind.Rejected, why.Error.Code, why.Detail));

    /// <summary>A command ended, or is on its way.</summary>
    internal void Answer(OperationId operation, Outcome outcome)
    {
        using (_gate.EnterScope())
        {
            _awaited.RemoveAll(awaited => awaited.Operation == operation);
            if (Id is { } id) _seat.Homes.Reply(_seat.Home, id, operation, outcome, receipt: _receipt);
        }
    }

    private void Confirm(DeviceId id, IReadOnlyList<KeyValuePair<string, Value>> values, DateTimeOffset now)
    {
        for (var place = 0; place < _awaited.Count; place++)
        {
            var awaited = _awaited[place];
            foreach (var (address, value) in values)
                if (awaited.Open.Contains(address) && awaited.Same(address, awaited.Asked[address], value)) awaited.Open.Remove(address);
            if (awaited.Open.Count == 0) _seat.Homes.Reply(_seat.Home, id, awaited.Operation, Outcome.Done, receipt: _receipt);
            else if (awaited.Until >= now) continue;
            _awaited.RemoveAt(place--);
        }
    }

    private sealed record Awaited(OperationId Operation, IReadOnlyDictionary<string, Value> Asked, HashSet<string> Open, Func<string, Value, Value, bool> Same, DateTimeOffset Until);

    /// <summary>What a home does not take (out of its range) is counted there with its reason, and here by bridge.</summary>
    private sealed class Counted(BridgeMetrics metrics) : Receipt
    {
        public override void Settle(in ReportVerdict verdict)
        {
            if (verdict.Faults is { Count: > 0 } faults) metrics.Refused(faults.Count);
        }
    }
}
