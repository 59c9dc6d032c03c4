using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Accounts;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/rules of a home, and the hooks that start them.</summary>
internal static class RulesApi
{
    internal static void MapRules(this IEndpointRouteBuilder home)
    {
        var rules = home.MapGroup("/rules").WithTags("Rules");
        rules.MapGet("", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<RuleView>>)Paging.Part(await homes.RulesAsync(visit.Home, visit.Caller), rule => rule.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listRules", "The rules of a home", "In their order, with what is wrong with each and what became of its last start. For adults.");
        rules.MapPost("", async Task<Made<RuleView>> (RuleForm form, Visit visit, HomeHost homes, Pins pins) =>
            {
                var (caller, wrong) = await CommandsApi.CallerAsync(pins, visit, form.Pin);
                return wrong is null ? await homes.AddRuleAsync(visit.Home, caller, form.Rule, form.Enabled) : wrong;
            }).ForHome(Scopes.Manage)
            .Described("createRule", "Add a rule", "rule.invalid names the first thing that is wrong; checkRule lists all. What touches safety or privacy wants confirmed, since the rule will do it without you.");
        rules.MapPost("/check", async (RuleCheckForm form, Visit visit, HomeHost homes) =>
                (Answer<RuleVerdict>)await homes.CheckRuleAsync(visit.Home, visit.Caller, form.Rule, form.Id)).ForHome(Scopes.Manage)
            .Described("checkRule", "What is wrong with a rule", "Without keeping it: broken references, expressions that do not compile, rules that it fights with.");
        rules.MapPost("/dry-run", async (DryRunForm form, Visit visit, HomeHost homes) =>
                (Answer<DryRun>)await homes.DryRunAsync(visit.Home, visit.Caller, form.Rule, form.From, form.To)).ForHome(Scopes.Manage)
            .Described("dryRunRule", "What a rule would have done", "Between two moments of the past, at most 31 days apart: the recorded facts go through the code that runs rules, and nothing is sent.");
        rules.MapGet("/{rule}", async (RuleId rule, Visit visit, HomeHost homes) => (Answer<RuleView>)await homes.RuleAsync(visit.Home, visit.Caller, rule)).ForHome(Scopes.Read)
            .Described("getRule", "One rule", "Its document and how it stands.");
        rules.MapPut("/{rule}", async Task<Answer<RuleView>> (RuleId rule, RuleForm form, Visit visit, HomeHost homes, Pins pins) =>
            {
                var (caller, wrong) = await CommandsApi.CallerAsync(pins, visit, form.Pin);
                return wrong is null ? await homes.PutRuleAsync(visit.Home, caller, rule, form.Rule) : wrong;
            }).ForHome(Scopes.Manage)
            .Described("putRule", "Make another of a rule", "Runs of it end.");
        rules.MapPatch("/{rule}", async (RuleId rule, RuleChange form, Visit visit, HomeHost homes) =>
                (Answer<RuleView>)await homes.ChangeRuleAsync(visit.Home, visit.Caller, rule, form.Enabled, form.Order)).ForHome(Scopes.Manage)
            .Described("changeRule", "Switch a rule on or off, or move it", "What is absent stays.");
        rules.MapDelete("/{rule}", async (RuleId rule, Visit visit, HomeHost homes) => Done.Of(await homes.RemoveRuleAsync(visit.Home, visit.Caller, rule)))
            .ForHome(Scopes.Manage)
            .Described("removeRule", "Remove a rule", "Runs of it end.");
        rules.MapPost("/{rule}/run", async Task<Answer<RuleView>> (RuleId rule, RuleRun? form, Visit visit, HomeHost homes, Pins pins) =>
            {
                var (caller, wrong) = await CommandsApi.CallerAsync(pins, visit, form?.Pin);
                return wrong is null ? await homes.RunRuleAsync(visit.Home, caller, rule) : wrong;
            }).ForHome(Scopes.Control)
            .Described("runRule", "Run a rule now", "Its conditions are not asked.");
        rules.MapGet("/{rule}/traces", async (RuleId rule, Visit visit, HomeHost homes, long? before, int? limit) =>
                (Answer<RuleTraces>)await homes.TracesAsync(visit.Home, visit.Caller, rule, before, limit ?? 50)).ForHome(Scopes.Read)
            .Described("listTraces", "What became of a rule's starts", "Which trigger, what each condition saw, each step with its outcome; newest first. limit is 1 to 200.");
        home.MapPost("/hooks/{name}", async (string name, Dictionary<string, Value>? values, Visit visit, HomeHost homes) =>
                Done.Of(await homes.CallHookAsync(visit.Home, visit.Caller, name, values ?? [])))
            .ForHome(Scopes.Control)
            .WithTags("Rules")
            .Described("callHook", "Start the rules that wait for a hook", "With a flat JSON object that they may read, or none. For programs of the household, with a personal token.");
    }

    /// <summary>/rule-schema: the language, for editors and for who writes rules by hand.</summary>
    internal static void MapRuleSchema(this IEndpointRouteBuilder api) =>
        api.MapGet("/rule-schema", () => TypedResults.Text(RuleDocument.Schema, "application/schema+json"))
            .Public().WithTags("Rules")
            .Described("getRuleSchema", "The JSON schema of a rule", "Draft 2020-12. docs/rules.md says what it means.");
}

/// <summary>A rule to add.</summary>
/// <param name="Enabled">Whether it acts at once.</param>
/// <param name="Pin">Only where one is asked for (pin.required).</param>
internal sealed record RuleForm(Rule Rule, bool Enabled = true, string? Pin = null);

/// <summary>A rule to run now.</summary>
/// <param name="Pin">Only where one is asked for (pin.required).</param>
internal sealed record RuleRun(string? Pin = null);

/// <summary>A rule to look at.</summary>
/// <param name="Id">The rule that it is to become; it is not in conflict with itself.</param>
internal sealed record RuleCheckForm(Rule Rule, RuleId? Id = null);

/// <summary>A rule to try on the past.</summary>
internal sealed record DryRunForm(Rule Rule, DateTimeOffset From, DateTimeOffset To);

/// <summary>Changes of a rule; what is null stays.</summary>
internal sealed record RuleChange(bool? Enabled = null, int? Order = null);
