using System.Globalization;
using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>Timers: begun, changed, paused, resumed, cancelled, asked for; by name, by length or by room.</summary>
internal static class Timers
{
    internal static Understood? Read(Hearing hearing)
    {
        var tokens = hearing.Tokens;
        var spoken = tokens.Any(token => token.Ask("timer"));
        var named = Named(hearing);
        var left = tokens.Any(token => token.Ask("remaining"));
        var changed = named is not null && tokens.Any(token => token.Ask("extend") || token.Ask("shorten") || token.Ask("cancel") || token.Is(Role.Verb, "pause") || token.Is(Role.Verb, "resume")) && !tokens.Any(token => token.Ask("list") || token.Is(Role.Name));
        changed |= named is not null && !tokens.Any(token => token.Is(Role.Name) || token.Is(Role.Question)) && (hearing.Text.Contains("another", StringComparison.Ordinal) || hearing.Text.Contains("more", StringComparison.Ordinal) || hearing.Text.Contains('再', StringComparison.Ordinal) || hearing.Text.Contains('多', StringComparison.Ordinal));
        // After a timer was set: "add three more minutes", "stop it", "how long left".
        changed |= hearing.Focus.Topic == "timer" && !tokens.Any(token => token.Is(Role.Name) || token.Is(Role.Noun) || token.Is(Role.Room)) && tokens.Any(token => token.Ask("extend") || token.Ask("shorten") || token.Ask("cancel") || token.Is(Role.Verb, "pause") || token.Is(Role.Verb, "resume"))
            && (tokens.Any(token => token.Is(Role.TimeUnit) || token.Is(Role.Duration)) || tokens.Any(token => token.Group("it") || token.Is(Role.Verb, "pause") || token.Is(Role.Verb, "resume") || token.Ask("cancel")));
        // "ten minutes for the eggs": a length and what it is for.
        spoken |= tokens.Any(token => token.Is(Role.TimeUnit) || token.Is(Role.Duration)) && (For(tokens) || Named(tokens, hearing.Text));
        if (!spoken && !changed && !((left || tokens.Any(token => token.Is(Role.Question, "since"))) && (named is not null || left && hearing.Timers.Count > 0) && Alone(hearing))) return null;
        if (tokens.Any(token => token.Is(Role.Name) && !token.Ask("timer")) && tokens.Any(token => token.Is(Role.Verb, "on") || token.Is(Role.Verb, "off"))) return null;
        double seconds = 0;
        int? at = null;
        for (var index = 0; index < tokens.Count; index++)
            if (Moments.Length(tokens, index) is { Tokens: > 0 } length) { (seconds, at) = (length.Seconds, index); break; }
        if (at is null && spoken && tokens.FirstOrDefault(token => token.IsNumber) is { } bare && tokens.Any(token => token.Ask("timer") && token.From > bare.From)) seconds = bare.Number * 60;
        var another = hearing.Text.Contains("another", StringComparison.Ordinal) || hearing.Text.Contains('再', StringComparison.Ordinal) || hearing.Text.Contains('多', StringComparison.Ordinal);
        bool Has(string ask) => ask == "extend" && named is not null && another || tokens.Any(token => token.Ask(ask));
        bool Verb(string verb) => tokens.Any(token => token.Is(Role.Verb, verb));
        var all = tokens.Any(token => token.Group("all")) || tokens.Any(token => token.Ask("timer") && hearing.Text[token.From..token.To] == "timers");
        var room = tokens.FirstOrDefault(token => token.Is(Role.Room))?.Find(Role.Room)?.Id;
        var recent = hearing.Focus.Named is { } last && hearing.Focus.Topic == "timer" ? new TimerRef(last) : null;
        var meant = named is not null ? new TimerRef(named) : seconds > 0 ? new TimerRef(Seconds: seconds) : room is { Length: > 0 } && !all ? new TimerRef(Room: room) : null;
        if (changed && named is null) meant = recent;
        var some = named is not null ? new TimerRef(named) : changed ? recent : null;
        if (left || tokens.Any(token => token.Is(Role.Question, "since")) || tokens.Any(token => token.Is(Role.Question) && !token.Is(Role.Question, "yesno")) && seconds == 0) return new(Outcome.Answer, [new() { Kind = "timer.status", Timer = meant }], Status(hearing, meant));
        if (Verb("resume")) return Change("timer.resume", meant);
        if (Verb("pause") && !Has("cancel")) return Change("timer.pause", meant);
        if (Has("cancel") && !(seconds > 0 && Has("shorten") && tokens.Any(token => hearing.Text[token.From..token.To] == "off")) && !Verb("start"))
            return Intents.Done([new() { Kind = "timer.cancel", All = all ? true : null, Timer = all ? room is { Length: > 0 } ? new(Room: room) : null : meant }], hearing.Say("Timer cancelled.", "计时已取消。"));
        var running = hearing.Timers.Count > 0;
        if (seconds > 0 && Has("shorten") && running) return Intents.Done([new() { Kind = "timer.change", Seconds = -seconds, Timer = some }], hearing.Say("Shortened.", "已缩短。"));
        if (seconds > 0 && Has("shorten") && !Has("extend") && changed) return Intents.Done([new() { Kind = "timer.change", Seconds = -seconds, Timer = some }], hearing.Say("Shortened.", "已缩短。"));
        if (seconds > 0 && Has("extend") && (running && named is not null || changed)) return Intents.Done([new() { Kind = "timer.change", Seconds = seconds, Timer = some }], hearing.Say("Extended.", "已延长。"));
        if (seconds > 0 && Has("extend") && running && !tokens.Any(token => hearing.Text[token.From..token.To] is "another" or "set") && (tokens.Any(token => token.Group("glue") && hearing.Text[token.From..token.To] == "to") || named is not null || hearing.Chinese || Has("extend") && tokens.Any(token => hearing.Text[token.From..token.To] is "more" or "longer" or "extend")))
            return Intents.Done([new() { Kind = "timer.change", Seconds = seconds, Timer = some }], hearing.Say("Extended.", "已延长。"));
        if (seconds <= 0 && tokens.Any(token => token is { IsNumber: true, Number: 0 })) return Intents.Refuse(hearing, null);
        if (seconds <= 0) return new(Outcome.Ask, [], hearing.Say("For how long?", "要计时多久？"));
        var name = Label(hearing, at);
        return Intents.Done([new() { Kind = "timer.start", Seconds = seconds, Name = name }], hearing.Say($"{Long(seconds, false)}, starting now.", $"{Long(seconds, true)}，开始计时。"));

        Understood Change(string kind, TimerRef? timer) => Intents.Done([new() { Kind = kind, Timer = all ? null : timer, All = all ? true : null }], hearing.Say("Done.", "好的。"));
    }

    private static bool For(IReadOnlyList<Token> tokens)
    {
        var bare = tokens.SkipWhile(token => token.Mark || token.Group("polite") && !token.IsNumber).ToList();
        if (bare.Count == 0 || Moments.Length(bare, 0) is not { Tokens: > 0 } length || bare.ElementAtOrDefault(length.Tokens)?.Spell("for") != true) return false;
        var rest = bare[(length.Tokens + 1)..];
        return rest.Exists(token => token.Unknown) && rest.TrueForAll(token => token.Unknown || token.Group("glue") || token.Group("polite") || token.Mark || token.Is(Role.Part));
    }

    // 给我定个八分钟的面条
    private static bool Named(IReadOnlyList<Token> tokens, string text)
    {
        var bare = tokens.SkipWhile(token => token.Mark || token.Group("polite") && !token.IsNumber).ToList();
        if (bare.Count < 3 || text[bare[0].From] is not ('定' or '设' or '来')) return false;
        var at = bare.FindIndex(token => token.IsNumber || token.Is(Role.Duration));
        return at is > 0 and < 3 && Moments.Length(bare, at) is { Tokens: > 0 } length && bare.ElementAtOrDefault(at + length.Tokens) is { } joint && text[joint.From] == '的' && bare[(at + length.Tokens)..] is var rest && rest.Exists(token => token.Unknown)
            && !rest.Exists(token => token.Is(Role.Noun) || token.Is(Role.Name) || token.Is(Role.Verb) || token.Ask("alarm") || token.Ask("remind"));
    }

    private static bool Alone(Hearing hearing) => !hearing.Tokens.Any(token => token.Is(Role.Name) || token.Is(Role.Noun) && !token.Ask("timer"));

    private static string? Named(Hearing hearing)
    {
        foreach (var timer in hearing.Timers)
            if (timer.Name is { Length: > 0 } name && hearing.Text.Contains(Normal.Phrase(name), StringComparison.Ordinal)) return name;
        return null;
    }

    /// <summary>What a new timer is called: the words beside it that say nothing else, "a pizza timer", "煮蛋计时".</summary>
    private static string? Label(Hearing hearing, int? at)
    {
        // 煮面计时四分钟: what stands before the word.
        if (hearing.Chinese && hearing.Tokens.FirstOrDefault(token => token.Ask("timer")) is { From: > 0 } word && hearing.Tokens.Where(token => token.From < word.From) is var before && !before.Any(token => token.IsNumber || token.Is(Role.Duration)))
        {
            var from = before.SkipWhile(token => token.Group("polite") || token.Is(Role.Verb, "set") || token.Group("glue") || token.Is(Role.Verb, "start") || token.Mark).FirstOrDefault();
            return from is null ? null : hearing.Heard.Original(from.From, word.From).TrimEnd('的', '个', '定', '来') is { Length: > 0 and < 12 } said ? said : null;
        }
        var length = at is { } start ? Moments.Length(hearing.Tokens, start).Tokens : 0;
        var words = new List<string>();
        for (var index = 0; index < hearing.Tokens.Count; index++)
        {
            var token = hearing.Tokens[index];
            if (at is { } from && index >= from && index < from + length || token.IsNumber || token.Mark || token.Is(Role.TimeUnit)) continue;
            if (token.Unknown || token.Is(Role.Part) || token.Senses.All(sense => sense.Role is Role.Noun or Role.Part or Role.Name or Role.Verb or Role.Ask or Role.State) && !token.Ask("timer") && !token.Is(Role.Verb, "set") && !token.Is(Role.Verb, "start") && !token.Ask("add") && !token.Ask("extend") && !token.Is(Role.Verb, "open") && !token.Is(Role.Verb, "on"))
                words.Add(hearing.Spoken(token));
        }
        var name = FreeText.Article(string.Join(hearing.Chinese ? "" : " ", words).Trim());
        return name.Length is > 0 and < 40 ? name : null;
    }

    private static string Status(Hearing hearing, TimerRef? meant)
    {
        var timers = hearing.Timers.Where(timer => meant?.Name is null || timer.Name == meant.Name).ToList();
        return timers.Count == 0 ? hearing.Say("No timer is running.", "没有计时在走。")
            : string.Join(" ", timers.Select(timer => hearing.Say($"{timer.Name ?? "The timer"}: {Long(timer.Left, false)} left.", $"{timer.Name ?? "计时"}还剩{Long(timer.Left, true)}。")));
    }

    internal static string Long(double seconds, bool chinese)
    {
        var span = TimeSpan.FromSeconds(seconds);
        (int Count, string English, string Chinese)[] parts = [((int)span.TotalHours, "h", "小时"), (span.Minutes, "min", "分钟"), (span.Seconds, "s", "秒")];
        return string.Join(chinese ? "" : " ", parts.Where(part => part.Count > 0).Select(part => part.Count.ToString(CultureInfo.InvariantCulture) + (chinese ? part.Chinese : " " + part.English)));
    }
}
