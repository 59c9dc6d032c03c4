using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>Time, date and weather.</summary>
internal static class Outside
{
    internal static Understood? Read(Hearing hearing)
    {
        if (hearing.Tokens.FirstOrDefault(token => token.Ask("time") || token.Ask("date") || token.Ask("weather")) is not { } word) return null;
        if (hearing.Tokens.Any(token => token.Is(Role.Name) || token.Group("if") && !token.Ask("weather")) && !word.Ask("weather")) return null;
        if (!word.Ask("weather") && hearing.Tokens.Any(token => token.Is(Role.Verb) && !token.Group("polite") && !token.Is(Role.Verb, "set") && token != word || token.Is(Role.Noun) && token != word)) return null;
        if (word.Ask("weather") && hearing.Tokens.Any(token => token.Is(Role.Verb) && token != word && token.Find(Role.Verb)!.Id is "on" or "off" or "open" or "close")) return null;
        var moment = new Moment();
        for (var at = 0; at < hearing.Tokens.Count; at++)
            if (!hearing.Tokens[at].Ask("time") && !hearing.Tokens[at].Ask("date") && Moments.Read(hearing.Tokens, at, moment) is > 0 and var read) at += read - 1;
        var kind = word.Ask("weather") ? "weather" : word.Ask("date") && !word.Ask("time") ? "date" : "time";
        var day = moment.At(hearing.Now) is { } time && time.Date != hearing.Now.Date ? time.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;
        string? place = null;
        if (hearing.Tokens.FirstOrDefault(token => token.Unknown) is { } unknown)
        {
            place = FreeText.Without(hearing, token => !token.Unknown);
            if (kind == "date" || unknown.From > 0 && kind == "time" && !hearing.Chinese && !hearing.Text.Contains(" in ", StringComparison.Ordinal)) return null;
        }
        return new(Outcome.Answer, [new() { Kind = kind, At = day, Place = place }], kind switch
        {
            "time" => hearing.Say($"It is {hearing.Now:H:mm}.", $"现在{hearing.Now:H点mm分}。"),
            "date" => hearing.Say($"It is {hearing.Now:dddd, d MMMM yyyy}.", $"今天{hearing.Now:M月d日}，星期{"日一二三四五六"[(int)hearing.Now.DayOfWeek]}。"),
            _ => hearing.Say("This home has no weather report.", "家里还没有天气信息。"),
        });
    }
}
