using System.Text.Json.Nodes;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Rules.Conditions;
using Kith.Homes.Rules.Triggers;
using Kith.Imports.Planning;

namespace Kith.Imports.HomeAssistant;

/// <summary>What must hold.</summary>
internal static class Conditions
{
    private const int Deepest = 8;

    private static readonly ClockTime Noon = new(new TimeOnly(12, 0));

    internal static IReadOnlyList<Condition> Say(Talk talk, IEnumerable<JsonNode> conditions, int depth = 0) =>
        [.. conditions.Where(condition => condition.Text("enabled") != "off").Select(condition => Say(talk, condition, depth)).OfType<Condition>()];

    private static Condition? Say(Talk talk, JsonNode condition, int depth)
    {
        if (depth > Deepest) return Lost(talk, "limit", $"{Deepest}");
        if (condition is JsonValue) return Lost(talk, "template", condition.Text() ?? "");
        foreach (var group in (string[])["and", "or", "not"])
            if (condition.At(group) is { } of) return Group(group, Say(talk, of.Items(), depth + 1));
        switch (condition.Text("condition"))
        {
            case "and" or "or" or "not": return Group(condition.Text("condition")!, Say(talk, condition.Items("conditions"), depth + 1));
            case "state": return States(talk, condition);
            case "numeric_state": return Numbers(talk, condition);
            case "time": return Clock(talk, condition);
            case "sun": return Sun(talk, condition);
            case "zone" when condition.Text("zone") == "zone.home": return Joined(condition.Texts("entity_id").Select(entity => Person(talk, entity, PersonIs.Home)), isAny: false);
            case "device":
                if (condition.Named("entity_id") is not { } entity || talk.Find(entity) is not { } bound) return condition.Named("entity_id") is null ? Lost(talk, "condition.unknown", "device") : null;
                if (DeviceWords.State(condition.Text("type") ?? "") is not { } state) return Lost(talk, "condition.unknown", $"device {condition.Text("type")}");
                return Of(talk, bound, "state", state);
            case "template": return Lost(talk, "template", condition.Text("value_template") ?? "");
            case var kind: return Lost(talk, "condition.unknown", kind ?? "?");
        }
    }

    private static Condition? States(Talk talk, JsonNode condition)
    {
        if (condition.At("for") is not null) talk.Lose("condition.for");
        if (Triggers.Aspect(talk, condition) is not { } aspect) return null;
        var states = condition.Texts("state");
        return Joined(condition.Texts("entity_id").Select(entity =>
            entity.StartsWith("person.", StringComparison.Ordinal) || entity.StartsWith("device_tracker.", StringComparison.Ordinal)
                ? states is ["home"] or ["not_home"] ? Person(talk, entity, states is ["home"] ? PersonIs.Home : PersonIs.Away) : Lost(talk, "value.unknown", entity, string.Join(", ", states))
            : entity == "sun.sun" ? new SunCondition(states is ["above_horizon"] ? SunIs.Up : SunIs.Down)
            : talk.Find(entity) is { } bound ? Joined(states.Select(state => Of(talk, bound, aspect, state)), isAny: true) : null), isAny: condition.Text("match") == "any");
    }

    private static Condition? Of(Talk talk, Bound bound, string aspect, string state) =>
        state is "unavailable" ? new DeviceCondition(bound.Id, Going.Offline)
        : talk.State(bound, aspect, state) is var (at, value, above, below) ? new PropertyCondition(at, value, above, below) : null;

    private static Condition? Numbers(Talk talk, JsonNode condition)
    {
        if (condition.Text("value_template") is { } template) return Lost(talk, "template", template);
        var (above, below) = (Triggers.Bound(talk, condition, "above"), Triggers.Bound(talk, condition, "below"));
        if (Triggers.Aspect(talk, condition) is not { } aspect || (above ?? below) is null) return null;
        return Joined(condition.Texts("entity_id").Select(entity =>
            talk.Find(entity) is { } bound && talk.Read(bound, aspect) is var (at, _) ? new PropertyCondition(at, null, above, below) : null), isAny: false);
    }

    private static TimeCondition? Clock(Talk talk, JsonNode condition)
    {
        var (after, before, days) = (Times.Clock(condition.Text("after")), Times.Clock(condition.Text("before")), Times.Weekdays(condition.At("weekday")));
        foreach (var (field, read) in new[] { ("after", after), ("before", before) })
            if (condition.Text(field) is { } text && read is null) talk.Lose("entity.no_counterpart", text);
        return after is null && before is null && days is null ? null : new TimeCondition(after, before, days);
    }

    /// <summary>There, «after sunset» ends at midnight and «before sunrise» begins at it.</summary>
    private static Condition? Sun(Talk talk, JsonNode condition)
    {
        foreach (var offset in (string[])["after_offset", "before_offset"])
            if (Times.Span(condition.At(offset)) is { } span && span != TimeSpan.Zero) talk.Lose("option.unknown", offset);
        SunCondition up = new(SunIs.Up), down = new(SunIs.Down);
        return (condition.Text("after"), condition.Text("before")) switch
        {
            ("sunset", "sunrise") => down,
            ("sunrise", "sunset") => up,
            ("sunset", null) => new AllCondition([down, new TimeCondition(Noon)]),
            (null, "sunrise") => new AllCondition([down, new TimeCondition(null, Noon)]),
            ("sunrise", null) => new AnyCondition([up, new TimeCondition(Noon)]),
            (null, "sunset") => new AnyCondition([up, new TimeCondition(null, Noon)]),
            _ => Lost(talk, "condition.unknown", "sun"),
        };
    }

    private static PersonCondition? Person(Talk talk, string entity, PersonIs where) =>
        talk.Person(entity[(entity.IndexOf('.', StringComparison.Ordinal) + 1)..]) is { } person ? new PersonCondition(where, person) : null;

    private static Condition? Group(string kind, IReadOnlyList<Condition> of) => of.Count == 0 ? null : kind switch { "or" => new AnyCondition(of), "not" => new NotCondition(of), _ => new AllCondition(of) };

    private static Condition? Joined(IEnumerable<Condition?> conditions, bool isAny)
    {
        var all = conditions.OfType<Condition>().ToList();
        return all.Count switch { 0 => null, 1 => all[0], _ => isAny ? new AnyCondition(all) : new AllCondition(all) };
    }

    private static Condition? Lost(Talk talk, string code, params string[] arguments)
    {
        talk.Lose(code, arguments);
        return null;
    }
}
