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

    private static async Task<List<Definition>> DumpAsync()
    {
        using var node = Process.Start(new ProcessStartInfo(PeerFolder.Node, "exposes.cjs") { WorkingDirectory = PeerFolder.Path, RedirectStandardOutput = true })!;
        var definitions = new List<Definition>();
        var count = int.Parse((await node.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            var json = JsonSerializer.Deserialize<JsonElement>(line);
            string Text(string field) => json.TryGetProperty(field, out var value) ? value.GetString() ?? "" : "";
            definitions.Add(new Definition(Text("vendor"), Text("model"), Text("description"), json.GetProperty("supports_ota").GetBoolean(), json.GetProperty("exposes")));
        }
        await node.WaitForExitAsync();
        Assert.Equal(count, definitions.Count);
        return definitions;
    }
}
