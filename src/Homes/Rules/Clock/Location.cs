using System.Globalization;

namespace Kith.Homes.Rules.Clock;

/// <summary>Where a home stands.</summary>
/// <param name="Latitude">Degrees, -90 to 90; north is positive.</param>
/// <param name="Longitude">Degrees, -180 to 180; east is positive.</param>
public sealed record Location(double Latitude, double Longitude)
{
    /// <summary>
    /// The tz database's tables of zones and their cities: where the sun stands in a zone's city is near enough for most homes of it. The older of
    /// them names the zones of countries whose clocks go like a neighbour's, such as Europe/Oslo.
    /// </summary>
    private static readonly string[] Tables = ["/usr/share/zoneinfo/zone.tab", "/usr/share/zoneinfo/zone1970.tab"];

    private static readonly Lazy<Dictionary<string, Location>> Cities = new(ReadTables);

    /// <summary>The place of a zone's city; null where the system has no such tables.</summary>
    internal static Location? OfZone(string timeZone) => Cities.Value.GetValueOrDefault(timeZone);

    private static Dictionary<string, Location> ReadTables()
    {
        var cities = new Dictionary<string, Location>(StringComparer.Ordinal);
        foreach (var line in Tables.Where(File.Exists).SelectMany(File.ReadLines))
        {
            if (line.StartsWith('#') || line.Split('\t') is not [_, var at, var zone, ..]) continue;
            var split = at.IndexOfAny(['+', '-'], 1);
            if (split > 0) cities[zone] = new Location(Degrees(at[..split]), Degrees(at[split..]));
        }
        return cities;
    }

    /// <summary>ISO 6709 as the table has it: +DDMM, +DDDMM, +DDMMSS or +DDDMMSS.</summary>
    private static double Degrees(string text)
    {
        var digits = text[1..];
        var whole = digits.Length is 4 or 6 ? 2 : 3;
        var degrees = int.Parse(digits[..whole], CultureInfo.InvariantCulture)
            + (int.Parse(digits[whole..(whole + 2)], CultureInfo.InvariantCulture) / 60d)
            + (digits.Length > whole + 2 ? int.Parse(digits[(whole + 2)..], CultureInfo.InvariantCulture) / 3600d : 0);
        return text[0] == '-' ? -degrees : degrees;
    }
}
