using System.Text.Json;
using Kith.Bridges.Matter.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping.Services;

/// <summary>What is consumed (in thousandths), what is left in the battery (in half percents), filters, and who made the device.</summary>
internal static class Meters
{
    internal static IReadOnlyList<Row> Rows { get; } =
    [
        new(Clusters.Power, 8, "power-consumption", "electric-power", Raw.Scaled(Clusters.Power, 8, 1e-3)),
        new(Clusters.Power, 4, "power-consumption", "voltage", Raw.Scaled(Clusters.Power, 4, 1e-3)),
        new(Clusters.Power, 5, "power-consumption", "electric-current", Raw.Scaled(Clusters.Power, 5, 1e-3)),
        new(Clusters.Power, 14, "power-consumption", "frequency", Raw.Scaled(Clusters.Power, 14, 1e-3)),
        new(Clusters.Power, 17, "power-consumption", "power-factor", Raw.Scaled(Clusters.Power, 17, 1e-4)),
        new(Clusters.Energy, 1, "power-consumption", "power-consumption", KilowattHours(1)),
        new(Clusters.Energy, 2, "power-generation", "generated-energy", KilowattHours(2)),

        new(Clusters.PowerSource, 12, "energy-storage", "charge-level", Raw.Whole(Clusters.PowerSource, 12, 0.5)) { On = [Types.BatteryStorage] },
        new(Clusters.PowerSource, 12, "battery", "battery-level", Raw.Whole(Clusters.PowerSource, 12, 0.5)) { NotOn = [Types.BatteryStorage] },
        new(Clusters.PowerSource, 11, "battery", "voltage", Raw.Scaled(Clusters.PowerSource, 11, 1e-3)),
        new(Clusters.PowerSource, 14, "battery", "low", Raw.Is(Clusters.PowerSource, 14, 1, 2)),
        new(Clusters.PowerSource, 26, "battery", "charging-state", Raw.Choice(Clusters.PowerSource, 26, (1, "charging"), (2, "not-charging"), (3, "not-charging"))) { Choices = _ => ["charging", "not-charging"] },

        new(Clusters.HepaFilter, 0, "filter", "filter-life-level", Raw.Whole(Clusters.HepaFilter, 0)),
        new(Clusters.CarbonFilter, 0, "filter", "filter-life-level", Raw.Whole(Clusters.CarbonFilter, 0)),
        new(Clusters.WifiDiagnostics, 4, "radio-link", "signal-strength", Raw.Whole(Clusters.WifiDiagnostics, 4)),

        .. About(Clusters.BasicInformation), .. About(Clusters.BridgedInformation),
    ];

    /// <summary>A structure whose field 0 is in milliwatt-hours.</summary>
    private static Func<MatterEndpoint, Value> KilowattHours(uint attribute) => endpoint =>
        endpoint[Clusters.Energy, attribute] is { ValueKind: JsonValueKind.Object } its && its.TryGetProperty("0", out var energy) && energy.ValueKind is JsonValueKind.Number
            ? Value.Of(Math.Round(energy.GetDouble() / 1e6, 6)) : default;

    private static IEnumerable<Row> About(uint cluster) =>
    [
        new(cluster, 1, "device-information", "manufacturer", Raw.Text(cluster, 1)),
        new(cluster, 3, "device-information", "model", Raw.Text(cluster, 3)),
        new(cluster, 15, "device-information", "serial-number", Raw.Text(cluster, 15)),
        new(cluster, 10, "device-information", "firmware-revision", Raw.Text(cluster, 10)),
    ];
}
