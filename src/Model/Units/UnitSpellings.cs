namespace Kith.Model.Units;

/// <summary>The spellings of units that are met in real device definitions, beyond the names and symbols of the table.</summary>
internal static class UnitSpellings
{
    /// <summary>
    /// Spelling and unit name. Those with a capital are taken as they stand first, so that S (seconds, in one definition) and mS never meet.
    /// Sources: MIoT-Spec-V2 instances and the exposes of zigbee-herdsman-converters (August 2026).
    /// </summary>
    private static readonly (string Name, string[] Spellings)[] Table =
    [
        ("percent", ["percentage", "pct"]),
        ("percent-lel", ["LEL", "%lel", "lel %"]),
        ("count", ["times", "portion", "portions", "pieces", "pcs"]),
        ("index", ["VOC Index points", "NOx Index points", "PM2.5 Index", "index points"]),
        ("celsius", ["C", "c", "℃", "ºC", "deg c", "degc", "degree celsius"]),
        ("fahrenheit", ["F", "℉", "ºF"]),
        ("kelvin", ["k"]),
        ("mired", ["mireds"]),
        ("second", ["sec", "sec.", "secs", "seconds"]),
        ("millisecond", ["milliseconds", "msec"]),
        ("minute", ["mins", "min.", "minutes"]),
        ("hour", ["hr", "hrs", "hours"]),
        ("day", ["days"]),
        ("month", ["months"]),
        ("year", ["years", "yr"]),
        ("watt", ["watts"]),
        ("milliwatt", ["mWt"]),
        ("kilowatt-hour", ["kw·h", "kw/h", "kw-h"]),
        ("volt", ["volts"]),
        ("millivolt", ["millivolts"]),
        ("ampere", ["amp", "amps", "amperes"]),
        ("milliampere", ["milliamps"]),
        ("meter", ["meters", "metre", "metres"]),
        ("liter", ["liters", "litre", "litres"]),
        ("milliliter", ["milliliters"]),
        ("cubic-meter", ["m3", "cubic meters"]),
        ("square-meter", ["m2"]),
        ("cubic-meter-per-hour", ["m3/h"]),
        ("liter-per-minute", ["lpm"]),
        ("kilogram", ["kilograms"]),
        ("gram", ["grams"]),
        ("revolution-per-minute", ["r/min"]),
        ("degree", ["arcdegrees", "degrees", "deg"]),
        ("microgram-per-cubic-meter", ["ug/m3", "ug/m³", "µg/m3"]),
        ("milligram-per-cubic-meter", ["mg/m3"]),
        ("particle-per-cubic-centimeter", ["#/cm3", "particles/cm³"]),
        ("decibel-a", ["dBA"]),
        ("microsiemens-per-centimeter", ["microsiemens", "us/cm"]),
        ("becquerel-per-cubic-meter", ["bq/m3"]),
    ];

    /// <summary>Spellings that say that there is no unit.</summary>
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase) { "", "none", "*", "x", "raw", "raw unit", "adc", "level", "lqi", "null", "-" };

    internal static Dictionary<string, Unit> Build(IReadOnlyList<Unit> units)
    {
        var spellings = new Dictionary<string, Unit>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            spellings.TryAdd(unit.Name, unit);
            if (unit.Symbol.Length > 0) spellings.TryAdd(Plain(unit.Symbol), unit);
        }
        foreach (var (name, others) in Table)
            foreach (var spelling in others) spellings.TryAdd(Plain(spelling), units.First(unit => unit.Name == name));
        // Whatever case is left over means the same, first come first served: the symbols of the table stand before the rest.
        foreach (var (spelling, unit) in spellings.ToArray()) spellings.TryAdd(spelling.ToLowerInvariant(), unit);
        return spellings;
    }

    internal static bool IsNothing(string plain) => Nothing.Contains(plain);

    /// <summary>Trimmed, with one code point for micro: Greek mu (U+03BC) stands where the micro sign (U+00B5) is meant.</summary>
    internal static string Plain(string? spelling) => (spelling ?? "").Trim().Replace('μ', 'µ');
}
