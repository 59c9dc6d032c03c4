using System.Globalization;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Language;

/// <summary>What a sentence says about time, gathered from wherever in it the parts stand; resolved against the speaker's clock at the end.</summary>
internal sealed class Moment
{
    internal double? Delay { get; set; }
    internal double? For { get; set; }
    internal int? Clock { get; set; }
    internal bool Exact { get; set; }
    internal bool Until { get; set; }
    internal string? Part { get; set; }
    internal int? Day { get; set; }

    /// <summary>A day of the calendar; without a month the next one of that number.</summary>
    internal (int? Month, int Day)? Date { get; set; }
    internal List<string> Weekdays { get; } = [];
    internal bool NextWeek { get; set; }
    internal bool Every { get; set; }
    internal double? EverySeconds { get; set; }
    internal string? Sun { get; set; }
    internal bool Ago { get; set; }

    internal static readonly string[] Week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    internal bool Empty => Delay is null && For is null && !Timed;
    internal bool Timed => Clock is not null || Part is not null || Day is not null || Date is not null || Weekdays.Count > 0 || Every || EverySeconds is not null || Sun is not null;

    internal When? When(DateTime now)
    {
        if (Delay is { } delay && !Ago) return new() { AfterS = delay };
        if (EverySeconds is { } seconds) return new() { EveryS = seconds };
        if (Sun is { } sun) return new() { Event = new() { Sun = sun } };
        if (Until) return null;
        if (Every || Weekdays.Count > 1)
        {
            var days = Weekdays.Count > 0 ? Week.Where(Weekdays.Contains).ToList() : [.. Week];
            return new() { Every = days, At = Clock is { } at ? Text(Hour(at, null)) : Part is not null ? Text(Usual()) : null };
        }
        // "for the night", "tonight": a part of the day alone says no time.
        if (Clock is null && Weekdays.Count == 0 && Date is null && Day is null or 0) return null;
        return At(now) is { } time ? new() { At = Iso(time) } : null;
    }

    /// <summary>The one time that is meant; null where none was said.</summary>
    internal DateTime? At(DateTime now)
    {
        if (!Timed || Ago && Clock is null) return null;
        if (Date is { } date) return Calendar(now, date) is { } one ? one.AddMinutes(Clock is { } hour ? Hour(hour, null) : Usual()) : null;
        if (Day == -1 && Part == "evening" && Clock is < 360) (Day, Part) = (0, "morning");
        var day = Day is { } offset ? now.Date.AddDays(offset) : Weekdays is [var weekday, ..] ? Next(now, weekday, NextWeek) : now.Date;
        if (Clock is not { } clock)
        {
            if (Part is null && Day is null && Weekdays.Count == 0) return null;
            var usual = day.AddMinutes(Usual());
            return usual <= now && Day is null ? usual.AddDays(1) : usual;
        }
        var time = day.AddMinutes(Hour(clock, Day is null && Weekdays.Count == 0 ? now : null));
        if (Day < 0) return time;
        if (Day == 0 && Part is null && !Exact && clock < 720 && time <= now) return time.AddHours(12);
        // Twelve in the afternoon or the evening is midnight.
        if (Day is null && Weekdays.Count == 0 && Part is null && !Exact && clock == 720 && now.Hour >= 12) return day.AddDays(1);
        return time <= now && Day is null ? time.AddDays(Weekdays.Count > 0 ? 7 : 1) : time;
    }

    /// <summary>A date that no year has, like the 31st of February.</summary>
    internal bool Impossible(DateTime now) => Date is { } date && Calendar(now, date) is null;

    private static DateTime? Calendar(DateTime now, (int? Month, int Day) date)
    {
        // A leap day is found within eight years, any other within one.
        for (var months = 0; months <= 96; months++)
        {
            var month = new DateTime(now.Year, now.Month, 1).AddMonths(months);
            if (date.Month is { } named && named != month.Month || date.Day < 1 || date.Day > DateTime.DaysInMonth(month.Year, month.Month)) continue;
            if (month.AddDays(date.Day - 1) is var day && day >= now.Date) return day;
        }
        return null;
    }

    private static DateTime Next(DateTime now, string weekday, bool week)
    {
        // 下周三 is of the week that begins next Monday.
        if (week) return now.Date.AddDays(7 - ((int)now.DayOfWeek + 6) % 7 + Array.IndexOf(Week, weekday));
        var wanted = (Array.IndexOf(Week, weekday) + 1) % 7;
        var days = (wanted - (int)now.DayOfWeek + 7) % 7;
        return now.Date.AddDays(days);
    }

    /// <summary>Minutes of the day: by the part of the day that was said, else by which of morning and evening comes next.</summary>
    private int Hour(int clock, DateTime? now)
    {
        if (Exact || clock >= 780) return clock % 1440;
        switch (Part)
        {
            case "morning": return clock >= 720 ? clock - 720 : clock;
            case "noon": return clock < 660 ? clock + 720 : clock;
            case "afternoon": return clock < 720 ? clock + 720 : clock;
            case "evening": return clock >= 720 ? clock == 720 ? 1440 : clock : clock < 180 ? clock : clock + 720;
            case "midnight": return clock >= 720 ? clock - 720 : clock;
        }
        // At two on Tuesday is in the afternoon; at six may be either, and is what was said.
        if (now is not { } at) return clock is >= 60 and < 300 && !Every ? clock + 720 : clock;
        var minutes = at.Hour * 60 + at.Minute;
        if (clock > minutes || clock >= 720) return clock;
        return clock + 720 > minutes ? clock + 720 : clock;
    }

    private int Usual() => Part switch { "noon" => 720, "afternoon" => 900, "evening" => 1200, "midnight" => 0, _ => 480 };

    internal static string Iso(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";

    internal void Join(Moment other)
    {
        Delay ??= other.Delay;
        For ??= other.For;
        Clock ??= other.Clock;
        Part ??= other.Part;
        Day ??= other.Day;
        Date ??= other.Date;
        EverySeconds ??= other.EverySeconds;
        Sun ??= other.Sun;
        NextWeek |= other.NextWeek;
        (Exact, Until, Every, Ago) = (Exact || other.Exact, Until || other.Until, Every || other.Every, Ago || other.Ago);
        Weekdays.AddRange(other.Weekdays.Except(Weekdays));
    }
}
