using Kith.Homes.Rules.Triggers;

namespace Kith.Homes.Rules.Clock;

/// <summary>
/// When the sun rises and sets, to about a minute: the equations of NOAA's solar calculator (gml.noaa.gov/grad/solcalc), after Meeus'
/// Astronomical Algorithms. The sun's upper edge, with the mean refraction at the horizon: 90.833° from the zenith.
/// </summary>
internal static class Sun
{
    private const double Horizon = 90.833;

    /// <summary>Null on a day without it.</summary>
    internal static long? AtMs(Location place, TimeZoneInfo zone, DateOnly day, SunEvent what)
    {
        var noonMs = LocalDays.MomentMs(zone, day, new TimeOnly(12, 0));
        var guess = noonMs;
        // The sun's place changes over the day: the second look is at the time that the first one found.
        for (var look = 0; look < 2; look++)
        {
            if (Crossing(place, noonMs, guess, what) is not { } at) return null;
            guess = at;
        }
        return guess;
    }

    private static long? Crossing(Location place, long noonMs, long atMs, SunEvent what)
    {
        var century = ((atMs / 86_400_000d) + 2440587.5 - 2451545) / 36525;
        var meanLongitude = (280.46646 + (century * (36000.76983 + (century * 0.0003032)))) % 360;
        var anomaly = 357.52911 + (century * (35999.05029 - (0.0001537 * century)));
        var eccentricity = 0.016708634 - (century * (0.000042037 + (0.0000001267 * century)));
        var centre = (Sin(anomaly) * (1.914602 - (century * (0.004817 + (0.000014 * century))))) + (Sin(2 * anomaly) * (0.019993 - (0.000101 * century))) + (Sin(3 * anomaly) * 0.000289);
        var node = 125.04 - (1934.136 * century);
        var longitude = meanLongitude + centre - 0.00569 - (0.00478 * Sin(node));
        var obliquity = 23 + ((26 + ((21.448 - (century * (46.815 + (century * (0.00059 - (century * 0.001813)))))) / 60)) / 60) + (0.00256 * Cos(node));
        var declination = Degrees(Math.Asin(Sin(obliquity) * Sin(longitude)));
        var y = Math.Pow(Math.Tan(Radians(obliquity / 2)), 2);
        var equationOfTime = 4 * Degrees(
            (y * Sin(2 * meanLongitude)) - (2 * eccentricity * Sin(anomaly)) + (4 * eccentricity * y * Sin(anomaly) * Cos(2 * meanLongitude))
            - (0.5 * y * y * Sin(4 * meanLongitude)) - (1.25 * eccentricity * eccentricity * Sin(2 * anomaly)));
        var cosine = (Cos(Horizon) / (Cos(place.Latitude) * Cos(declination))) - (Math.Tan(Radians(place.Latitude)) * Math.Tan(Radians(declination)));
        if (cosine is < -1 or > 1) return null;
        var hourAngle = Degrees(Math.Acos(cosine));
        // The sun's highest stand that is nearest to the home's own noon: a zone may be far from its meridian, and on the other side of the date line.
        var highest = (noonMs / 86_400_000 * 86_400_000) + (long)((720 - (4 * place.Longitude) - equationOfTime) * 60_000);
        highest += (long)Math.Round((noonMs - highest) / 86_400_000d) * 86_400_000;
        return highest + (long)((what is SunEvent.Sunrise ? -4 : 4) * hourAngle * 60_000);
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Degrees(double radians) => radians * 180 / Math.PI;

    private static double Sin(double degrees) => Math.Sin(Radians(degrees));

    private static double Cos(double degrees) => Math.Cos(Radians(degrees));
}
