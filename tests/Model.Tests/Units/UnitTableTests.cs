using Kith.Model.Units;

namespace Kith.Model.Tests.Units;

public class UnitTableTests
{
    /// <summary>Every spelling of the exposes of zigbee-herdsman-converters (August 2026) that stands for a unit, and those of MIoT-Spec-V2.</summary>
    [Theory]
    [InlineData("celsius", "°C", "C", "  C", "℃", "ºC", "celsius")]
    [InlineData("fahrenheit", "°F", "℉")]
    [InlineData("percent", "%", "percentage")]
    [InlineData("second", "s", "sec", "Sec", "sec.", "seconds", "Seconds", "S")]
    [InlineData("minute", "min", "min.", "minute", "minutes")]
    [InlineData("hour", "h", "H", "hour", "Hours", "hours", "Hr")]
    [InlineData("day", "day", "Day", "days")]
    [InlineData("month", "month")]
    [InlineData("year", "year")]
    [InlineData("millisecond", "ms")]
    [InlineData("mired", "mired")]
    [InlineData("kelvin", "K", "kelvin")]
    [InlineData("watt", "W", "w", "watt")]
    [InlineData("milliwatt", "mWt", "mW")]
    [InlineData("kilowatt", "kW")]
    [InlineData("kilowatt-hour", "kWh")]
    [InlineData("watt-hour", "Wh")]
    [InlineData("volt-ampere", "VA")]
    [InlineData("kilovolt-ampere", "kVA")]
    [InlineData("var", "VAR", "VAr")]
    [InlineData("var-hour", "VArh")]
    [InlineData("kilovar-hour", "kVArh")]
    [InlineData("volt", "V", "volt", "Volt")]
    [InlineData("millivolt", "mV")]
    [InlineData("ampere", "A")]
    [InlineData("milliampere", "mA")]
    [InlineData("hertz", "Hz")]
    [InlineData("lux", "lx", "lux", "Lx")]
    [InlineData("ppm", "ppm")]
    [InlineData("ppb", "ppb")]
    [InlineData("meter", "m", "meters", "meter")]
    [InlineData("centimeter", "cm")]
    [InlineData("millimeter", "mm")]
    [InlineData("micrometer", "µm", "μm")]
    [InlineData("kilopascal", "kPa")]
    [InlineData("hectopascal", "hPa")]
    [InlineData("pascal", "pascal", "Pa")]
    [InlineData("bar", "bar")]
    [InlineData("psi", "psi")]
    [InlineData("mmhg", "mmHg")]
    [InlineData("hectopascal-per-hour", "hPa/h")]
    [InlineData("microgram-per-cubic-meter", "µg/m³", "μg/m³", "ug/m3", "μg/m3")]
    [InlineData("milligram-per-cubic-meter", "mg/m³", "mg/m3")]
    [InlineData("milligram-per-liter", "mg/L")]
    [InlineData("liter", "L", "liter")]
    [InlineData("milliliter", "mL")]
    [InlineData("cubic-meter", "m³", "m3")]
    [InlineData("gallon", "gal")]
    [InlineData("cubic-meter-per-hour", "m³/h")]
    [InlineData("liter-per-hour", "L/h")]
    [InlineData("gallon-per-minute", "gal/min")]
    [InlineData("degree", "°", "arcdegrees")]
    [InlineData("index", "VOC Index points", "VOC index points", "NOx Index points", "PM2.5 Index", "index")]
    [InlineData("count", "times", "portion")]
    [InlineData("particle-per-cubic-centimeter", "#/cm³")]
    [InlineData("microsiemens-per-centimeter", "μS/cm", "µS/cm", "microsiemens")]
    [InlineData("percent-lel", "%LEL", "LEL", "LEL %")]
    [InlineData("decibel", "dB")]
    [InlineData("decibel-a", "dBA")]
    [InlineData("decibel-milliwatt", "dBm")]
    [InlineData("decibel-per-meter", "dB/m")]
    [InlineData("revolution-per-minute", "rpm")]
    [InlineData("millimeter-per-second", "mm/s")]
    [InlineData("meter-per-second", "m/s")]
    [InlineData("millimeter-per-hour", "mm/h")]
    [InlineData("gram", "g")]
    [InlineData("kilogram", "kilogram", "kg")]
    [InlineData("ph", "pH")]
    [InlineData("permille", "‰")]
    [InlineData("microroentgen-per-hour", "μR/h")]
    [InlineData("breath-per-minute", "breaths/min")]
    [InlineData("beat-per-minute", "bpm")]
    [InlineData("rgb", "rgb")]
    public void A_dirty_spelling_means_its_unit(string name, params string[] spellings) =>
        Assert.All(spellings, spelling => Assert.Equal(name, UnitTable.Normalise(spelling, out _)?.Name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("raw unit")]
    [InlineData("raw")]
    [InlineData("adc")]
    [InlineData("*")]
    [InlineData("x")]
    [InlineData("level")]
    [InlineData("lqi")]
    public void A_spelling_can_say_that_there_is_no_unit(string? spelling)
    {
        Assert.Null(UnitTable.Normalise(spelling, out var known));
        Assert.True(known);
    }

    [Theory]
    [InlineData("10 ms")]
    [InlineData("10s")]
    [InlineData("minutes or litres")]
    [InlineData("gg")]
    [InlineData("furlong")]
    public void An_unknown_spelling_is_not_guessed(string spelling)
    {
        Assert.Null(UnitTable.Normalise(spelling, out var known));
        Assert.False(known);
    }

    [Theory]
    [InlineData("fahrenheit", 212, "celsius", 100)]
    [InlineData("celsius", -40, "fahrenheit", -40)]
    [InlineData("mired", 370, "kelvin", 2702.7027)]
    [InlineData("kelvin", 6500, "mired", 153.84615)]
    [InlineData("watt-hour", 1500, "kilowatt-hour", 1.5)]
    [InlineData("psi", 30, "bar", 2.06842719)]
    [InlineData("cubic-meter", 0.5, "liter", 500)]
    [InlineData("hour", 2, "minute", 120)]
    [InlineData("milligram-per-cubic-meter", 0.03, "microgram-per-cubic-meter", 30)]
    public void A_value_converts_within_its_dimension_and_back(string from, double value, string to, double expected)
    {
        var (source, target) = (UnitTable.Find(from)!, UnitTable.Find(to)!);

        var converted = source.Convert(value, target)!.Value;

        Assert.Equal(expected, converted, 4);
        Assert.Equal(value, target.Convert(converted, source)!.Value, 6);
    }

    [Fact]
    public void A_value_does_not_convert_into_another_dimension_or_out_of_nothing()
    {
        Assert.Null(UnitTable.Find("watt")!.Convert(1, UnitTable.Find("kilowatt-hour")!));
        Assert.Null(UnitTable.Find("mired")!.Convert(0, UnitTable.Find("kelvin")!));
    }

    [Fact]
    public void Every_unit_has_its_own_name_and_two_titles_and_a_dimension_has_one_first_unit()
    {
        Assert.Equal(UnitTable.All.Count, UnitTable.All.Select(unit => unit.Name).Distinct().Count());
        Assert.All(UnitTable.All, unit => Assert.False(string.IsNullOrEmpty(unit.Title.En) || string.IsNullOrEmpty(unit.Title.Zh)));
        Assert.All(UnitTable.All.GroupBy(unit => unit.Dimension).Where(group => group.Key != Dimension.None),
            group => Assert.Single(group, unit => unit is { Scale: 1, Offset: 0, Reciprocal: false }));
    }
}
