using System.Text.Json.Nodes;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Triggers;
using Kith.Imports.Planning;
using Kith.Model.Ids;

namespace Kith.Imports.HomeAssistant;

/// <summary>What starts an automation.</summary>
internal static class Triggers
{
    internal static IReadOnlyList<Trigger> Say(Talk talk, IEnumerable<JsonNode> triggers) => [.. triggers.Where(trigger => trigger.Text("enabled") != "off").SelectMany(trigger => Say(talk, trigger))];

    private static IEnumerable<Trigger> Say(Talk talk, JsonNode trigger)
    {
        switch (trigger.Text("trigger") ?? trigger.Text("platform"))
        {
            case "state": return States(talk, trigger);
            case "numeric_state": return Numbers(talk, trigger);
            case "time": return Clock(talk, trigger);
            case "time_pattern": return Pattern(talk, trigger);
            case "sun" when trigger.Text("event") is "sunrise" or "sunset":
                return [new SunTrigger(trigger.Text("event") == "sunrise" ? SunEvent.Sunrise : SunEvent.Sunset, Times.Span(trigger.At("offset")) is { } offset && offset != TimeSpan.Zero ? offset : null)];
            case "device": return Device(talk, trigger);
            case "mqtt": return Mqtt(talk, trigger);
            case "webhook" when trigger.Named("webhook_id") is { } hook:
                var name = RoomId.FromName(hook).ToString();
                talk.Note("webhook.moved", name);
                return [new WebhookTrigger(name)];
            case "zone" when trigger.Text("zone") == "zone.home":
                return trigger.Texts("entity_id").SelectMany(entity => Person(talk, entity, trigger.Text("event") == "leave" ? PersonDoing.Leaves : PersonDoing.Arrives));
            case "template":
                talk.Lose("template", trigger.Text("value_template") ?? "");
                return [];
            case var kind:
                talk.Lose("trigger.unknown", kind ?? "?");
                return [];
        }
    }

    private static IEnumerable<Trigger> States(Talk talk, JsonNode trigger)
    {
        var (to, span) = (trigger.Texts("to"), Span(talk, trigger));
        var aspect = Aspect(talk, trigger);
        if (aspect is null) yield break;
        if (trigger.Text("from") is { } from && !IsOpposite(from, to)) talk.Note("trigger.from", from);
        foreach (var entity in trigger.Texts("entity_id"))
        {
            if (entity.StartsWith("person.", StringComparison.Ordinal) || entity.StartsWith("device_tracker.", StringComparison.Ordinal))
            {
                foreach (var state in to.DefaultIfEmpty("?"))
                    foreach (var said in state is "home" or "not_home" ? Person(talk, entity, state == "home" ? PersonDoing.Arrives : PersonDoing.Leaves) : Lost(talk, "value.unknown", entity, state))
                        yield return said;
            }
            else if (talk.Find(entity) is { } bound)
            {
                if (bound.Facet == "button")
                {
                    foreach (var state in to)
                        if (Press(talk, bound.Id, bound.Spec, state, bound.Label) is { } press) yield return press;
                    if (to.Count == 0) talk.Lose("property.none", bound.Label, "state");
                }
                else if (to.Count == 0)
                {
                    if (talk.Read(bound, aspect) is var (at, _)) yield return new PropertyTrigger(at);
                }
                else foreach (var state in to)
                    if (state is "unavailable") yield return new DeviceTrigger(bound.Id, Going.Offline, span);
                    else if (talk.State(bound, aspect, state) is var (at, value, above, below)) yield return new PropertyTrigger(at, value, above, below, For: span);
            }
        }
    }

    private static IEnumerable<Trigger> Numbers(Talk talk, JsonNode trigger)
    {
        var (above, below, span) = (Bound(talk, trigger, "above"), Bound(talk, trigger, "below"), Span(talk, trigger));
        if (trigger.Text("value_template") is { } template) return Lost(talk, "template", template);
        if (Aspect(talk, trigger) is not { } aspect || (above ?? below) is null) return [];
        return trigger.Texts("entity_id").Select(talk.Find).OfType<Bound>().Select(bound => talk.Read(bound, aspect)).OfType<(PropertyRef Ref, Model.Specs.Property)>()
            .Select(read => new PropertyTrigger(read.Ref, null, above, below, For: span));
    }

    private static IEnumerable<Trigger> Clock(Talk talk, JsonNode trigger)
    {
        foreach (var at in trigger.Items("at"))
            if (Times.Clock(at.Text()) is { } time) yield return new TimeTrigger(time, Times.Weekdays(trigger.At("weekday")));
            else talk.Lose("entity.no_counterpart", at.Text() ?? at.Text("entity_id") ?? "?");
    }

    private static IEnumerable<Trigger> Pattern(Talk talk, JsonNode trigger)
    {
        (string Unit, int Seconds)[] units = [("seconds", 1), ("minutes", 60), ("hours", 3_600)];
        var said = units.Where(unit => trigger.Named(unit.Unit) is { } text && text is not "0" and not "00").ToList();
        if (said is [var one] && trigger.Text(one.Unit) is { } every && every.StartsWith('/') && int.TryParse(every[1..], out var count) && count > 0
            && TimeSpan.FromSeconds((long)count * one.Seconds) is var span && span >= TimeSpan.FromSeconds(10) && span <= TimeSpan.FromDays(1))
            return [new IntervalTrigger(span)];
        // At a minute of every hour, or every one of a unit.
        if (said is [var all] && trigger.Text(all.Unit) == "*" && all.Seconds >= 60) return [new IntervalTrigger(TimeSpan.FromSeconds(all.Seconds))];
        if (said.Count == 0) return [new IntervalTrigger(TimeSpan.FromHours(1))];
        return Lost(talk, "trigger.unknown", "time_pattern " + string.Join(' ', said.Select(unit => $"{unit.Unit}: {trigger.Text(unit.Unit)}")));
    }

    /// <summary>Buttons, and what sensors and switches do, by device.</summary>
    private static IEnumerable<Trigger> Device(Talk talk, JsonNode trigger)
    {
        var (type, span) = (trigger.Text("type") ?? "", Span(talk, trigger));
        if (trigger.Named("entity_id") is { } entity)
        {
            if (talk.Find(entity) is not { } bound) return [];
            if ((trigger.Number("above") ?? trigger.Number("below")) is not null)
                return talk.Read(bound, "state") is var (number, _) ? [new PropertyTrigger(number, null, trigger.Number("above"), trigger.Number("below"), For: span)] : [];
            if (DeviceWords.State(type) is not { } state) return Lost(talk, "trigger.unknown", $"device {type}");
            return talk.State(bound, "state", state) is var (at, value, above, below) ? [new PropertyTrigger(at, value, above, below, For: span)] : [];
        }
        var press = trigger.Text("domain") == "mqtt" && type == "action" ? trigger.Text("subtype") : type;
        if (trigger.Named("device_id") is not { } device || talk.Thing(device) is not var (id, spec)) return [];
        var asked = trigger.Text("domain") == "zha" && trigger.Text("subtype") is { } button ? $"{press}_{button}" : press ?? "";
        return Press(talk, id, spec, asked, device) is { } said ? [said] : [];
    }

    /// <summary>zigbee2mqtt/NAME/action with the press as its payload.</summary>
    private static IEnumerable<Trigger> Mqtt(Talk talk, JsonNode trigger)
    {
        var (topic, payload) = (trigger.Text("topic") ?? "", trigger.Text("payload"));
        if (!topic.EndsWith("/action", StringComparison.Ordinal) || payload is null) return Lost(talk, "trigger.unknown", $"mqtt {topic}");
        var name = topic.Split('/', 2)[^1][..^"/action".Length];
        var thing = talk.Entities((_, its) => its?.Name == name).Select(entity => entity.Thing).OfType<string>().FirstOrDefault();
        if (thing is null) return Lost(talk, "entity.unknown", name);
        return talk.Thing(thing) is var (id, spec) && Press(talk, id, spec, payload, name) is { } said ? [said] : [];
    }

    private static EventTrigger? Press(Talk talk, DeviceId device, Model.Specs.Spec spec, string action, string label)
    {
        if (Facets.Press(spec, action) is { } happening) return new EventTrigger(device, happening.Address);
        talk.Lose("value.unknown", label, action);
        return null;
    }

    private static IEnumerable<Trigger> Person(Talk talk, string entity, PersonDoing does) =>
        talk.Person(entity[(entity.IndexOf('.', StringComparison.Ordinal) + 1)..]) is { } person ? [new PersonTrigger(does, person)] : [];

    internal static TimeSpan? Span(Talk talk, JsonNode node)
    {
        if (node.At("for") is not { } given) return null;
        var span = Times.Span(given);
        if (span is null) talk.Lose("template", given.Text() ?? given.ToJsonString());
        return span > TimeSpan.Zero ? span : null;
    }

    internal static double? Bound(Talk talk, JsonNode node, string field)
    {
        if (node.At(field) is not { } given) return null;
        if (given.Number() is { } number) return number;
        talk.Lose("entity.no_counterpart", given.Text() ?? field);
        return null;
    }

    /// <summary>What of an entity is meant; null for an attribute that has no counterpart.</summary>
    internal static string? Aspect(Talk talk, JsonNode node)
    {
        switch (node.Text("attribute"))
        {
            case null: return "state";
            case "current_temperature": return "temperature";
            case "temperature": return "target";
            case "brightness": return "brightness";
            case "current_position": return "state";
            case "percentage": return "speed";
            case "volume_level": return "volume";
            case var other:
                talk.Lose("option.unknown", $"attribute {other}");
                return null;
        }
    }

    /// <summary>From off to on says no more than to on.</summary>
    private static bool IsOpposite(string from, IReadOnlyList<string> to) => to is [var only] && Words.Truth(from) is { } before && Words.Truth(only) is { } after && before != after
        || to is ["home"] && from == "not_home" || to is ["not_home"] && from == "home";

    private static IEnumerable<Trigger> Lost(Talk talk, string code, params string[] arguments)
    {
        talk.Lose(code, arguments);
        return [];
    }
}

/// <summary>What device triggers and conditions call states.</summary>
internal static class DeviceWords
{
    internal static string? State(string type) => type.StartsWith("not_", StringComparison.Ordinal) || type.StartsWith("no_", StringComparison.Ordinal) || type.StartsWith("is_not_", StringComparison.Ordinal) || type.StartsWith("is_no_", StringComparison.Ordinal) ? "off"
        : type switch
        {
            "turned_off" or "is_off" or "closed" or "is_closed" or "unlocked" or "is_unlocked" => type is "unlocked" or "is_unlocked" ? "unlocked" : "off",
            "turned_on" or "is_on" or "opened" or "is_open" or "motion" or "is_motion" or "occupied" or "is_occupied" or "moist" or "is_moist" or "smoke" or "is_smoke" or "gas" or "is_gas" or "vibration" or "is_vibration"
                or "tampered" or "is_tampered" or "bat_low" or "is_bat_low" or "present" or "is_present" or "co" or "is_co" => "on",
            "locked" or "is_locked" => "locked",
            _ => null,
        };
}
