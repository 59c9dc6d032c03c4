namespace Kith.Server.Simulation;

/// <summary>
/// The daily life of a household as a function of local time: when it wakes, leaves, returns and sleeps, who is in which room, how warm
/// and bright it is outside. Nothing is kept, so any moment of the past or present can be asked for.
/// </summary>
internal sealed class Life(ulong seed)
{
    /// <summary>How long a stay in a room is at least.</summary>
    private static readonly TimeSpan Stay = TimeSpan.FromMinutes(6);

    internal bool IsAsleep(DateTimeOffset time) => Hour(time) is var hour && (hour < Wakes(time) || hour >= Sleeps(time));

    internal bool IsHome(DateTimeOffset time)
    {
        var hour = Hour(time);
        return IsFree(time) ? hour < 14 + Shift(time, 2) || hour > 16.5 + Shift(time, 3) : hour < 8.2 + Shift(time, 4) / 3 || hour > 17.4 + Shift(time, 5);
    }

    internal bool IsInRoom(RoomUse room, DateTimeOffset time)
    {
        if (room is RoomUse.Outside || !IsHome(time)) return false;
        if (IsAsleep(time)) return room is RoomUse.Bedroom or RoomUse.Child;
        var slot = time.ToUnixTimeMilliseconds() / (long)Stay.TotalMilliseconds;
        return Noise.At(seed + (ulong)room * 7919, slot) < Likelihood(room, Hour(time), IsFree(time));
    }

    /// <summary>How bright the day is: 0 at night, 1 on a clear noon.</summary>
    internal double Daylight(DateTimeOffset time)
    {
        var height = Math.Sin((Hour(time) - 7) / 11 * Math.PI);
        var clouds = 0.65 + 0.35 * Noise.Smooth(seed + 11, time, TimeSpan.FromHours(5));
        return Hour(time) is > 7 and < 18 ? Math.Max(0, height) * clouds : 0;
    }

    /// <summary>Outdoors, in degrees Celsius.</summary>
    internal double Outdoors(DateTimeOffset time) =>
        9 + 5 * Math.Sin((Hour(time) - 9) / 24 * 2 * Math.PI) + 4 * Noise.Smooth(seed + 12, time, TimeSpan.FromDays(2)) + 0.5 * Noise.Smooth(seed + 13, time, TimeSpan.FromMinutes(40));

    /// <summary>True once a day from the hour for so long, on days that the seed picks with the chance given.</summary>
    internal bool IsAppointment(string what, DateTimeOffset time, double hour, double hours, double chance)
    {
        var its = Noise.Seed(what) ^ seed;
        var start = hour + (Noise.At(its, DayOf(time)) - 0.5) * 1.5;
        return Noise.At(its + 1, DayOf(time)) < chance && Hour(time) >= start && Hour(time) < start + hours;
    }

    internal static double Hour(DateTimeOffset time) => time.TimeOfDay.TotalHours;

    private static double Likelihood(RoomUse room, double hour, bool free) => (room, hour) switch
    {
        (RoomUse.Kitchen, < 9) => 0.6,
        (RoomUse.Kitchen, > 11.5 and < 13.5) => free ? 0.7 : 0.3,
        (RoomUse.Kitchen, > 17.5 and < 20) => 0.7,
        (RoomUse.Kitchen, _) => 0.1,
        (RoomUse.Living, > 18.5) => 0.85,
        (RoomUse.Living, > 9) => free ? 0.5 : 0.3,
        (RoomUse.Living, _) => 0.15,
        (RoomUse.Bath, < 8.5 or > 21.5) => 0.35,
        (RoomUse.Bath, _) => 0.06,
        (RoomUse.Bedroom, > 21.5) => 0.5,
        (RoomUse.Bedroom, _) => 0.06,
        (RoomUse.Child, > 15 and < 21) => 0.6,
        (RoomUse.Child, _) => 0.1,
        (RoomUse.Study, > 9 and < 18) => free ? 0.25 : 0.4,
        (RoomUse.Study, _) => 0.08,
        _ => 0.2,
    };

    private double Wakes(DateTimeOffset time) => (IsFree(time) ? 8.0 : 6.6) + Shift(time, 0) / 2;

    private double Sleeps(DateTimeOffset time) => 22.8 + Shift(time, 1) / 2;

    private static bool IsFree(DateTimeOffset time) => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>This day's own lateness, in hours from -1 to 1.</summary>
    private double Shift(DateTimeOffset time, ulong habit) => Noise.At(seed + 100 + habit, DayOf(time)) * 2 - 1;

    private static long DayOf(DateTimeOffset time) => time.Ticks / TimeSpan.TicksPerDay;
}
