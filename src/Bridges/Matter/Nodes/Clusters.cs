namespace Kith.Bridges.Matter.Nodes;

/// <summary>Numbers of clusters (Matter Application Cluster Specification 1.4); those of attributes stand in the tables beside their meaning.</summary>
internal static class Clusters
{
    internal const uint Identify = 3, OnOff = 6, Level = 8, Descriptor = 29, BasicInformation = 40, PowerSource = 47, WifiDiagnostics = 54;
    internal const uint BridgedInformation = 57, Switch = 59, BooleanState = 69, RunMode = 84, CleanMode = 85, TemperatureControl = 86, AirQuality = 91, SmokeAlarm = 92;
    internal const uint OperationalState = 96, VacuumState = 97, HepaFilter = 113, CarbonFilter = 114, Valve = 129, Power = 144, Energy = 145;
    internal const uint DoorLock = 257, Covering = 258, Thermostat = 513, FanControl = 514, Color = 768;
    internal const uint Illuminance = 1024, Temperature = 1026, Pressure = 1027, Flow = 1028, Humidity = 1029, Occupancy = 1030, Soil = 1072;
}

/// <summary>Numbers of device types (Matter Device Library Specification 1.4).</summary>
internal static class Types
{
    internal const uint RootNode = 22, Aggregator = 14, BridgedNode = 19, PowerSource = 17;
    internal const uint BatteryStorage = 24, VideoPlayer = 40, CastingVideoPlayer = 35, SoilSensor = 69;
    internal const uint CookSurface = 119, Cooktop = 120, Hood = 122, WaterHeater = 1295;
    internal const uint DoorLock = 10, Contact = 21, Speaker = 34, Fan = 43, AirQualitySensor = 44, AirPurifier = 45, FreezeDetector = 65, Valve = 66, LeakDetector = 67, RainSensor = 68;
    internal const uint Fridge = 112, Cabinet = 113, AirConditioner = 114, Washer = 115, Vacuum = 116, Dishwasher = 117, SmokeAlarm = 118, Dryer = 124;
    internal const uint Light = 256, DimmableLight = 257, ColorTemperatureLight = 268, ColorLight = 269, Plug = 266, DimmablePlug = 267;
    internal const uint Covering = 514, OccupancySensor = 263, Thermostat = 769, TemperatureSensor = 770, HumiditySensor = 775;
}
