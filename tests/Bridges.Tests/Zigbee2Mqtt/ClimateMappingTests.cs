using Kith.Model.Specs;
using Kith.Model.Values;
using static Kith.Bridges.Tests.Zigbee2Mqtt.Samples;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>Thermostats, covers, locks and fans.</summary>
public sealed class ClimateMappingTests
{
    private const string Thermostat = """
        [{"type":"climate","features":[
          {"type":"numeric","name":"local_temperature","property":"local_temperature","unit":"°C","access":5},
          {"type":"numeric","name":"occupied_heating_setpoint","property":"occupied_heating_setpoint","unit":"°C","access":7,"value_min":5,"value_max":30,"value_step":0.5},
          {"type":"enum","name":"system_mode","property":"system_mode","access":7,"values":["off","heat","cool","sleep"]},
          {"type":"enum","name":"running_state","property":"running_state","access":5,"values":["idle","heat"]},
          {"type":"enum","name":"preset","property":"preset","access":7,"values":["manual","eco","antifreeze"]}]},
         {"type":"binary","name":"window_open","property":"window_open","access":1,"value_on":true,"value_off":false}]
        """;

    [Fact]
    public void A_thermostat_is_on_unless_its_mode_is_off()
    {
        var thermostat = Of(Thermostat);
        const string state = """{"local_temperature":21.5,"occupied_heating_setpoint":22,"system_mode":"off","running_state":"idle","preset":"eco","window_open":true}""";

        Assert.Equal("thermostat", thermostat.Spec.Type);
        Assert.Equal(Value.Of(false), thermostat.Read("thermostat.on", state));
        Assert.Equal(Value.Of(6), thermostat.Read("thermostat.mode", state));
        Assert.Equal(Value.Of(21.5), thermostat.Read("thermostat.temperature", state));
        Assert.Equal(Value.Of(22.0), thermostat.Read("thermostat.target-temperature", state));
        Assert.Equal(Value.Of(0), thermostat.Read("thermostat.status", state));
        Assert.Equal(Value.Of(4), thermostat.Read("thermostat.preset", state));
        Assert.Equal(Value.Of(true), thermostat.Read("thermostat.window-open", state));
        var range = thermostat.Spec.FindProperty("thermostat.target-temperature")!.Range!;
        Assert.Equal((5, 30, 0.5), (range.Min, range.Max, range.Step));
    }

    [Fact]
    public void Switched_on_it_goes_back_to_the_mode_it_had()
    {
        var thermostat = Of(Thermostat);
        Assert.Equal("\"heat\"", thermostat.Write("thermostat.on", Value.Of(true)));

        thermostat.Read("thermostat.on", """{"system_mode":"cool"}""");
        thermostat.Read("thermostat.on", """{"system_mode":"off"}""");

        Assert.Equal("\"cool\"", thermostat.Write("thermostat.on", Value.Of(true)));
        Assert.True(thermostat.Confirms("thermostat.on", Value.Of(true), """{"system_mode":"cool"}"""));
    }

    [Fact]
    public void A_mode_that_the_library_lacks_is_a_choice_of_its_own()
    {
        var mode = Of(Thermostat).Spec.FindProperty("thermostat.mode")!;
        var sleep = mode.Choices!.Single(choice => choice.Key == "sleep");

        Assert.True(sleep.Value >= 1000);
        Assert.Equal(Format.UInt16, mode.Format);
        Assert.Equal($"\"sleep\"", Of(Thermostat).Write("thermostat.mode", Value.Of(sleep.Value)));
        Assert.True(mode.Take(Value.Of(sleep.Value)).Ok);
        Assert.False(mode.Take(Value.Of(2)).Ok);
    }

    [Fact]
    public void A_cover_goes_to_a_position_and_a_motor_takes_orders()
    {
        var cover = Of("""
            [{"type":"cover","features":[{"type":"enum","name":"state","property":"state","access":3,"values":["OPEN","CLOSE","STOP"]},
              {"type":"numeric","name":"position","property":"position","access":7,"unit":"%","value_min":0,"value_max":100},
              {"type":"numeric","name":"tilt","property":"tilt","access":7,"unit":"%","value_min":0,"value_max":100}]}]
            """, "Roller shade motor");

        Assert.Equal("blind", cover.Spec.Type);
        Assert.Equal("\"STOP\"", cover.Write("curtain.motor-control", Value.Of(0)));
        Assert.Equal("\"OPEN\"", cover.Write("curtain.motor-control", Value.Of(1)));
        Assert.Equal("70", cover.Write("curtain.target-position", Value.Of(70)));
        Assert.Equal(Value.Of(70), cover.Read("curtain.current-position", """{"position":70}"""));
        Assert.False(cover.Spec.FindProperty("curtain.current-position")!.Access.HasFlag(Access.Write));
        Assert.True(cover.Find("curtain.target-tilt")!.IsSlow);
    }

    [Fact]
    public void A_lock_locks_and_is_a_matter_of_safety()
    {
        var door = Of("""
            [{"type":"lock","features":[{"type":"binary","name":"state","property":"state","access":7,"value_on":"LOCK","value_off":"UNLOCK"},
              {"type":"enum","name":"lock_state","property":"lock_state","access":1,"values":["not_fully_locked","locked","unlocked"]}]}]
            """);

        Assert.Equal("\"LOCK\"", door.Write("lock.locked", Value.Of(true)));
        Assert.Equal(Value.Of(1), door.Read("lock.status", """{"lock_state":"not_fully_locked"}"""));
        Assert.Equal(Value.Of(0), door.Read("lock.status", """{"lock_state":"locked"}"""));
        Assert.Equal(Risk.Safety, door.Spec.FindProperty("lock.locked")!.Risk);
    }

    [Fact]
    public void A_fan_has_levels_and_a_switch()
    {
        var fan = Of("""
            [{"type":"fan","features":[{"type":"binary","name":"state","property":"fan_state","access":7,"value_on":"ON","value_off":"OFF"},
              {"type":"enum","name":"mode","property":"fan_mode","access":7,"values":["off","low","medium","high","auto"]}]}]
            """);

        Assert.Equal("fan", fan.Spec.Type);
        Assert.Equal(Value.Of(2), fan.Read("fan.fan-level", """{"fan_mode":"medium"}"""));
        Assert.Equal(["fan_state"], fan.Find("fan.on")!.Path);
    }

    [Fact]
    public void A_motor_that_runs_the_other_way_round_is_a_setting_of_the_curtain()
    {
        var cover = Of("""
            [{"type":"cover","features":[{"type":"enum","name":"state","property":"state","access":3,"values":["OPEN","CLOSE","STOP"]}]},
             {"type":"enum","name":"motor_direction","property":"motor_direction","access":3,"values":["normal","reversed"]},
             {"type":"enum","name":"motor_state","property":"motor_state","access":1,"values":["opening","closing","stopped"]}]
            """);

        Assert.Equal("\"reversed\"", cover.Write("curtain.motor-reverse", Value.Of(true)));
        Assert.Equal(Value.Of(false), cover.Read("curtain.motor-reverse", """{"motor_direction":"normal"}"""));
        Assert.Equal(Value.Of(2), cover.Read("curtain.status", """{"motor_state":"closing"}"""));
    }

    [Fact]
    public void A_siren_sounds_by_one_switch_and_water_runs_while_its_valve_is_open()
    {
        var siren = Of("""
            [{"type":"composite","name":"warning","property":"warning","access":2,"features":[
               {"type":"enum","name":"mode","property":"mode","access":2,"values":["stop","burglar","emergency"]},{"type":"numeric","name":"duration","property":"duration","access":2,"unit":"s"}]}]
            """);
        var valve = Of("""[{"type":"switch","features":[{"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF"}]}]""", "Smart water valve");

        Assert.Equal("siren", siren.Spec.Type);
        Assert.Equal(["warning", "mode"], siren.Find("siren.on")!.Path);
        Assert.Equal(("\"emergency\"", "\"stop\""), (siren.Write("siren.on", Value.Of(true)), siren.Write("siren.on", Value.Of(false))));
        Assert.Equal(Risk.Safety, siren.Spec.FindProperty("siren.on")!.Risk);
        Assert.Equal("valve", valve.Spec.Type);
        Assert.Equal(Value.Of(true), valve.Read("valve.open", """{"state":"ON"}"""));
    }

    [Fact]
    public void A_split_unit_that_does_not_call_itself_a_climate_is_an_air_conditioner()
    {
        var unit = Of("""
            [{"type":"enum","name":"system_mode","property":"system_mode","access":7,"values":["off","auto","cool","heat","fan_only","dry"]},
             {"type":"numeric","name":"target_temperature","property":"target_temperature","access":7,"unit":"°C","value_min":16,"value_max":32},
             {"type":"numeric","name":"current_temperature","property":"current_temperature","access":1,"unit":"°C"}]
            """);

        Assert.Equal("air-conditioner", unit.Spec.Type);
        Assert.Equal(Value.Of(false), unit.Read("air-conditioner.on", """{"system_mode":"off"}"""));
        Assert.Equal("\"cool\"", unit.Write("air-conditioner.mode", Value.Of(1)));
        Assert.Equal(Value.Of(24.0), unit.Read("air-conditioner.temperature", """{"current_temperature":24}"""));
    }
}
