using Kith.Bridges.Products;
using Kith.Model.Specs;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping.Services;

/// <summary>What is consumed, what is left in the battery, and the device's own health.</summary>
internal static class Meters
{
    private const Access Reported = Access.Read | Access.Notify;
    private static readonly string[] Mains = ["power", "current", "energy", "switch", "light"];

    internal static IReadOnlyList<MappingRow> Rules { get; } =
    [
        new("power", "power-consumption", "electric-power") { Only = Reported },
        new("current", "power-consumption", "electric-current") { Only = Reported },
        new("energy", "power-consumption", "power-consumption") { Only = Reported },

        // A battery's voltage is in millivolts, or stands beside a battery and no meter.
        new("voltage", "battery", "voltage") { Unit = "mV", Without = ["power", "current", "energy"], Only = Reported },
        new("voltage", "battery", "voltage") { With = ["battery", "battery_low"], Without = Mains, Only = Reported },
        new("voltage", "power-consumption", "voltage") { Only = Reported },
        new("battery_voltage", "battery", "voltage") { Joins = true, Only = Reported },
        new("battery", "battery", "battery-level") { Only = Reported },
        new("battery_low", "battery", "low") { Only = Reported },

        new("battery_state", "battery", "level") { Only = Reported, Choices = [("low", "low"), ("medium", "medium"), ("middle", "medium"), ("high", "high")] },

        new("ac_frequency", "power-consumption", "frequency") { Only = Reported },
        new("power_factor", "power-consumption", "power-factor") { Only = Reported },
        new("power_apparent", "power-consumption", "apparent-power") { Only = Reported },
        new("power_reactive", "power-consumption", "reactive-power") { Only = Reported },
        new("produced_energy", "power-generation", "generated-energy") { Only = Reported },
        new("gas_consumed", "gas-consumption", "gas-consumption") { Only = Reported },
        new("water_consumed", "water-consumption", "water-consumption") { Only = Reported },

        new("linkquality", "radio-link", "link-quality") { Only = Reported },
        new("device_temperature", "diagnostics", "device-temperature") { Only = Reported },
        new("power_outage_count", "diagnostics", "restarts") { Only = Reported },
        new("reboot_count", "diagnostics", "restarts") { Only = Reported },
        new("uptime", "diagnostics", "uptime") { Only = Reported },
        new("child_lock", "physical-controls-locked", "on"),
    ];
}
