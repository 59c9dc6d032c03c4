using System.Text.Json.Nodes;
using Kith.Homes.Rules;
using Kith.Imports.Planning;

namespace Kith.Imports.HomeAssistant;

/// <summary>One automation: alias, triggers, conditions, actions, mode; in the spelling of today and of before 2024.10 (trigger, platform, service).</summary>
internal static class Automations
{
    internal static void Read(Foreign foreign, JsonNode automation)
    {
        var key = automation.Named("id") ?? automation.Named("alias") ?? "automation";
        var name = automation.Named("alias") ?? key;
        foreign.Rules.Add(new ForeignRule(key, name, automation.Text("initial_state") != "off", talk => Say(talk, automation, name)));
    }

    private static Rule? Say(Talk talk, JsonNode automation, string name)
    {
        if (automation.At("use_blueprint") is { } blueprint)
        {
            talk.Lose("rule.blueprint", blueprint.Text("path") ?? "?");
            return null;
        }
        foreach (var option in (string[])["variables", "trigger_variables"])
            if (automation.At(option) is not null) talk.Lose("option.unknown", option);
        var when = Triggers.Say(talk, automation.Items("triggers").Concat(automation.Items("trigger")));
        var only = Conditions.Say(talk, automation.Items("conditions").Concat(automation.Items("condition")));
        var then = Actions.Say(talk, automation.Items("actions").Concat(automation.Items("action")));
        var mode = automation.Text("mode") switch { "restart" => RunMode.Restart, "queued" => RunMode.Queued, "parallel" => RunMode.Parallel, _ => RunMode.Single };
        var limit = mode is RunMode.Queued or RunMode.Parallel && automation.Number("max") is { } max ? (int)Math.Clamp(max, 2, 20) : (int?)null;
        return new Rule(name, when, then, only.Count > 0 ? only : null, mode, limit, Note: automation.Named("description") is { } note ? note[..Math.Min(note.Length, 1000)] : null);
    }
}
