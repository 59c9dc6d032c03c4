using System.Text.Json;
using Kith.Bridges.Products;
using Kith.Homes;
using Kith.Homes.Actor;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>
/// A device's state as zigbee2mqtt publishes it, whole each time:
///   JSON -> values in the spec's units -> what is new goes to the home -> commands that it confirms are done -> what was done once becomes an event.
/// </summary>
internal sealed class StateIntake(HomeHost homes, HomeId home, TimeProvider time, BridgeMetrics metrics)
{
    private readonly Receipt _receipt = new Counted(metrics);

    /// <summary>False for what is no object of JSON.</summary>
    /// <param name="isLive">It happens now; a retained message tells how things are, not that a button was pressed.</param>
    internal bool Take(ZigbeeDevice device, ReadOnlyMemory<byte> payload, bool isLive)
    {
        if (payload.Length > ZigbeeLimits.StateBytes) return false;
        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = ProductLimits.JsonDepth });
            if (document.RootElement.ValueKind is not JsonValueKind.Object) return false;
            using (device.Gate.EnterScope())
            {
                device.LastState = payload;
                if (device.Id is { } id && device.Mapping is not null) Apply(device, id, document.RootElement, isLive);
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Apply(ZigbeeDevice device, DeviceId id, JsonElement state, bool isLive)
    {
        var now = time.GetUtcNow();
        var fresh = new List<KeyValuePair<string, Value>>();
        KeyValuePair<string, Value>? known = null;
        foreach (var binding in device.Mapping!.Bindings)
        {
            if (!binding.Published || !binding.TryRead(state, out var value)) continue;
            if (device.Asked.TryGetValue(binding.Address, out var asked))
            {
                if (binding.Matches(state, asked)) value = asked;
                else if (!device.Expected.Exists(expected => expected.Open.Contains(binding.Address))) device.Asked.Remove(binding.Address);
            }
            known ??= KeyValuePair.Create(binding.Address, value);
            if (device.Told.TryGetValue(binding.Address, out var told) && told == value) continue;
            device.Told[binding.Address] = value;
            fresh.Add(KeyValuePair.Create(binding.Address, value));
        }
        if (fresh.Count == 0 && known is { } again && now - device.ToldAt >= ZigbeeLimits.Repeat) fresh.Add(again);
        if (fresh.Count > 0)
        {
            device.ToldAt = now;
            homes.Report(home, id, fresh, receipt: _receipt);
        }
        Confirm(device, id, state, now);
        if (isLive) Happen(device, id, state);
    }

    private void Confirm(ZigbeeDevice device, DeviceId id, JsonElement state, DateTimeOffset now)
    {
        for (var place = 0; place < device.Expected.Count; place++)
        {
            var expected = device.Expected[place];
            var isOnTheWay = false;
            foreach (var address in expected.Open.ToList())
            {
                if (device.Mapping!.Find(address) is not { } binding) expected.Open.Remove(address);
                else if (binding.Matches(state, expected.Asked[address])) expected.Open.Remove(address);
                else isOnTheWay |= binding.IsSlow && binding.TryRead(state, out _);
            }
            if (expected.Open.Count == 0) homes.Reply(home, id, expected.Operation, Outcome.Done, receipt: _receipt);
            else if (isOnTheWay) homes.Reply(home, id, expected.Operation, new Outcome(OutcomeKind.Accepted), receipt: _receipt);
            else if (expected.Until >= now) continue;
            device.Expected.RemoveAt(place--);
        }
    }

    private void Happen(ZigbeeDevice device, DeviceId id, JsonElement state)
    {
        foreach (var happenings in device.Mapping!.Happenings)
            if (RawValue.TryFind(state, happenings.Path, out var raw) && RawValue.Of(raw) is { IsNone: false } word && happenings.AddressOf(word.ToString()) is { } address)
                homes.Event(home, id, address, null, receipt: _receipt);
    }

    /// <summary>What a home does not take (out of its range) is counted there with its reason, and here by bridge.</summary>
    private sealed class Counted(BridgeMetrics metrics) : Receipt
    {
        public override void Settle(in ReportVerdict verdict)
        {
            if (verdict.Faults is { Count: > 0 } faults) metrics.Refused(faults.Count);
        }
    }
}
