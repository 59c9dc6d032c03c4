using System.Diagnostics;
using Kith.Bridges.Matter.Mapping;
using Kith.Bridges.Matter.Nodes;
using Kith.Shared;
using Xunit.Abstractions;

namespace Kith.Bridges.Tests.Matter;

/// <summary>What becomes of every device type that the standard has.</summary>
public sealed class MatterCoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_device_type_becomes_a_device_or_controls_others()
    {
        var table = BridgeHost.FindKind("matter")!.Coverage(House.Library, dump: null)!;
        output.WriteLine($"{table.Tried.Count} {table.Tried.What}: {table.Devices} devices; {table.Typed} typed, {table.Open} open, {table.Refused} refused");
        foreach (var reason in table.Reasons) output.WriteLine($"{reason.Fate} {reason.Count}, {reason.Why}: {string.Join(", ", reason.Examples.Select(example => $"{example.What} {example.Count}"))}");
        output.WriteLine(string.Join(", ", table.Types.Select(type => $"{type.What} {type.Count}")));

        Assert.DoesNotContain(table.Reasons, reason => reason.Why is MatterCoverage.Unfit or "the device has more than a specification holds");
        Assert.Equal(table.Tried.Count, table.Devices + table.Reasons.Where(reason => reason.Why == MatterCoverage.Empty).Sum(reason => reason.Count));
        Assert.True(table.Typed >= 200, $"{table.Typed}");
    }

    [Fact]
    public void What_no_table_knows_is_called_by_the_standards_name()
    {
        var endpoint = MatterCoverage.Whole(Standard.Devices.Single(device => device.Name == "Pump"));
        var product = new ProductMapper(House.Library).Map(endpoint, [endpoint], isHub: false);

        var mode = product.Spec.FindProperty("more.pump-configuration-and-control-operation-mode")!;
        Assert.Equal(("Pump configuration and control: operation mode", "normal"), (mode.Title.En, mode.Choices![0].Key));
        endpoint.Set(512, 32, System.Text.Json.JsonElement.Parse("2"));
        var binding = product.Find(mode.Address)!;
        Assert.True(binding.TryRead(endpoint, out var value));
        Assert.Equal("maximum", mode.Choices.Single(choice => choice.Value == value.AsInteger()).Key);
        Assert.Equal("2", binding.Wish(endpoint, value)!.Body!.ToJsonString());
    }

    [Fact]
    public async Task The_names_are_those_of_the_controllers_own_standard()
    {
        var start = new ProcessStartInfo(PeerFolder.Node, [Path.Combine(PrivateNetwork.Controller, "standard.mjs")]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;

        var printed = await process.StandardOutput.ReadToEndAsync();

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(PrivateNetwork.Controller, "..", "Nodes", "standard.txt")), printed);
    }
}
