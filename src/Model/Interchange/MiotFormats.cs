using Kith.Model.Specs;

namespace Kith.Model.Interchange;

/// <summary>The names of formats and units in MIoT documents.</summary>
internal static class MiotFormats
{
    private static readonly (string Name, Format Format, ValueRange? Whole)[] Table =
    [
        ("bool", Format.Bool, null),
        ("uint8", Format.UInt8, new(0, byte.MaxValue, 1)),
        ("uint16", Format.UInt16, new(0, ushort.MaxValue, 1)),
        ("uint32", Format.UInt32, new(0, uint.MaxValue, 1)),
        ("int8", Format.Int8, new(sbyte.MinValue, sbyte.MaxValue, 1)),
        ("int16", Format.Int16, new(short.MinValue, short.MaxValue, 1)),
        ("int32", Format.Int32, new(int.MinValue, int.MaxValue, 1)),
        // A double holds whole numbers up to 2^53 (9,007,199,254,740,992).
        ("int64", Format.Int64, new(-(1L << 53), 1L << 53, 1)),
        ("float", Format.Float, null),
        ("string", Format.String, null),
    ];

    /// <summary>MIoT's own spelling where it is not the name of our unit table; "none" stands for no unit.</summary>
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["percent"] = "percentage",
        ["second"] = "seconds",
        ["minute"] = "minutes",
        ["hour"] = "hours",
        ["day"] = "days",
        ["degree"] = "arcdegrees",
        ["kilowatt-hour"] = "kWh",
        ["liter"] = "L",
        ["milliliter"] = "mL",
        ["cubic-meter"] = "m3",
        ["microgram-per-cubic-meter"] = "μg/m3",
        ["milligram-per-cubic-meter"] = "mg/m3",
        ["beat-per-minute"] = "bpm",
        ["mmhg"] = "mmHg",
        ["microsiemens-per-centimeter"] = "microsiemens",
    };

    internal static Format? Find(string? name)
    {
        foreach (var row in Table)
            if (row.Name == name) return row.Format;
        return null;
    }

    internal static string Name(Format format) => Table.First(row => row.Format == format).Name;

    /// <summary>All numbers of an integer format.</summary>
    internal static ValueRange? Whole(Format format) => Table.First(row => row.Format == format).Whole;

    internal static string Unit(string unit) => Units.GetValueOrDefault(unit, unit);
}
