using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>"wake me at half past six": an alarm clock, not the alarm system.</summary>
internal static class AlarmClocks
{
    internal static Understood? Read(Hearing hearing)
    {
        var word = hearing.Tokens.FirstOrDefault(token => token.Ask("alarm"))
            ?? hearing.Tokens.FirstOrDefault(token => token.Is(Role.Noun, "alarm-panel") && hearing.Text[token.From..token.To] is "alarm" || token.Is(Role.State, "armed") && hearing.Text[token.From..token.To] == "alarm on" && hearing.Tokens.Any(later => later.IsNumber));
        // "wake Ben at seven"
        for (var index = 1; word is null && index < hearing.Tokens.Count; index++)
            if (hearing.Tokens[index].Is(Role.Person) && hearing.Text[hearing.Tokens[index - 1].From..hearing.Tokens[index - 1].To] is "wake") word = hearing.Tokens[index - 1];
        if (word is null || hearing.Tokens.Any(token => token.Is(Role.Verb, "arm") || token.Is(Role.Verb, "disarm"))) return null;
        var moment = new Moment();
        for (var at = 0; at < hearing.Tokens.Count; at++)
            if (Moments.Read(hearing.Tokens, at, moment) is > 0 and var read) at += read - 1;
        if (hearing.Tokens.Any(token => token.Ask("cancel") || token.Is(Role.Verb, "off")) && word.Ask("alarm"))
            return Intents.Done([new() { Kind = "schedule.cancel", Schedule = "alarm", All = hearing.Tokens.Any(token => token.Group("all")) ? true : null }], hearing.Say("Alarm cancelled.", "闹钟已取消。"));
        if (!moment.Timed && moment.Delay is null && moment.For is null && Bare(hearing) is { } clock) (moment.Clock, moment.Exact) = (clock, clock >= 780);
        if (moment.Clock is null && moment.Delay is null && moment.For is null && moment.Sun is null)
            return word.Ask("alarm") && !word.Is(Role.Noun) ? new(Outcome.Ask, [], hearing.Say("For what time?", "几点的闹钟？")) : null;
        if (moment.Impossible(hearing.Now)) return Intents.Refuse(hearing, null);
        if (moment.Clock is < 0 or > 1440 || moment.Clock is null && hearing.Tokens.Any(token => token.IsNumber && token.Number > 24) && moment.Delay is null && moment.For is null && moment.Sun is null) return Intents.Refuse(hearing, null);
        // One wakes in the morning, unless something else is said.
        if (moment.Part is null && !moment.Exact && moment.Clock is < 720 && (Wakes(hearing, word) || moment.Clock is >= 240 and < 660)) moment.Part = "morning";
        if (moment.For is { } length && moment.Delay is null) moment.Delay = length;
        var when = moment.When(hearing.Now);
        return Intents.Done([new() { Kind = "alarm.set", At = when?.At, AfterS = when?.AfterS, Every = when?.Every, When = when?.Event is null ? null : when }], hearing.Say("Alarm set.", "闹钟设好了。"));
    }

    private static int? Bare(Hearing hearing) => hearing.Tokens.FirstOrDefault(token => token.IsNumber && token.Number is >= 1 and <= 24) is { } number ? (int)(number.Number * 60) : null;

    private static bool Wakes(Hearing hearing, Token word) => hearing.Text[word.From..word.To] is var said && (said.Contains("wake", StringComparison.Ordinal) || said.Contains("get", StringComparison.Ordinal)
        || said.Contains('醒', StringComparison.Ordinal) || said.Contains("起床", StringComparison.Ordinal) || said.Contains("起来", StringComparison.Ordinal));
}
