using System.Globalization;

namespace Kith.Assistant.Language;

/// <summary>Reads what stands at a place of the sentence about time: clocks, days, delays, durations, recurrence, the sun.</summary>
internal static class Moments
{
    /// <summary>Tokens read (0 where there is nothing about time), and what they say, joined into the moment.</summary>
    internal static int Read(IReadOnlyList<Token> tokens, int at, Moment moment)
    {
        var token = tokens[at];
        if (token.Is(Role.Event, "sunset") || token.Is(Role.Event, "sunrise"))
        {
            moment.Sun = token.Is(Role.Event, "sunset") ? "sunset" : "sunrise";
            return 1;
        }
        if (Date(tokens, at, moment) is > 0 and var dated) return dated;
        if (token.Spell("hourly")) { moment.EverySeconds = 3600; return 1; }
        if (token.Spell("daily")) { moment.Every = true; return 1; }
        if (token.Spell("nightly")) { (moment.Every, moment.Part) = (true, "evening"); return 1; }
        if (token.Spell("mornings")) { (moment.Every, moment.Part) = (true, "morning"); return 1; }
        // 到明早六点, until tomorrow at six
        if (token.Group("until") && At(tokens, at + 1)?.Find(Role.Day) is { } then && Clock(tokens, at + 2, moment, bare: true) is > 0 and var later)
        {
            (moment.Until, moment.Day) = (true, int.Parse(then.Id.TrimEnd('m', 'e'), CultureInfo.InvariantCulture));
            if (then.Id[^1] is 'm' or 'e') moment.Part = then.Id[^1] == 'm' ? "morning" : "evening";
            return later + 2;
        }
        if (token.Group("until") && Clock(tokens, at + 1, moment, bare: true) is > 0 and var until) { moment.Until = true; return until + 1; }
        if (token.Spell("every") || token.Group("all"))
        {
            if (At(tokens, at + 1) is { } after && after.Find(Role.Weekday) is { } weekday)
            {
                moment.Every = true;
                return 1 + Weekdays(tokens, at + 1, moment, weekday);
            }
            if (Length(tokens, at + 1) is { Tokens: > 0 } period && !token.Is(Role.Group, "all")) { moment.EverySeconds = period.Seconds; return 1 + period.Tokens; }
            if (At(tokens, at + 1)?.Find(Role.TimeUnit) is { } unit && token.Spell("every")) { moment.EverySeconds = Number(unit.Id); return 2; }
        }
        if (token.Find(Role.Weekday) is { } day) return Weekdays(tokens, at, moment, day);
        if (token.Spell("next") && At(tokens, at + 1)?.Find(Role.Weekday) is { } next && (moment.NextWeek = token.To == tokens[at + 1].From && token.To - token.From < 3) | true) return 1 + Weekdays(tokens, at + 1, moment, next);
        if (token.Spell("in") && Length(tokens, at + 1) is { Tokens: > 0 } wait)
        {
            moment.Delay = wait.Seconds;
            var read = 1 + wait.Tokens;
            return At(tokens, at + read)?.Spell("later") == true ? read + 1 : read;
        }
        if (token.Spell("for") && Length(tokens, at + 1) is { Tokens: > 0 } lasting) { moment.For = lasting.Seconds; return 1 + lasting.Tokens; }
        if (Length(tokens, at) is { Tokens: > 0 } length) return Bare(tokens, at, moment, length);
        if (token.Find(Role.Day) is { } date)
        {
            moment.Day = int.Parse(date.Id.TrimEnd('m', 'e'), CultureInfo.InvariantCulture);
            if (date.Id[^1] == 'm') moment.Part = "morning";
            if (date.Id[^1] == 'e') moment.Part = "evening";
            return 1;
        }
        // 差一刻九点, 差五分八点
        if (token.Spell("less") && At(tokens, at + 1) is { } less && At(tokens, at + (less.Spell("quarter") ? 2 : 3)) is { IsNumber: true } full && At(tokens, at + (less.Spell("quarter") ? 3 : 4))?.Spell("oclock") == true && (less.Spell("quarter") || less.IsNumber))
        {
            moment.Clock = (int)full.Number * 60 - (less.Spell("quarter") ? 15 : (int)less.Number);
            return less.Spell("quarter") ? 4 : 5;
        }
        if (token.Spell("at") && Clock(tokens, at + 1, moment, bare: true) is > 0 and var clock) return clock + 1;
        if (Clock(tokens, at, moment) is > 0 and var plain) return plain;
        if (token.Find(Role.DayPart) is { } early && At(tokens, at + 1)?.Spell("one-oclock") == true) { (moment.Clock, moment.Part) = (60, early.Id); return 2; }
        if (token.Find(Role.DayPart) is { } part)
        {
            moment.Every |= part.Plural;
            if (part.Id is "noon" or "midnight" && Next(tokens, at)) { moment.Part = part.Id; return 1; }
            return DayPart(part.Id, moment);
        }
        return 0;
    }

    /// <summary>December 24th, the first of December, 12月24号, 24号, the 5th.</summary>
    private static int Date(IReadOnlyList<Token> tokens, int at, Moment moment)
    {
        var token = tokens[at];
        if (token.Find(Role.Month) is { } month && Ordinal(tokens, at + 1, marked: false) is { Tokens: > 0 } day) return Set((int)Number(month.Id), day.Day, 1 + day.Tokens);
        if (Ordinal(tokens, at, marked: false) is { Tokens: > 0 } first)
        {
            var place = at + first.Tokens;
            if (At(tokens, place)?.Group("glue") == true && Text(tokens, place) == 2) place++;
            if (At(tokens, place)?.Find(Role.Month) is { } named) return Set((int)Number(named.Id), first.Day, place + 1 - at);
        }
        if (token.IsNumber && At(tokens, at + 1)?.Spell("month") == true && At(tokens, at + 2) is { IsNumber: true } counted && token.Number is >= 1 and <= 12)
            return Set((int)token.Number, (int)counted.Number, At(tokens, at + 3)?.Spell("date") == true ? 4 : 3);
        // 24号 is a date where 日 would be days; "the 5th", not "the 5th lamp".
        if (token.IsNumber && At(tokens, at + 1) is { } mark && mark.Spell("date") && !mark.Is(Role.TimeUnit) && token.Number is >= 1 and <= 31 && At(tokens, at + 2) is var after && after?.Is(Role.Noun) != true && after?.Is(Role.Floor) != true) return Set(null, (int)token.Number, 2);
        if (At(tokens, at - 1)?.Group("glue") == true && Ordinal(tokens, at, marked: true) is { Tokens: > 0 } alone && At(tokens, at + alone.Tokens) is var next && (next is null || next.Mark || next.Spell("at") || next.Group("glue") || next.Group("polite"))) return Set(null, alone.Day, alone.Tokens);
        return 0;

        int Set(int? of, int dayOfMonth, int read)
        {
            moment.Date = (of, dayOfMonth);
            return read;
        }
    }

    private static (int Tokens, int Day) Ordinal(IReadOnlyList<Token> tokens, int at, bool marked)
    {
        if (At(tokens, at) is not { } token) return (0, 0);
        if (!marked && token.Find(Role.Ordinal) is { } word) return (1, (int)Number(word.Id));
        if (!token.IsNumber || token.Number is < 1 or > 31 || token.Number != Math.Floor(token.Number)) return (0, 0);
        return At(tokens, at + 1) is { } th && th.Spell("th") && th.From == token.To ? (2, (int)token.Number) : marked ? (0, 0) : (1, (int)token.Number);
    }

    /// <summary>Whether something about time may begin with this.</summary>
    internal static bool May(Token token) => token.IsNumber || token.Is(Role.Spell) || token.Is(Role.Weekday) || token.Is(Role.Day) || token.Is(Role.DayPart) || token.Is(Role.Duration) || token.Is(Role.Month) || token.Is(Role.Ordinal) || token.Is(Role.Event)
        || token.Group("until") || token.Group("all");

    private static int DayPart(string part, Moment moment)
    {
        if (part is "noon" && moment.Clock is null) (moment.Clock, moment.Exact) = (720, true);
        else if (part is "midnight" && moment.Clock is null) { (moment.Clock, moment.Part) = (720, "midnight"); return 1; }
        moment.Part = part;
        return 1;
    }

    private static int Bare(IReadOnlyList<Token> tokens, int at, Moment moment, (int Tokens, double Seconds) length)
    {
        var after = At(tokens, at + length.Tokens);
        if (after?.Spell("later") == true) { moment.Delay = length.Seconds; return length.Tokens + 1; }
        if (after?.Spell("ago") == true) { (moment.Delay, moment.Ago) = (length.Seconds, true); return length.Tokens + 1; }
        moment.For = length.Seconds;
        return length.Tokens;
    }

    private static int Weekdays(IReadOnlyList<Token> tokens, int at, Moment moment, Sense day)
    {
        moment.Weekdays.AddRange(day.Id.Split(' '));
        if (day.Id.Contains(' ', StringComparison.Ordinal) || day.Plural) moment.Every = true;
        var read = 1;
        // Monday to Friday, 礼拜一到礼拜五.
        if (At(tokens, at + 1) is { } until && (until.Group("until") || until.Spell("to") || until.Group("glue")) && At(tokens, at + 2)?.Find(Role.Weekday) is { } last && !last.Id.Contains(' ', StringComparison.Ordinal) && !day.Id.Contains(' ', StringComparison.Ordinal))
        {
            var (first, end) = (Array.IndexOf(Moment.Week, day.Id), Array.IndexOf(Moment.Week, last.Id));
            for (var index = first; index != end; index = (index + 1) % 7) moment.Weekdays.Add(Moment.Week[index]);
            moment.Weekdays.Add(last.Id);
            moment.Every = true;
            return 3;
        }
        while (At(tokens, at + read) is { } join && (join.Group("and") || join.Mark) && At(tokens, at + read + 1)?.Find(Role.Weekday) is { } more)
        {
            moment.Weekdays.AddRange(more.Id.Split(' '));
            read += 2;
        }
        return read;
    }

    /// <summary>A length of time at a place: 20 minutes, an hour and a half, 一个半小时, 1分30秒.</summary>
    internal static (int Tokens, double Seconds) Length(IReadOnlyList<Token> tokens, int at)
    {
        if (At(tokens, at) is not { } token) return (0, 0);
        (int Tokens, double Seconds) read = (0, 0);
        if (token.Find(Role.Duration) is { } duration) read = (1, Number(duration.Id));
        else if (token.IsNumber && token.Is(Role.Number, "number"))
        {
            var next = At(tokens, at + 1);
            if (next?.Is(Role.Verb, "up") == true && At(tokens, at + 2)?.Find(Role.TimeUnit) is { } added) return (3, token.Number * Number(added.Id));
            if (next?.Find(Role.TimeUnit) is { } unit) read = (2, token.Number * Number(unit.Id));
            else if (next?.Group("glue") == true && At(tokens, at + 2)?.Is(Role.Duration, "1800") == true) return (3, token.Number * 3600 + 1800);
            else if (next?.Group("glue") == true && At(tokens, at + 2)?.Find(Role.TimeUnit) is { } counted) read = (3, token.Number * Number(counted.Id));
            else if (next?.Group("and") == true && At(tokens, at + 2)?.Is(Role.Fraction, "50") == true && At(tokens, at + 3)?.Find(Role.TimeUnit) is { } half)
                return (4, (token.Number + 0.5) * Number(half.Id));
        }
        if (read.Tokens == 0) return read;
        // 三分半, 两分钟半
        if (read.Tokens == 2 && At(tokens, at + 2) is { } rest && rest.To - rest.From == 1 && rest.Is(Role.Fraction, "50") && At(tokens, at + 1)!.Find(Role.TimeUnit) is { } halved) return (3, read.Seconds + Number(halved.Id) / 2);
        var place = at + read.Tokens;
        if (At(tokens, place)?.Group("and") == true && !At(tokens, place)!.Mark) place++;
        if (At(tokens, place) is { IsNumber: true } more && At(tokens, place + 1)?.Find(Role.TimeUnit) is { } smaller && Number(smaller.Id) < read.Seconds)
            return (place + 2 - at, read.Seconds + more.Number * Number(smaller.Id));
        if (At(tokens, place)?.Is(Role.Duration) == true && Number(At(tokens, place)!.Find(Role.Duration)!.Id) is var extra && extra < read.Seconds && place > at + read.Tokens)
            return (place + 1 - at, read.Seconds + extra);
        return read;
    }

    /// <summary>A time of day at a place. A bare number is one only where something says so: at seven, seven o'clock, 7 pm, 七点.</summary>
    private static int Clock(IReadOnlyList<Token> tokens, int at, Moment moment, bool bare = false)
    {
        if (At(tokens, at) is not { } token) return 0;
        if (token.Is(Role.Number, "clock"))
        {
            moment.Clock = (int)token.Number;
            var text = token.To - token.From;
            moment.Exact = token.Number >= 780 || token.Number < 60 || text == 5 && token.Number < 600;
            return 1 + After(tokens, at + 1, moment);
        }
        if (token.Find(Role.DayPart) is { Id: "noon" or "midnight" } middle && bare && !Next(tokens, at)) return DayPart(middle.Id, moment);
        var shift = token.Spell("half-past") && Next(tokens, at) ? 30 : token.Spell("quarter-past") ? 15 : token.Spell("quarter-to") ? -15 : 0;
        if (shift != 0 && At(tokens, at + 1) is { IsNumber: true, Number: >= 1 and <= 12 } hour) return Set((int)hour.Number * 60 + shift, 2);
        if (!token.IsNumber || !token.Is(Role.Number, "number") || token.Number is < 0 or > 59 || token.Number != Math.Floor(token.Number)) return Compact();
        var next = At(tokens, at + 1);
        if (next?.Spell("past") == true && At(tokens, at + 2) is { IsNumber: true, Number: >= 1 and <= 12 } past) return Set((int)past.Number * 60 + (int)token.Number, 3);
        if (next?.Spell("to") == true && (bare || token.Number is 5 or 10 or 20 or 25 && At(tokens, at + 3) is null or { Mark: true } or { IsNumber: false } && At(tokens, at + 3)?.Is(Role.Noun) != true && moment.For is null && At(tokens, at - 1)?.Ask("alarm") == true) && At(tokens, at + 2) is { IsNumber: true, Number: >= 1 and <= 12 } to && At(tokens, at + 3)?.Is(Role.Unit) != true && token.Number >= 5)
            return Set((int)to.Number * 60 - (int)token.Number, 3);
        if (token.Number > 24) return 0;
        var minutes = (int)token.Number * 60;
        if (next?.Spell("oclock") == true)
        {
            if (At(tokens, at + 2) is not { } part) return Set(minutes, 2);
            if (part.Spell("half")) return Set(minutes + 30, 3);
            if (part.Spell("quarter")) return Set(minutes + 15, 3);
            if (part.Spell("three-quarters")) return Set(minutes + 45, 3);
            if (part is { IsNumber: true, Number: > 0 and < 60 } && part.Is(Role.Number, "number") && At(tokens, at + 3)?.Is(Role.Unit) != true
                && (At(tokens, at + 3)?.Find(Role.TimeUnit) is not { } unit || unit.Id == "60"))
                return Set(minutes + (int)part.Number, At(tokens, at + 3)?.Is(Role.TimeUnit, "60") == true && Text(tokens, at + 3) == 1 ? 4 : 3);
            return Set(minutes, 2);
        }
        if (next?.Find(Role.DayPart) is not null) return Set(minutes, 1);
        if (token.Number is >= 1 and <= 12 && next is { IsNumber: true, Number: >= 10 and < 60 } && next.Is(Role.Number, "number") && At(tokens, at + 2)?.Is(Role.Unit) != true
            && At(tokens, at + 2)?.Is(Role.TimeUnit) != true && (bare || At(tokens, at + 2)?.Is(Role.DayPart) == true)) return Set(minutes + (int)next.Number, 2);
        var valued = next is not null && (next.Is(Role.Unit) || next.Is(Role.TimeUnit) || next.Is(Role.Noun) || next.IsNumber);
        return bare && token.Number is >= 1 and <= 12 && !valued && IsLatin(tokens, at) ? Set(minutes, 1) : 0;

        int Set(int clock, int read)
        {
            moment.Clock = (clock + 1440) % 1440;
            if (clock is >= 780 or 0) moment.Exact = true;
            return read + After(tokens, at + read, moment);
        }

        // Four digits after "at": 1930, 0700.
        int Compact() => token.IsNumber && bare && token.To - token.From == 4 && token.Number % 100 < 60 && token.Number < 2400 && At(tokens, at + 1)?.Is(Role.Unit) != true
            ? Set((int)token.Number / 100 * 60 + (int)token.Number % 100, 1) : 0;
    }

    private static bool IsLatin(IReadOnlyList<Token> tokens, int at) => at > 0 && tokens[at - 1].To < tokens[at].From;

    private static bool Next(IReadOnlyList<Token> tokens, int at) => At(tokens, at + 1)?.IsNumber == true;

    private static int Text(IReadOnlyList<Token> tokens, int at) => tokens[at].To - tokens[at].From;

    private static int After(IReadOnlyList<Token> tokens, int at, Moment moment)
    {
        if (At(tokens, at)?.Spell("oclock") == true) return 1 + After(tokens, at + 1, moment);
        if (At(tokens, at)?.Find(Role.DayPart) is not { } part || part.Id is "noon" or "midnight") return 0;
        moment.Part = part.Id;
        return 1;
    }

    private static Token? At(IReadOnlyList<Token> tokens, int at) => at >= 0 && at < tokens.Count ? tokens[at] : null;

    private static double Number(string id) => double.Parse(id, CultureInfo.InvariantCulture);
}
