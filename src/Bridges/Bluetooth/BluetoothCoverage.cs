using Kith.Model.Specs;

namespace Kith.Bridges.Bluetooth;

/// <summary>Hears each object of both formats from a sensor that says nothing else, and counts what it becomes.</summary>
internal static class BluetoothCoverage
{
    private const string Address = "000000000000";

    internal static CoverageTable Of(Library library)
    {
        var tally = new CoverageTally("bluetooth", "objects", library);
        foreach (var (name, messages) in BtHome.Examples()) Count(tally, library, "bthome", name, [.. messages.Select(message => BtHome.Read(Address, message, null))]);
        foreach (var (name, messages) in MiBeacon.Examples()) Count(tally, library, "mibeacon", name, messages);
        return tally.Make();
    }

    private static void Count(CoverageTally tally, Library library, string format, string name, IReadOnlyList<Decoded> messages)
    {
        var sensor = new Sensor(Address) { Format = format };
        foreach (var message in messages) sensor.Learn(message);
        if (sensor.Kinds.Count == 0 && sensor.Presses.Count == 0) tally.Refused("it says nothing that a home could use: texts, raw bytes, versions", name);
        else if (SensorSpec.Of(sensor, library) is { Ok: true, Value: var spec }) tally.Became(spec, "no service of the library has it");
        else tally.Refused("it fits no specification", name);
    }
}
