using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Bridges.Bluetooth;

/// <summary>What becomes of an advertisement: who it is, whether it is new, what it says.</summary>
internal sealed partial class BluetoothBridge
{
    private async Task RestoreAsync(Sensor sensor)
    {
        sensor.Seen = _seat.Time.GetUtcNow();
        sensor.Device = _devices.Get(sensor.Address);
        _sensors[sensor.Address] = sensor;
        if (SensorSpec.Of(sensor, _seat.Library) is { Ok: true, Value: var spec }) await sensor.Device.TakeInAsync(sensor.Shown, spec);
    }

    private async Task TakeAsync(string source, Advertisement heard)
    {
        if (!heard.ServiceData.TryGetValue(BtHome.Uuid, out var data) && !heard.ServiceData.TryGetValue(MiBeacon.Uuid, out data)) return;
        var sensor = Meet(heard);
        sensor.Format = heard.ServiceData.ContainsKey(BtHome.Uuid) ? "bthome" : "mibeacon";
        (sensor.Source, sensor.Rssi, sensor.Seen) = (source, heard.Rssi ?? sensor.Rssi, _seat.Time.GetUtcNow());
        if (heard.Name is { } name && sensor.Device is null) sensor.Name = name;
        // Several gateways hear one message, and a sensor repeats each some times.
        var isSame = sensor.Last.Span.SequenceEqual(data.Span);
        if (isSame && sensor.Verdict is Verdict.Read)
        {
            sensor.Device?.There(true);
            return;
        }
        sensor.Last = data;
        var decoded = Decode(sensor, data.Span, sensor.Key);
        sensor.Verdict = decoded.Verdict;
        if (decoded.Model is { } model) sensor.Model = model;
        if (decoded.Verdict is Verdict.Malformed) Malformed(sensor.Format);
        if (decoded.Verdict is not Verdict.Read) return;
        _seat.Metrics.Used();
        if (sensor.Device is null)
        {
            sensor.Learn(decoded);
            return;
        }
        if (sensor.Learn(decoded) && await BringAsync(sensor) is { } refused) Wrong($"{sensor.Shown}: {refused.Detail}");
        await TellAsync(sensor, decoded);
    }

    private Sensor Meet(Advertisement heard)
    {
        if (_sensors.TryGetValue(heard.Address, out var known)) return known;
        var newcomers = _sensors.Values.Where(sensor => sensor.Device is null).ToList();
        if (newcomers.Count >= BluetoothLimits.Newcomers)
        {
            _sensors.TryRemove(newcomers.MinBy(sensor => sensor.Seen)!.Address, out _);
            Wrong($"more than {BluetoothLimits.Newcomers} devices that are not in the home are heard; those that were silent longest are not shown");
        }
        return _sensors[heard.Address] = new Sensor(heard.Address);
    }

    private static Decoded Decode(Sensor sensor, ReadOnlySpan<byte> data, byte[]? key) =>
        sensor.Format == "bthome" ? BtHome.Read(sensor.Address, data, key) : MiBeacon.Read(sensor.Address, data, key);

    /// <summary>Into the home as it is known by now, and on disk.</summary>
    private async Task<Fault?> BringAsync(Sensor sensor)
    {
        var spec = SensorSpec.Of(sensor, _seat.Library);
        if (spec.Fault is { } unfit) return unfit;
        if (await sensor.Device!.TakeInAsync(sensor.Shown, spec.Value) is { } refused) return refused;
        return await KeepAsync(sensor);
    }

    private async Task<Fault?> KeepAsync(Sensor sensor)
    {
        (sensor.KeptCounter, sensor.KeptAt) = (sensor.Counter, _seat.Time.GetUtcNow());
        return await _seat.Documents.PutAsync(sensor.Address, sensor.Document());
    }

    private async Task TellAsync(Sensor sensor, Decoded decoded)
    {
        if (IsOld(sensor, decoded)) return;
        var device = sensor.Device!;
        device.There(true);
        var values = new List<KeyValuePair<string, Value>>();
        foreach (var reading in decoded.Readings)
        {
            var address = SensorSpec.AddressOf(sensor, reading.Measure, reading.Index);
            if (device.Spec?.FindProperty(address) is { } property) values.Add(KeyValuePair.Create(address, reading.Measure.Read(reading.Number, property.Format)));
        }
        device.Tell(values);
        foreach (var happening in decoded.Happenings) device.Happened(SensorSpec.AddressOf(happening));
        if (sensor.Key is not null && sensor.Counter != sensor.KeptCounter && _seat.Time.GetUtcNow() - sensor.KeptAt >= BluetoothLimits.Keep) await KeepAsync(sensor);
    }

    /// <summary>
    /// Said before: a sealed message's counter may only grow, and one that seals never speaks openly (an attacker does). An open message
    /// with the number of the last one is its repetition.
    /// </summary>
    private static bool IsOld(Sensor sensor, Decoded decoded)
    {
        if (sensor.Key is not null && (!decoded.Sealed || decoded.Counter < sensor.Counter))
        {
            if (decoded.Readings.Count + decoded.Happenings.Count > 0) sensor.Replayed++;
            return true;
        }
        if (decoded.Counter is null) return false;
        if (decoded.Counter == sensor.Counter) return true;
        sensor.Counter = decoded.Counter;
        return false;
    }
}
