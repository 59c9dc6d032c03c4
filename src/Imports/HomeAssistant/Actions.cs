using System.Text.Json.Nodes;
using Kith.Homes.Rules.Conditions;
using Kith.Homes.Rules.Steps;
using Kith.Imports.Planning;

namespace Kith.Imports.HomeAssistant;

/// <summary>What an automation does.</summary>
internal static class Actions
{
    private const int Deepest = 8;

    internal static IReadOnlyList<Step> Say(Talk talk, IEnumerable<JsonNode> actions, int depth = 0)
    {
        if (depth > Deepest)
        {
            talk.Lose("limit", $"{Deepest}");
            return [];
        }
        return [.. actions.Where(action => action.Text("enabled") != "off").SelectMany(action => Say(talk, action, depth))];
    }

    private static IEnumerable<Step> Say(Talk talk, JsonNode action, int depth)
    {
        if ((action.Text("action") ?? action.Text("service")) is { } service) return Services.Say(talk, service, action);
        if (action.Text("scene") is { } scene) return talk.Scene(scene) is { } known ? [new CallStep([known], "scene.run")] : [];
        if (action.At("delay") is { } delay) return Times.Span(delay) is { } span ? [new DelayStep(span)] : Lost(talk, "template", delay.Text() ?? delay.ToJsonString());
        if (action.At("choose") is not null) return Choose(talk, [.. action.Items("choose")], action, depth);
        if (action.At("if") is not null) return If(talk, Conditions.Say(talk, action.Items("if")), Say(talk, action.Items("then"), depth + 1), Say(talk, action.Items("else"), depth + 1));
        if (action.At("repeat") is { } repeat) return Repeat(talk, repeat, depth);
        if (action.At("sequence") is not null) return Say(talk, action.Items("sequence"), depth + 1);
        if (action.At("parallel") is not null) return Say(talk, action.Items("parallel"), depth + 1);
        if (action.At("wait_for_trigger") is not null) return Wait(talk, action);
        if (action.At("wait_template") is { } template) return Lost(talk, "template", template.Text() ?? "");
        if (action.At("stop") is not null) return [new StopStep()];
        if (action.At("condition") is not null || action.At("and") is not null || action.At("or") is not null || action.At("not") is not null)
            return Conditions.Say(talk, [action]) is { Count: > 0 } tests ? [new ChooseStep([new NotCondition([new AllCondition(tests)])], [new StopStep()])] : [];
        if (action is JsonValue) return Lost(talk, "template", action.Text() ?? "");
        if (action.Named("device_id") is not null && action.Named("type") is { } type) return Device(talk, action, type);
        return Lost(talk, "action.unknown", action.Fields().Select(field => field.Key).FirstOrDefault(key => key is not "alias" and not "enabled") ?? "?");
    }

    private static IEnumerable<Step> If(Talk talk, IReadOnlyList<Condition> tests, IReadOnlyList<Step> then, IReadOnlyList<Step> otherwise)
    {
        // Without its condition it would do what was meant for another time.
        if (tests.Count == 0) return Lost(talk, "action.unknown", "if");
        return then.Count == 0 && otherwise.Count == 0 ? [] : [new ChooseStep(tests, then, otherwise.Count > 0 ? otherwise : null)];
    }

    private static IEnumerable<Step> Choose(Talk talk, IReadOnlyList<JsonNode> options, JsonNode action, int depth)
    {
        var otherwise = Say(talk, action.Items("default"), depth + 1);
        for (var place = options.Count - 1; place >= 0; place--)
        {
            var tests = Conditions.Say(talk, options[place].Items("conditions"));
            var then = Say(talk, options[place].Items("sequence"), depth + 1);
            if (tests.Count == 0) talk.Lose("action.unknown", "choose");
            else if (then.Count > 0 || otherwise.Count > 0) otherwise = [new ChooseStep(tests, then, otherwise.Count > 0 ? otherwise : null)];
        }
        return otherwise;
    }

    private static IEnumerable<Step> Repeat(Talk talk, JsonNode repeat, int depth)
    {
        var steps = Say(talk, repeat.Items("sequence"), depth + 1);
        if (steps.Count == 0) return [];
        if (repeat.Number("count") is { } count && count is >= 1 and <= 1000) return [new RepeatStep(steps, Times: (int)count)];
        var (loop, until) = (Conditions.Say(talk, repeat.Items("while")), Conditions.Say(talk, repeat.Items("until")));
        return loop.Count > 0 ? [new RepeatStep(steps, While: loop)] : until.Count > 0 ? [new RepeatStep(steps, Until: until)] : Lost(talk, "action.unknown", "repeat");
    }

    /// <summary>A wait for a state goes on at once when it is so already; for what only happens there is no wait here.</summary>
    private static IEnumerable<Step> Wait(Talk talk, JsonNode action)
    {
        var (until, atMost) = (new List<Condition>(), Times.Span(action.At("timeout")));
        foreach (var trigger in action.Items("wait_for_trigger"))
            foreach (var said in Triggers.Say(talk, [trigger]))
                if (said is Homes.Rules.Triggers.PropertyTrigger { For: null } property && (property.Becomes is not null || (property.Above ?? property.Below) is not null))
                    until.Add(new PropertyCondition(property.Property, property.Becomes, property.Above, property.Below));
                else talk.Lose("action.unknown", "wait_for_trigger");
        if (until.Count == 0) return Lost(talk, "action.unknown", "wait_for_trigger");
        return [new WaitStep(until.Count == 1 ? until : [new AnyCondition(until)], atMost, action.Text("continue_on_timeout") == "off" ? Otherwise.Stop : Otherwise.GoOn)];
    }

    private static IEnumerable<Step> Device(Talk talk, JsonNode action, string type)
    {
        var domain = action.Text("domain") ?? "";
        var service = (domain, type) switch
        {
            (_, "turn_on" or "turn_off" or "toggle") => $"{domain}.{type}",
            ("cover", "open" or "close" or "stop") => $"cover.{type}_cover",
            ("cover", "set_position") => "cover.set_cover_position",
            ("lock", "lock" or "unlock") => $"lock.{type}",
            ("light", "brightness_increase" or "brightness_decrease") => "light.turn_on",
            _ => null,
        };
        return service is null || action.At("entity_id") is null ? Lost(talk, "action.unknown", $"device {domain} {type}") : Services.Say(talk, service, action);
    }

    internal static IEnumerable<Step> Lost(Talk talk, string code, params string[] arguments)
    {
        talk.Lose(code, arguments);
        return [];
    }
}
