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
        new("state", "thermostat", "on") { Joins = true, MustSet = true },
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

        // Some say what they do under the name of what they are set to.
        new("running_mode", "thermostat", "status") { In = Group, Without = ["running_state"], Choices = [("off", "idle"), ("heat", "heating"), ("cool", "cooling")] },
        new("unoccupied_heating_setpoint", "thermostat", "away-temperature") { In = Group },

        new("local_temperature_calibration", "thermostat", "temperature-offset") { Joins = true },
        new("min_heat_setpoint_limit", "thermostat", "lowest-target") { Joins = true },
        new("min_temperature", "thermostat", "lowest-target") { Joins = true },
        new("min_temperature_limit", "thermostat", "lowest-target") { Joins = true },
        new("max_heat_setpoint_limit", "thermostat", "highest-target") { Joins = true },
        new("max_temperature", "thermostat", "highest-target") { Joins = true },
        new("max_temperature_limit", "thermostat", "highest-target") { Joins = true },
        new("holiday_temperature", "thermostat", "away-temperature") { Joins = true },
        new("away_preset_temperature", "thermostat", "away-temperature") { Joins = true },
        new("eco_temperature", "thermostat", "eco-temperature") { Joins = true },
        new("comfort_temperature", "thermostat", "comfort-temperature") { Joins = true },
        new("deadzone_temperature", "thermostat", "dead-zone") { Joins = true },
        new("boost_heating", "thermostat", "boost") { Joins = true },
        new("window_detection", "thermostat", "window-detection") { Joins = true },
        new("schedule_monday", "thermostat", "schedule-monday") { Joins = true },
        new("schedule_tuesday", "thermostat", "schedule-tuesday") { Joins = true },
        new("schedule_wednesday", "thermostat", "schedule-wednesday") { Joins = true },
        new("schedule_thursday", "thermostat", "schedule-thursday") { Joins = true },
        new("schedule_friday", "thermostat", "schedule-friday") { Joins = true },
        new("schedule_saturday", "thermostat", "schedule-saturday") { Joins = true },
        new("schedule_sunday", "thermostat", "schedule-sunday") { Joins = true },
        new("pi_heating_demand", "thermostat", "valve-position") { Joins = true, Only = Access.Read | Access.Notify },
        new("window_open", "thermostat", "window-open") { Joins = true, Only = Access.Read | Access.Notify },
        new("frost_protection", "thermostat", "frost-protection") { Joins = true },

        // Split units that do not call themselves a climate.
        new("system_mode", "air-conditioner", "mode")
        {
            With = ["target_temperature"], Without = [Group],
            Choices = [("auto", "auto"), ("cool", "cool"), ("dry", "dry"), ("heat", "heat"), ("fan_only", "fan")],
        },
        new("system_mode", "air-conditioner", "on", As.OnOff) { With = ["target_temperature"], Without = [Group], Also = true },
        new("target_temperature", "air-conditioner", "target-temperature") { Joins = true },
        new("current_temperature", "air-conditioner", "temperature") { Joins = true },
        new("eco_mode", "air-conditioner", "eco") { Joins = true },
        new("sleep_mode", "air-conditioner", "sleep-mode") { Joins = true },
        new("turbo_mode", "air-conditioner", "boost") { Joins = true },
    ];
}
