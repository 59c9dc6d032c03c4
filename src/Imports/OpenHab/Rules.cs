using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Rules.Conditions;
using Kith.Homes.Rules.Steps;
using Kith.Homes.Rules.Triggers;
using Kith.Imports.Planning;
using Kith.Model.Values;

namespace Kith.Imports.OpenHab;

/// <summary>*.rules: rule "name" when triggers then a script end. Commands in plain lines come over; what else the script does is a loss.</summary>
internal static partial class RuleFile
{
    internal static void Read(Foreign foreign, string text)
    {
        foreach (Match match in One().Matches(Comments.Strip(text)))
        {
            var (name, when, script) = (match.Groups["name"].Value, match.Groups["when"].Value, match.Groups["then"].Value);
            foreign.Rules.Add(new ForeignRule(name, name, true, talk =>
            {
                var triggers = Or().Split(when).Select(line => line.Trim()).Where(line => line.Length > 0).SelectMany(line => Trigger(talk, line)).ToList();
                return new Rule(name, triggers, Steps(talk, script));
            }));
        }
    }

    private static IEnumerable<Trigger> Trigger(Talk talk, string line)
    {
        if (Changed().Match(line) is { Success: true } changed)
        {
            if (changed.Groups["to"].Success is false || changed.Groups["to"].Length == 0) return Said.Change(talk, changed.Groups["item"].Value);
            if (changed.Groups["from"].Length > 0 && Words.Truth(changed.Groups["from"].Value) is null) talk.Note("trigger.from", changed.Groups["from"].Value);
            return Said.Becomes(talk, changed.Groups["item"].Value, changed.Groups["to"].Value.Trim('"'));
        }
        if (line.StartsWith("Time cron ", StringComparison.Ordinal)) return Said.Cron(talk, line["Time cron ".Length..].Trim().Trim('"'));
        if (line is "Time is midnight") return [new TimeTrigger(new ClockTime(TimeOnly.MinValue))];
        if (line is "Time is noon") return [new TimeTrigger(new ClockTime(new TimeOnly(12, 0)))];
        if (line.StartsWith("Channel \"astro:sun:", StringComparison.Ordinal) && line.Contains("START", StringComparison.Ordinal))
            return [new SunTrigger(line.Contains(":rise#", StringComparison.Ordinal) ? SunEvent.Sunrise : SunEvent.Sunset)];
        talk.Lose("trigger.unknown", line);
        return [];
    }

    /// <summary>What stands in a block is done under a condition, and is not said without it.</summary>
    private static List<Step> Steps(Talk talk, string script)
    {
        var (steps, depth) = (new List<Step>(), 0);
        foreach (var line in script.Split('\n', ';').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var (opens, closes) = (line.Count(c => c == '{'), line.Count(c => c == '}'));
            if (depth == 0 && opens + closes == 0) steps.AddRange(Step(talk, line));
            else if (depth == 0) talk.Lose("rule.script", line);
            depth = Math.Max(0, depth + opens - closes);
        }
        return steps;
    }

    private static IEnumerable<Step> Step(Talk talk, string line)
    {
        if (Command().Match(line) is { Success: true } command) return Said.Command(talk, command.Groups["item"].Value, command.Groups["value"].Value.Trim('"'));
        if (Sleep().Match(line) is { Success: true } sleep) return [new DelayStep(TimeSpan.FromMilliseconds(Math.Min(long.Parse(sleep.Groups["ms"].Value, CultureInfo.InvariantCulture), 604_800_000L)))];
        if (Notify().Match(line) is { Success: true } notify) return [new NotifyStep(notify.Groups["text"].Value.Replace('{', '(').Replace('}', ')'))];
        if (!line.StartsWith("log", StringComparison.Ordinal)) talk.Lose("rule.script", line);
        return [];
    }

    [GeneratedRegex("""^\s*rule\s+"(?<name>[^"\n]{1,200})"\s+when\s(?<when>.*?)^\s*then\s(?<then>.*?)^\s*end\b""", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex One();

    [GeneratedRegex(@"\sor\s", RegexOptions.None, 1000)]
    private static partial Regex Or();

    [GeneratedRegex("""^Item\s+(?<item>\w+)\s+(changed(\s+from\s+(?<from>\S+))?(\s+to\s+(?<to>\S+))?|received\s+(command|update)(\s+(?<to>\S+))?)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Changed();

    [GeneratedRegex("""^(?<item>\w+)\.sendCommand\(\s*(?<value>"[^"]*"|[\w.+-]+)\s*\)$|^sendCommand\(\s*"?(?<item>\w+)"?\s*,\s*(?<value>"[^"]*"|[\w.+-]+)\s*\)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"^Thread::sleep\(\s*(?<ms>\d{1,9})\s*\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sleep();

    [GeneratedRegex("""^send(Broadcast)?Notification\((\s*"[^"]*"\s*,)?\s*"(?<text>[^"]{1,300})"\s*\)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Notify();
}

/// <summary>Rules that were made in its pages: modules of known types.</summary>
internal static class RuleDatabase
{
    internal static void Read(Foreign foreign, Report report, string? text)
    {
        foreach (var (key, rule) in Database.Rows(text))
        {
            var name = rule.Named("name") ?? key;
            if (rule.Texts("tags").Contains("Scene") || rule.Texts("tags").Contains("Script")) report.Lose("rule", name, "rule.script", string.Join(", ", rule.Texts("tags")));
            else foreign.Rules.Add(new ForeignRule(key, name, true, talk => new Rule(name, [.. rule.Items("triggers").SelectMany(module => Trigger(talk, module))],
                [.. rule.Items("actions").SelectMany(module => Action(talk, module))], rule.Items("conditions").SelectMany(module => Condition(talk, module)).ToList() is { Count: > 0 } only ? only : null)));
        }
    }

    private static IEnumerable<Trigger> Trigger(Talk talk, JsonNode module)
    {
        var with = module.At("configuration");
        switch (module.Text("type") ?? module.Text("typeUID"))
        {
            case "core.ItemStateChangeTrigger" or "core.ItemStateUpdateTrigger" or "core.ItemCommandTrigger":
                var (item, state) = (with.Text("itemName") ?? "?", with.Named("state") ?? with.Named("command"));
                return state is null ? Said.Change(talk, item) : Said.Becomes(talk, item, state);
            case "timer.TimeOfDayTrigger" when ClockOf(with.Text("time")) is { } time: return [new TimeTrigger(time)];
            case "timer.GenericCronTrigger": return Said.Cron(talk, with.Text("cronExpression") ?? "");
            case var kind:
                talk.Lose("trigger.unknown", kind ?? "?");
                return [];
        }
    }

    private static IEnumerable<Condition> Condition(Talk talk, JsonNode module)
    {
        var with = module.At("configuration");
        if ((module.Text("type") ?? module.Text("typeUID")) == "core.ItemStateCondition" && with.Named("itemName") is { } item && with.Named("state") is { } state && talk.Find(item) is { } bound)
        {
            var facet = bound.Facet.Split('.');
            bound = bound with { Facet = facet[0] };
            if (with.Text("operator") is ">" or ">=" or "<" or "<=" && double.TryParse(state.Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return talk.Read(bound, facet[1]) is var (at, _) ? [with.Text("operator")![0] == '>' ? new PropertyCondition(at, Above: number) : new PropertyCondition(at, Below: number)] : [];
            return talk.State(bound, facet[1], state) is var (place, value, above, below) ? [with.Text("operator") == "!=" ? new NotCondition([new PropertyCondition(place, value, above, below)]) : new PropertyCondition(place, value, above, below)] : [];
        }
        if ((module.Text("type") ?? module.Text("typeUID")) == "core.TimeOfDayCondition" && (ClockOf(with.Text("startTime")), ClockOf(with.Text("endTime"))) is ({ } start, { } end)) return [new TimeCondition(start, end)];
        talk.Lose("condition.unknown", module.Text("type") ?? module.Text("typeUID") ?? "?");
        return [];
    }

    private static IEnumerable<Step> Action(Talk talk, JsonNode module)
    {
        var with = module.At("configuration");
        if ((module.Text("type") ?? module.Text("typeUID")) == "core.ItemCommandAction") return Said.Command(talk, with.Text("itemName") ?? "?", with.Text("command") ?? "");
        talk.Lose("rule.script", with.Text("type") ?? module.Text("type") ?? module.Text("typeUID") ?? "?");
        return [];
    }

    private static ClockTime? ClockOf(string? text) => TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new ClockTime(time) : null;
}

/// <summary>What both kinds of rules say.</summary>
internal static class Said
{
    private static readonly string[] Days = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    internal static IEnumerable<Trigger> Change(Talk talk, string item) =>
        talk.Find(item) is { } bound && talk.Read(bound with { Facet = bound.Facet.Split('.')[0] }, bound.Facet.Split('.')[1]) is var (at, _) ? [new PropertyTrigger(at)] : [];

    internal static IEnumerable<Trigger> Becomes(Talk talk, string item, string state)
    {
        if (talk.Find(item) is not { } bound) return [];
        var facet = bound.Facet.Split('.');
        return talk.State(bound with { Facet = facet[0] }, facet[1], state) is var (at, value, above, below) ? [new PropertyTrigger(at, value, above, below)] : [];
    }

    internal static IEnumerable<Step> Command(Talk talk, string item, string command)
    {
        if (talk.Find(item) is not { } bound) return [];
        var (facet, values) = (bound.Facet.Split('.'), new Dictionary<string, Value>());
        bound = bound with { Facet = facet[0] };
        switch (facet[1], command.ToUpperInvariant())
        {
            case ("brightness" or "color", "ON" or "OFF"): talk.Put(bound, "state", command, values); break;
            case ("position", "UP" or "DOWN"): talk.Put(bound, "position", command.Equals("UP", StringComparison.OrdinalIgnoreCase) ? "100" : "0", values); break;
            // There 100 % is closed; here it is open.
            case ("position", _) when double.TryParse(command, NumberStyles.Float, CultureInfo.InvariantCulture, out var closed): talk.Put(bound, "position", Tree.Said(100 - closed), values); break;
            case ("position", "STOP"): talk.Put(bound, "motor", "pause", values); break;
            case ("color", _) when command.Split(',') is [var hue, var saturation, _] && double.TryParse(hue, CultureInfo.InvariantCulture, out var h) && double.TryParse(saturation, CultureInfo.InvariantCulture, out var s):
                talk.Put(bound, "color", Tree.Said(Colors.OfHue(h, s)), values);
                break;
            default: talk.Put(bound, facet[1], command.Split(' ')[0], values); break;
        }
        return Talk.Sets([(bound.Id, values)]);
    }

    /// <summary>Seconds, minutes, hours, day of month, month, day of week: a time of day, on every day or on some of the week.</summary>
    internal static IEnumerable<Trigger> Cron(Talk talk, string expression)
    {
        var parts = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is >= 6 and <= 7 && parts[3] is "*" or "?" && parts[4] == "*")
        {
            if (int.TryParse(parts[0], out var second) && int.TryParse(parts[1], out var minute) && int.TryParse(parts[2], out var hour) && second is >= 0 and < 60 && minute is >= 0 and < 60 && hour is >= 0 and < 24 && Week(parts[5], out var days))
                return [new TimeTrigger(new ClockTime(new TimeOnly(hour, minute, second)), days)];
            if (parts[2] == "*" && parts[5] is "*" or "?" && parts[1].Split('/') is ["0" or "*", var every] && int.TryParse(every, out var minutes) && minutes is > 0 and < 60)
                return [new IntervalTrigger(TimeSpan.FromMinutes(minutes))];
        }
        talk.Lose("trigger.unknown", $"cron {expression}");
        return [];
    }

    private static bool Week(string text, out DayFilter? days)
    {
        days = null;
        if (text is "*" or "?") return true;
        var found = new SortedSet<int>();
        foreach (var part in text.ToUpperInvariant().Split(','))
        {
            var ends = part.Split('-').Select(day => Array.IndexOf(Days, day)).ToList();
            if (ends.Count > 2 || ends.Contains(-1)) return false;
            for (var day = ends[0]; ; day = (day + 1) % 7)
            {
                found.Add(day);
                if (day == ends[^1]) break;
            }
        }
        days = new DayFilter([.. found.Select(day => (Weekday)day)]);
        return true;
    }
}
