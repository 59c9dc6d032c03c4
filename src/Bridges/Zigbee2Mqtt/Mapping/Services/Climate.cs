using Kith.Bridges.Products;
using Kith.Model.Specs;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping.Services;

/// <summary>thermostat: room and wall thermostats, radiator valves, split units.</summary>
internal static class Climate
{
    private const string Group = "climate";

    internal static IReadOnlyList<MappingRow> Rules { get; } =
    [
        new("local_temperature", "thermostat", "temperature") { In = Group, Only = Access.Read | Access.Notify },
        new("occupied_heating_setpoint", "thermostat", "target-temperature") { In = Group },
        new("current_heating_setpoint", "thermostat", "target-temperature") { In = Group },
        new("occupied_cooling_setpoint", "thermostat", "target-temperature") { In = Group, Without = ["occupied_heating_setpoint", "current_heating_setpoint"] },
        new("occupied_cooling_setpoint", "thermostat", "target-temperature-high") { In = Group },
        new("system_mode", "thermostat", "mode")
        {
            In = Group,
            Choices = [("auto", "auto"), ("cool", "cool"), ("dry", "dry"), ("heat", "heat"), ("fan_only", "fan"), ("emergency_heating", "emergency-heat"), ("off", "off")],
        },
        new("system_mode", "thermostat", "on", As.OnOff) { In = Group, Also = true },
        new("running_state", "thermostat", "status") { In = Group, Choices = [("idle", "idle"), ("heat", "heating"), ("cool", "cooling"), ("fan_only", "fan")] },
        new("preset", "thermostat", "preset")
        {
            In = Group,
            Choices =
            [
                ("none", "none"), ("home", "home"), ("away", "away"), ("sleep", "sleep"), ("eco", "eco"), ("boost", "boost"),
                ("comfort", "comfort"), ("holiday", "holiday"), ("schedule", "schedule"), ("manual", "manual"),
            ],
        },
        new("fan_mode", "thermostat", "fan-level") { In = Group, Choices = [("auto", "auto"), ("low", "low"), ("medium", "medium"), ("high", "high")] },
        new("pi_heating_demand", "thermostat", "valve-position") { In = Group, Only = Access.Read | Access.Notify },
        new("local_temperature_calibration", "thermostat", "temperature-offset") { In = Group },

        new("local_temperature_calibration", "thermostat", "temperature-offset") { Joins = true },
        new("pi_heating_demand", "thermostat", "valve-position") { Joins = true, Only = Access.Read | Access.Notify },
        new("window_open", "thermostat", "window-open") { Joins = true, Only = Access.Read | Access.Notify },
        new("frost_protection", "thermostat", "frost-protection") { Joins = true },
    ];
}
