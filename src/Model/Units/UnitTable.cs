using Kith.Model.Values;

namespace Kith.Model.Units;

/// <summary>Every unit that a spec may use. The first of each dimension is the one that the others are scaled to.</summary>
public static class UnitTable
{
    private static readonly Dictionary<string, Unit> ByName;
    private static readonly Dictionary<string, Unit> BySpelling;

    /// <summary>All rows.</summary>
    public static IReadOnlyList<Unit> All { get; } =
    [
        Row("percent", "%", "percent", "百分比", Dimension.Ratio, 0.01),
        Row("ratio", "", "ratio", "比值", Dimension.Ratio),
        Row("permille", "‰", "per mille", "千分比", Dimension.Ratio, 0.001),
        Row("percent-lel", "%LEL", "percent of the lower explosive limit", "爆炸下限百分比", Dimension.None),
        Row("count", "", "pieces", "个", Dimension.Count),
        Row("index", "", "index", "指数", Dimension.Index),
        Row("bitmask", "", "flags", "标志位", Dimension.None),
        Row("rgb", "", "RGB colour", "RGB颜色", Dimension.Color),
        Row("celsius", "°C", "degrees Celsius", "摄氏度", Dimension.Temperature),
        // Exact by definition: K = C + 273.15 and F = C * 9/5 + 32.
        Row("fahrenheit", "°F", "degrees Fahrenheit", "华氏度", Dimension.Temperature, 5.0 / 9, -160.0 / 9),
        Row("kelvin", "K", "kelvin", "开尔文", Dimension.Temperature, 1, -273.15),
        // 1 mired = 1e6 / K, which is -273.15 from Celsius: see Convert for the way through kelvin.
        Row("mired", "mired", "mired", "麦勒德", Dimension.Temperature, 1e6, -273.15, true),
        Row("second", "s", "seconds", "秒", Dimension.Time),
        Row("millisecond", "ms", "milliseconds", "毫秒", Dimension.Time, 0.001),
        Row("minute", "min", "minutes", "分钟", Dimension.Time, 60),
        Row("hour", "h", "hours", "小时", Dimension.Time, 3600),
        Row("day", "d", "days", "天", Dimension.Time, 86400),
        // A calendar month and year of 365.2425 days (Gregorian mean).
        Row("month", "mo", "months", "月", Dimension.Time, 2629746),
        Row("year", "a", "years", "年", Dimension.Time, 31556952),
        Row("watt", "W", "watts", "瓦", Dimension.Power),
        Row("milliwatt", "mW", "milliwatts", "毫瓦", Dimension.Power, 0.001),
        Row("kilowatt", "kW", "kilowatts", "千瓦", Dimension.Power, 1000),
        Row("volt-ampere", "VA", "volt-amperes", "伏安", Dimension.ApparentPower),
        Row("kilovolt-ampere", "kVA", "kilovolt-amperes", "千伏安", Dimension.ApparentPower, 1000),
        Row("var", "var", "var", "乏", Dimension.ReactivePower),
        Row("kilowatt-hour", "kWh", "kilowatt-hours", "度", Dimension.Energy),
        Row("watt-hour", "Wh", "watt-hours", "瓦时", Dimension.Energy, 0.001),
        Row("var-hour", "varh", "var-hours", "乏时", Dimension.ReactiveEnergy),
        Row("kilovar-hour", "kvarh", "kilovar-hours", "千乏时", Dimension.ReactiveEnergy, 1000),
        Row("volt", "V", "volts", "伏", Dimension.Voltage),
        Row("millivolt", "mV", "millivolts", "毫伏", Dimension.Voltage, 0.001),
        Row("ampere", "A", "amperes", "安", Dimension.Current),
        Row("milliampere", "mA", "milliamperes", "毫安", Dimension.Current, 0.001),
        Row("hertz", "Hz", "hertz", "赫兹", Dimension.Frequency),
        Row("meter", "m", "metres", "米", Dimension.Length),
        Row("centimeter", "cm", "centimetres", "厘米", Dimension.Length, 0.01),
        Row("millimeter", "mm", "millimetres", "毫米", Dimension.Length, 0.001),
        Row("micrometer", "µm", "micrometres", "微米", Dimension.Length, 1e-6),
        Row("square-meter", "m²", "square metres", "平方米", Dimension.Area),
        Row("liter", "L", "litres", "升", Dimension.Volume),
        Row("milliliter", "mL", "millilitres", "毫升", Dimension.Volume, 0.001),
        Row("cubic-meter", "m³", "cubic metres", "立方米", Dimension.Volume, 1000),
        // US liquid gallon: 3.785411784 L exactly.
        Row("gallon", "gal", "gallons", "加仑", Dimension.Volume, 3.785411784),
        Row("liter-per-minute", "L/min", "litres per minute", "升每分钟", Dimension.Flow),
        Row("liter-per-hour", "L/h", "litres per hour", "升每小时", Dimension.Flow, 1.0 / 60),
        Row("cubic-meter-per-hour", "m³/h", "cubic metres per hour", "立方米每小时", Dimension.Flow, 1000.0 / 60),
        Row("gallon-per-minute", "gal/min", "gallons per minute", "加仑每分钟", Dimension.Flow, 3.785411784),
        Row("kilogram", "kg", "kilograms", "千克", Dimension.Mass),
        Row("gram", "g", "grams", "克", Dimension.Mass, 0.001),
        Row("meter-per-second", "m/s", "metres per second", "米每秒", Dimension.Speed),
        Row("millimeter-per-second", "mm/s", "millimetres per second", "毫米每秒", Dimension.Speed, 0.001),
        Row("revolution-per-minute", "rpm", "revolutions per minute", "转每分钟", Dimension.Rotation),
        Row("millimeter-per-hour", "mm/h", "millimetres per hour", "毫米每小时", Dimension.RainRate),
        Row("hectopascal", "hPa", "hectopascals", "百帕", Dimension.Pressure),
        Row("pascal", "Pa", "pascals", "帕", Dimension.Pressure, 0.01),
        Row("kilopascal", "kPa", "kilopascals", "千帕", Dimension.Pressure, 10),
        Row("bar", "bar", "bar", "巴", Dimension.Pressure, 1000),
        Row("psi", "psi", "pounds per square inch", "磅每平方英寸", Dimension.Pressure, 68.947572931783),
        Row("mmhg", "mmHg", "millimetres of mercury", "毫米汞柱", Dimension.Pressure, 1.33322387415),
        Row("hectopascal-per-hour", "hPa/h", "hectopascals per hour", "百帕每小时", Dimension.PressureRate),
        Row("degree", "°", "degrees", "度", Dimension.Angle),
        Row("lux", "lx", "lux", "勒克斯", Dimension.Illuminance),
        Row("microgram-per-cubic-meter", "µg/m³", "micrograms per cubic metre", "微克每立方米", Dimension.MassConcentration),
        Row("milligram-per-cubic-meter", "mg/m³", "milligrams per cubic metre", "毫克每立方米", Dimension.MassConcentration, 1000),
        Row("milligram-per-liter", "mg/L", "milligrams per litre", "毫克每升", Dimension.MassConcentration, 1e6),
        Row("ppm", "ppm", "parts per million", "百万分比", Dimension.VolumeConcentration),
        Row("ppb", "ppb", "parts per billion", "十亿分比", Dimension.VolumeConcentration, 0.001),
        Row("particle-per-cubic-centimeter", "#/cm³", "particles per cubic centimetre", "个每立方厘米", Dimension.ParticleConcentration),
        Row("decibel", "dB", "decibels", "分贝", Dimension.Sound),
        Row("decibel-a", "dB(A)", "A-weighted decibels", "A计权分贝", Dimension.None),
        Row("decibel-milliwatt", "dBm", "decibel-milliwatts", "分贝毫瓦", Dimension.Signal),
        Row("decibel-per-meter", "dB/m", "decibels per metre", "分贝每米", Dimension.SmokeDensity),
        Row("microsiemens-per-centimeter", "µS/cm", "microsiemens per centimetre", "微西门子每厘米", Dimension.Conductivity),
        Row("ph", "pH", "pH", "酸碱度", Dimension.Acidity),
        Row("becquerel-per-cubic-meter", "Bq/m³", "becquerels per cubic metre", "贝克勒尔每立方米", Dimension.Radioactivity),
        Row("microroentgen-per-hour", "µR/h", "microroentgens per hour", "微伦琴每小时", Dimension.DoseRate),
        Row("beat-per-minute", "bpm", "beats per minute", "次每分钟", Dimension.None),
        Row("breath-per-minute", "breaths/min", "breaths per minute", "次每分钟", Dimension.None),
        Row("kilobyte", "kB", "kilobytes", "千字节", Dimension.Storage, 0.001),
        Row("megabyte", "MB", "megabytes", "兆字节", Dimension.Storage),
        Row("megabit-per-second", "Mbit/s", "megabits per second", "兆比特每秒", Dimension.DataRate),
    ];

    static UnitTable()
    {
        ByName = All.ToDictionary(unit => unit.Name, StringComparer.Ordinal);
        BySpelling = UnitSpellings.Build(All);
    }

    /// <summary>The unit of a name such as celsius, or null.</summary>
    public static Unit? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// The unit that a device, a bridge or a MIoT document means by its spelling ("°C", " C", "percentage", "m3"): null when there is none
    /// to be meant ("none", "raw unit", "level") or when the spelling is not known; <paramref name="known"/> tells the two apart.
    /// </summary>
    public static Unit? Normalise(string? spelling, out bool known)
    {
        known = true;
        var text = UnitSpellings.Plain(spelling);
        if (UnitSpellings.IsNothing(text)) return null;
        if (BySpelling.TryGetValue(text, out var unit) || BySpelling.TryGetValue(text.ToLowerInvariant(), out unit)) return unit;
        known = false;
        return null;
    }

    private static Unit Row(string name, string symbol, string en, string zh, Dimension dimension, double scale = 1, double offset = 0, bool reciprocal = false) =>
        new(name, symbol, new LocalText(en, zh), dimension, scale, offset, reciprocal);
}
