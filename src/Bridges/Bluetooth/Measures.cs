namespace Kith.Bridges.Bluetooth;

/// <summary>Everything that the formats of this folder measure: a row each, in the unit that BTHome has (https://bthome.io/format).</summary>
internal static class Measures
{
    internal static readonly Measure
        Temperature = new("temperature", "temperature-humidity-sensor", "temperature"),
        Humidity = new("humidity", "environment", "relative-humidity") { Beside = ("temperature", "temperature-humidity-sensor") },
        DewPoint = Open("dew-point", "Dew point", "露点", "celsius") with { Beside = ("temperature", "temperature-humidity-sensor") },
        Pressure = new("pressure", "environment", "atmospheric-pressure"),
        Illuminance = new("illuminance", "illumination-sensor", "illumination"),
        Co2 = new("co2", "environment", "co2-density"),
        Pm25 = new("pm25", "environment", "pm2.5-density"),
        Pm10 = new("pm10", "environment", "pm10-density"),
        Tvoc = new("tvoc", "environment", "tvoc-density", Factor: 0.001),
        Formaldehyde = new("formaldehyde", "environment", "hcho-density"),
        Battery = new("battery", "battery", "battery-level"),
        BatteryLow = new("battery-low", "battery", "low", Form.Truth),
        Voltage = new("voltage", "battery", "voltage") { Beside = ("power", "power-consumption") },
        Power = new("power", "power-consumption", "electric-power"),
        Current = new("current", "power-consumption", "electric-current"),
        Energy = new("energy", "power-consumption", "power-consumption"),
        Gas = new("gas", "gas-consumption", "gas-consumption"),
        Water = new("water", "water-consumption", "water-consumption", Factor: 0.001),
        SoilMoisture = new("soil-moisture", "plant-monitor", "soil-moisture"),
        Conductivity = new("conductivity", "plant-monitor", "soil-ec"),
        UvIndex = new("uv-index", "weather-station", "uv-index"),
        Speed = new("speed", "weather-station", "wind-speed"),
        Direction = new("direction", "weather-station", "wind-direction"),
        Precipitation = new("precipitation", "weather-station", "rainfall"),
        Opening = new("opening", "magnet-sensor", "open", Form.Truth),
        Motion = new("motion", "motion-sensor", "motion", Form.Truth),
        Occupancy = new("occupancy", "occupancy-sensor", "occupied", Form.Truth),
        Wet = new("wet", "submersion-sensor", "leak", Form.Truth),
        Smoke = new("smoke", "smoke-sensor", "smoke", Form.Truth),
        GasAlarm = new("gas-alarm", "gas-sensor", "gas", Form.Truth),
        CarbonMonoxide = new("carbon-monoxide", "carbon-monoxide-sensor", "carbon-monoxide", Form.Truth),
        Vibration = new("vibration", "vibration-sensor", "vibration", Form.Truth),
        Tamper = new("tamper", "tamper", "tampered", Form.Truth),
        On = OpenTruth("on", "On", "开启"),
        Connected = OpenTruth("connected", "Connected", "已连接"),
        Charging = OpenTruth("charging", "Charging", "充电中"),
        Cold = OpenTruth("cold", "Cold", "过冷"),
        Heat = OpenTruth("heat", "Heat", "过热"),
        Light = OpenTruth("light", "Light", "有光"),
        Unlocked = OpenTruth("unlocked", "Unlocked", "未锁"),
        Moving = OpenTruth("moving", "Moving", "移动中"),
        Plugged = OpenTruth("plugged", "Plugged in", "已插入"),
        Powered = OpenTruth("powered", "Powered", "有电"),
        Problem = OpenTruth("problem", "Problem", "故障"),
        Running = OpenTruth("running", "Running", "运行中"),
        Unsafe = OpenTruth("unsafe", "Unsafe", "不安全") with { Form = Form.Opposite },
        Sound = OpenTruth("sound", "Sound", "有声音"),
        LeftOpen = OpenTruth("left-open", "Left open", "未关"),
        Mass = Open("mass", "Mass", "质量", "kilogram"),
        Count = Open("count", "Count", "计数", "count"),
        Rotation = Open("rotation", "Rotation", "转角", "degree"),
        Distance = Open("distance", "Distance", "距离", "meter"),
        Duration = Open("duration", "Duration", "时长", "second"),
        Volume = Open("volume", "Volume", "体积", "liter"),
        Stored = Open("stored", "Stored volume", "储量", "liter"),
        Flow = Open("flow", "Flow", "流量", "liter-per-minute") with { Factor = 1000d / 60 },
        Timestamp = Open("timestamp", "Time", "时间", "second"),
        Acceleration = Open("acceleration", "Acceleration (m/s²)", "加速度（m/s²）", null),
        Gyroscope = Open("gyroscope", "Rotation rate (°/s)", "角速度（°/s）", null),
        Channel = Open("channel", "Channel", "通道", null),
        Turns = Open("turns", "Turns per minute", "转速（每分钟）", null),
        LightLevel = Open("light-level", "Light level", "光照等级", null),
        Consumable = Open("consumable", "Consumable left", "耗材余量", "percent"),
        Idle = new("idle", "motion-sensor", "no-motion-duration");

    /// <summary>By key, as documents keep them.</summary>
    internal static IReadOnlyDictionary<string, Measure> ByKey { get; } = new[]
    {
        Temperature, Humidity, DewPoint, Pressure, Illuminance, Co2, Pm25, Pm10, Tvoc, Formaldehyde, Battery, BatteryLow, Voltage, Power, Current, Energy, Gas, Water, SoilMoisture,
        Conductivity, UvIndex, Speed, Direction, Precipitation, Opening, Motion, Occupancy, Wet, Smoke, GasAlarm, CarbonMonoxide, Vibration, Tamper, On, Connected, Charging, Cold, Heat,
        Light, Unlocked, Moving, Plugged, Powered, Problem, Running, Unsafe, Sound, LeftOpen, Mass, Count, Rotation, Distance, Duration, Volume, Stored, Flow, Timestamp, Acceleration,
        Gyroscope, Channel, Turns, LightLevel, Consumable, Idle,
    }.ToDictionary(measure => measure.Key, StringComparer.Ordinal);

    private static Measure Open(string key, string en, string zh, string? unit) => new(key, "open", key) { Title = (en, zh), Unit = unit };

    private static Measure OpenTruth(string key, string en, string zh) => new(key, "open", key, Form.Truth) { Title = (en, zh) };
}
