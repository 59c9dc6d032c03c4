using Kith.Bridges.Matter.Nodes;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping.Services;

/// <summary>thermostat, air-conditioner, water-heater, fan, air-purifier, hood. Temperatures are hundredths of a degree Celsius.</summary>
internal static class Climate
{
    private const uint LocalTemperature = 0, CoolTo = 17, HeatTo = 18, SystemMode = 28, Running = 41;
    private const uint Heats = 1, Cools = 2, Chooses = 32;
    private const uint FanMode = 0, FanPercent = 2, FanPercentNow = 3, FanDirection = 11;

    private static readonly (double Theirs, string Ours)[] Modes = [(0, "off"), (1, "auto"), (3, "cool"), (4, "heat"), (5, "emergency-heat"), (7, "fan"), (8, "dry")];
    private static readonly uint[] Coolers = [Types.AirConditioner];
    private static readonly uint[] Boilers = [Types.WaterHeater];
    private static readonly uint[] NotThermostats = [.. Coolers, .. Boilers];
    private static readonly uint[] Purifiers = [Types.AirPurifier];
    private static readonly uint[] Hoods = [Types.Hood];
    private static readonly uint[] OtherFans = [.. Purifiers, .. Hoods, Types.AirConditioner, Types.Thermostat];

    internal static IReadOnlyList<Row> Rows { get; } = [.. Thermostat("thermostat"), .. Thermostat("air-conditioner"), .. Boiler(), .. Fan("fan"), .. Fan("air-purifier"), .. Fan("hood")];

    private static IEnumerable<Row> Thermostat(string service)
    {
        var isCooler = service == "air-conditioner";
        Row On(Row row) => isCooler ? row with { On = Coolers } : row with { NotOn = NotThermostats };
        yield return On(new(Clusters.Thermostat, LocalTemperature, service, "temperature", Raw.Scaled(Clusters.Thermostat, LocalTemperature, 0.01)));
        if (isCooler) yield return On(new(Clusters.OnOff, 0, service, "on", Raw.Truth(Clusters.OnOff, 0)) { Set = Lights.Switched });
        else
            yield return On(IsOn(service));
        yield return On(new(Clusters.Thermostat, SystemMode, service, "mode", endpoint => isCooler && endpoint.Number(Clusters.Thermostat, SystemMode) is 0 ? default : Raw.Choice(Clusters.Thermostat, SystemMode, Modes)(endpoint))
        {
            Choices = endpoint => [.. ModesOf(endpoint).Where(mode => !isCooler || mode is not ("off" or "emergency-heat"))],
            Set = (_, mode) => MatterWish.Write(Clusters.Thermostat, SystemMode, Modes.First(row => row.Ours == mode.AsText()).Theirs),
        });
        // One wish while it either heats or cools, whichever it does now; two bounds where it chooses by itself.
        yield return On(Target(service));
        if (!isCooler)
        {
            yield return On(Bound("target-temperature-low", HeatTo));
            yield return On(Bound("target-temperature-high", CoolTo));
        }
        yield return On(new(Clusters.Thermostat, Running, service, "status", endpoint => endpoint.Number(Clusters.Thermostat, Running) is { } bits
            ? Value.Of(((int)bits & 0x09) != 0 ? "heating" : ((int)bits & 0x12) != 0 ? "cooling" : ((int)bits & 0x64) != 0 ? "fan" : "idle") : default)
        { Choices = _ => ["idle", "heating", "cooling", "fan"] });
    }

    /// <summary>A tank of water: its thermostat has the whole of it.</summary>
    private static IEnumerable<Row> Boiler() => new[] { new Row(Clusters.Thermostat, LocalTemperature, "water-heater", "temperature", Raw.Scaled(Clusters.Thermostat, LocalTemperature, 0.01)), IsOn("water-heater"), Target("water-heater") }
        .Select(row => row with { On = Boilers });

    private static Row IsOn(string service) => new(Clusters.Thermostat, SystemMode, service, "on", endpoint => endpoint.Number(Clusters.Thermostat, SystemMode) is { } mode ? Value.Of(mode is not 0) : default)
    {
        // What is on keeps its mode.
        Set = (endpoint, on) => MatterWish.Write(Clusters.Thermostat, SystemMode, !on.AsBool() ? 0 : endpoint.Number(Clusters.Thermostat, SystemMode) is > 0 and var now ? now : Has(endpoint, Chooses) ? 1 : Has(endpoint, Heats) ? 4 : 3),
    };

    private static Row Target(string service) => new(Clusters.Thermostat, SystemMode, service, "target-temperature", endpoint => Raw.Scaled(Clusters.Thermostat, TargetOf(endpoint), 0.01)(endpoint))
    {
        Also = [CoolTo, HeatTo], Near = 0.01, Range = endpoint => RangeOf(endpoint, Has(endpoint, Heats), Has(endpoint, Cools)),
        Set = (endpoint, celsius) => MatterWish.Write(Clusters.Thermostat, TargetOf(endpoint), Hundredths(celsius)),
    };

    private static Row Bound(string property, uint attribute) => new(Clusters.Thermostat, attribute, "thermostat", property, Raw.Scaled(Clusters.Thermostat, attribute, 0.01))
    {
        When = endpoint => Has(endpoint, Chooses), Near = 0.01, Range = endpoint => RangeOf(endpoint, attribute == HeatTo, attribute == CoolTo),
        Set = (_, celsius) => MatterWish.Write(Clusters.Thermostat, attribute, Hundredths(celsius)),
    };

    private static IEnumerable<Row> Fan(string service)
    {
        Row On(Row row) => service switch { "air-purifier" => row with { On = Purifiers }, "hood" => row with { On = Hoods }, _ => row with { NotOn = OtherFans } };
        yield return On(new(Clusters.FanControl, FanMode, service, "on", endpoint => endpoint.Number(Clusters.FanControl, FanMode) is { } mode ? Value.Of(mode is not 0) : default)
        {
            // 3 is high: "on" itself is deprecated, and not every fan has an automatic.
            Set = (endpoint, on) => MatterWish.Write(Clusters.FanControl, FanMode, !on.AsBool() ? 0 : endpoint.Number(Clusters.FanControl, FanMode) is > 0 and var now ? now : 3),
        });
        yield return On(new(Clusters.FanControl, FanMode, service, "fan-level", Raw.Choice(Clusters.FanControl, FanMode, (1, "low"), (2, "medium"), (3, "high"), (5, "auto")))
        {
            Choices = endpoint => endpoint.Number(Clusters.FanControl, 1) switch { 0 => ["low", "medium", "high"], 1 => ["low", "high"], 2 => ["low", "medium", "high", "auto"], 3 => ["low", "high", "auto"], 4 => ["high", "auto"], _ => ["high"] },
            Set = (_, level) => MatterWish.Write(Clusters.FanControl, FanMode, level.AsText() switch { "low" => 1, "medium" => 2, "auto" => 5, _ => 3 }),
        });
        if (service != "hood") yield return On(new(Clusters.FanControl, FanPercentNow, service, "fan-speed", endpoint => endpoint.Number(Clusters.FanControl, FanPercentNow) is > 0 and var percent ? Value.Of((long)percent) : default)
        {
            Also = [FanPercent], IsSlow = true, Set = (_, percent) => MatterWish.Write(Clusters.FanControl, FanPercent, percent.AsInteger()),
        });
        if (service == "fan")
            yield return On(new(Clusters.FanControl, FanDirection, service, "direction", Raw.Choice(Clusters.FanControl, FanDirection, (0, "forward"), (1, "reverse")))
            {
                Set = (_, direction) => MatterWish.Write(Clusters.FanControl, FanDirection, direction.AsText() == "reverse" ? 1 : 0),
            });
    }

    private static bool Has(MatterEndpoint endpoint, uint feature) => (endpoint.Features(Clusters.Thermostat) & feature) != 0;

    private static uint TargetOf(MatterEndpoint endpoint) =>
        Has(endpoint, Cools) && (!Has(endpoint, Heats) || endpoint.Number(Clusters.Thermostat, SystemMode) is 3) ? CoolTo : HeatTo;

    private static long Hundredths(Value celsius) => (long)Math.Round(celsius.AsDouble() * 100);

    private static List<string> ModesOf(MatterEndpoint endpoint) =>
        [.. Modes.Select(row => row.Ours).Where(mode => mode switch { "auto" => Has(endpoint, Chooses), "cool" => Has(endpoint, Cools), "heat" or "emergency-heat" => Has(endpoint, Heats), "fan" or "dry" => endpoint.IsA(Types.AirConditioner), _ => true })];

    /// <summary>The user's limits, else the device's own; 7 to 30 and 16 to 32 are the cluster's defaults.</summary>
    private static ValueRange RangeOf(MatterEndpoint endpoint, bool heats, bool cools)
    {
        double Limit(uint user, uint own, double usual) => (endpoint.Number(Clusters.Thermostat, user) ?? endpoint.Number(Clusters.Thermostat, own) ?? usual * 100) / 100;
        var (least, most) = (double.MaxValue, double.MinValue);
        if (heats) (least, most) = (Limit(21, 3, 7), Limit(22, 4, 30));
        if (cools) (least, most) = (Math.Min(least, Limit(23, 5, 16)), Math.Max(most, Limit(24, 6, 32)));
        return most > least ? new ValueRange(least, most, 0.1) : new ValueRange(5, 35, 0.1);
    }
}
