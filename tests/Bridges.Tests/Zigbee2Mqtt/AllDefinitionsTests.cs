using System.Diagnostics;
using System.Text.Json;
using Kith.Bridges.Products;
using Kith.Bridges.Zigbee2Mqtt.Exposes;
using Kith.Bridges.Zigbee2Mqtt.Mapping;
using Kith.Model.Specs;
using Kith.Shared;
using Xunit.Abstractions;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>Every definition that zigbee2mqtt knows, out of the real package.</summary>
public sealed class AllDefinitionsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_definition_becomes_a_device_that_can_do_all_it_exposes()
    {
        var definitions = await DumpAsync();
        var types = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var open = new Dictionary<string, int>();
        int features = 0, typed = 0, opened = 0, dropped = 0;
        var (refused, untyped, core) = (new List<string>(), new List<string>(), 0);
        var clock = Stopwatch.StartNew();
        foreach (var definition in definitions)
        {
            var (mapping, fault) = Samples.Mapper.Map(definition);
            if (fault is not null) refused.Add($"{definition.Vendor} {definition.Model}: {fault.Detail}");
            types[mapping.Spec.Type] = types.GetValueOrDefault(mapping.Spec.Type) + 1;
            (features, typed, opened, dropped) = (features + mapping.Tally.Features, typed + mapping.Tally.Typed, opened + mapping.Tally.Open, dropped + mapping.Tally.Dropped);
            refused.AddRange(FeatureReader.Read(definition.Exposes).Where(feature => feature.Settable && !IsSettable(mapping, feature))
                .Select(feature => $"{definition.Vendor} {definition.Model}: {string.Join('/', feature.Path)} cannot be set"));
            foreach (var feature in FeatureReader.Read(definition.Exposes).Where(IsCore))
            {
                core++;
                if (!mapping.Bindings.Any(binding => binding.Path.SequenceEqual(feature.Path) && !IsOpen(mapping, binding))) untyped.Add($"{feature.Group}/{feature.Name} [{feature.Unit}]");
            }
            foreach (var binding in mapping.Bindings.Where(binding => binding.Address.StartsWith("more.", StringComparison.Ordinal)))
                open[binding.Address] = open.GetValueOrDefault(binding.Address) + 1;
        }
        output.WriteLine($"{definitions.Count} definitions in {clock.ElapsedMilliseconds} ms: {features} features, {typed} typed, {opened} open, {dropped} dropped");
        output.WriteLine(string.Join(", ", types.OrderByDescending(row => row.Value).Select(row => $"{row.Key} {row.Value}")));
        output.WriteLine(string.Join(", ", open.OrderByDescending(row => row.Value).Take(80).Select(row => $"{row.Key} {row.Value}")));
        output.WriteLine($"untyped core: {string.Join(", ", untyped.GroupBy(name => name).OrderByDescending(group => group.Count()).Select(group => $"{group.Key} {group.Count()}"))}");
        Assert.Equal([], refused.Take(20));
        Assert.True(untyped.Count * 200 < core, $"{untyped.Count} of {core} core features have no typed service");
        Assert.True(definitions.Count > 4000);
        Assert.True(dropped * 1000 < features, $"{dropped} of {features} features were dropped");
    }

    /// <summary>What a home cannot do without: the function of every light, switch, cover, climate, lock and fan, and the plain sensors and meters.</summary>
    private static bool IsCore(Feature feature) => feature.Path.Count == 1 && (feature.Group is null
        ? feature.Name is "temperature" or "humidity" or "occupancy" or "presence" or "contact" or "water_leak" or "smoke" or "gas" or "illuminance" or "battery" or "battery_low"
            or "power" or "energy" or "current" or "voltage" or "pressure" or "co2" or "pm25" or "tamper" or "vibration"
        : feature.Name is "state" or "brightness" or "color_temp" or "color_xy" or "color_hs" or "position" or "tilt" or "local_temperature" or "occupied_heating_setpoint"
            or "current_heating_setpoint" or "system_mode" or "running_state" or "preset" or "lock_state" or "mode" or "speed");

    private static bool IsOpen(DeviceMapping mapping, Binding binding) => mapping.Spec.Services.First(service => binding.Address.StartsWith(service.Id + ".", StringComparison.Ordinal)).Type == "open";

    private static bool IsSettable(DeviceMapping mapping, Feature feature) =>
        mapping.Spec.Services.SelectMany(service => service.Actions).Any(action => mapping.FindPress(action.Address)?.Path.SequenceEqual(feature.Path) == true)
        || mapping.Bindings.Any(binding => binding.Path.SequenceEqual(feature.Path) && mapping.Spec.FindProperty(binding.Address)!.Access.HasFlag(Access.Write));

    [Fact]
    public async Task Every_light_cover_climate_lock_switch_door_motion_temperature_and_meter_has_its_typed_core()
    {
        var without = new List<string>();
        foreach (var definition in await DumpAsync())
        {
            var (mapping, _) = Samples.Mapper.Map(definition);
            var features = FeatureReader.Read(definition.Exposes);
            foreach (var (what, has, core) in Cores)
                if (features.Any(has) && !core.Any(address => Has(mapping, address))) without.Add($"{what}: {definition.Vendor} {definition.Model}");
        }
        Assert.Equal([], without);
    }

    [Fact]
    public async Task Hardly_anything_that_is_exposed_is_lost()
    {
        var table = new ZigbeeCoverage(Samples.Library).Of(new StringReader(await TextAsync()));
        foreach (var reason in table.Reasons)
            output.WriteLine($"{reason.Fate} {reason.Count}: {reason.Why}: {string.Join(", ", reason.Examples.Select(example => $"{example.What} {example.Count}"))}");
        var leaves = (await DumpAsync()).Sum(definition => definition.Exposes.EnumerateArray().Sum(Leaves));
        output.WriteLine($"{leaves} exposes: {table.Typed} typed, {table.Open} open, {table.Refused} refused; {table.Devices} devices of {table.Tried.Count} definitions");

        Assert.Equal(table.Tried.Count, table.Devices);
        Assert.True((table.Typed + table.Open) * 1000L >= leaves * 995L, $"{table.Typed + table.Open} of {leaves} exposes are there");
        Assert.True(table.Typed * 10 > leaves * 6, $"{table.Typed} of {leaves} exposes are typed");
    }

    private static readonly (string What, Func<Feature, bool> Has, string[] Core)[] Cores =
    [
        ("light", feature => feature is { Group: "light", Name: "state" }, ["light.on"]),
        ("cover", feature => feature is { Group: "cover", Name: "state" or "position" }, ["curtain.motor-control", "curtain.target-position"]),
        ("climate", feature => feature is { Group: "climate", Name: "local_temperature" }, ["thermostat.temperature"]),
        ("climate mode", feature => feature is { Group: "climate", Name: "system_mode" }, ["thermostat.mode"]),
        ("lock", feature => feature is { Group: "lock", Name: "state" }, ["lock.locked"]),
        ("switch", feature => feature is { Group: "switch", Name: "state" }, ["switch.on", "valve.open", "light.on"]),
        ("contact", feature => feature is { Name: "contact", Kind: FeatureKind.Truth }, ["magnet-sensor.open"]),
        ("motion", feature => feature is { Name: "occupancy", Kind: FeatureKind.Truth }, ["motion-sensor.motion"]),
        ("presence", feature => feature is { Name: "presence", Kind: FeatureKind.Truth }, ["occupancy-sensor.occupied"]),
        ("temperature", feature => feature is { Name: "temperature", Kind: FeatureKind.Number, Group: null, Path.Count: 1 }, ["temperature-humidity-sensor.temperature"]),
        ("power", feature => feature is { Name: "power", Kind: FeatureKind.Number, Unit: not null, Path.Count: 1 }, ["power-consumption.electric-power"]),
        ("energy", feature => feature is { Name: "energy", Kind: FeatureKind.Number, Unit: not null, Path.Count: 1 }, ["power-consumption.power-consumption"]),
    ];

    /// <summary>The property of a service of that type, whichever endpoint it is for.</summary>
    private static bool Has(DeviceMapping mapping, string core) => mapping.Spec.Services.Any(service =>
        core.StartsWith(service.Type + ".", StringComparison.Ordinal) && service.Properties.Any(property => property.Name == core[(service.Type.Length + 1)..]));

    private static int Leaves(JsonElement expose) =>
        expose.TryGetProperty("features", out var inner) && expose.GetProperty("type").GetString() is not "list"
            && !(expose.TryGetProperty("name", out var name) && name.GetString() is "color_xy" or "color_hs")
            ? inner.EnumerateArray().Sum(Leaves) : 1;

    private static async Task<string> TextAsync()
    {
        using var node = Process.Start(new ProcessStartInfo(PeerFolder.Node, "exposes.cjs") { WorkingDirectory = PeerFolder.Path, RedirectStandardOutput = true })!;
        return await node.StandardOutput.ReadToEndAsync();
    }

    private static async Task<List<Definition>> DumpAsync()
    {
        var lines = (await TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var definitions = lines.Skip(1).Select(line => ZigbeeCoverage.ReadLine(line)!).ToList();
        Assert.Equal(int.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture), definitions.Count);
        return definitions;
    }
}
