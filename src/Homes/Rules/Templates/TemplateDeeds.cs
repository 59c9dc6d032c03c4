using System.Text;
using System.Text.Json;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Templates;

/// <summary>A template as a home sees it.</summary>
/// <param name="Fits">The home has a device for each input that needs one.</param>
public sealed record TemplateView(string Id, LocalText Title, LocalText Description, string Category, string Icon, bool Fits, IReadOnlyList<TemplateChoice> Inputs);

/// <summary>An input of a template, and what of this home it may be.</summary>
/// <param name="Candidates">For devices: device/address (or the device's id where any will do) of each that fits, in the home's order.</param>
public sealed record TemplateChoice(
    string Id, LocalText Title, InputKind Kind, string? Unit, double? Min, double? Max, double? Step, Value? Default, bool Optional, IReadOnlyList<string>? Candidates);

/// <summary>A rule made of a template: not kept yet.</summary>
public sealed record FilledRule(Rule Rule);

/// <summary>What people do with templates.</summary>
public static class TemplateDeeds
{
    /// <summary>The templates, those that fit the home's devices first, and of them those that use the most of them.</summary>
    public static ValueTask<Result<IReadOnlyList<TemplateView>>> RuleTemplatesAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<TemplateView>>(home, caller, (its, _, asker) => RuleDeeds.Denied(asker, Deed.SetMode) is { } denied ? denied : Proposed(its));

    /// <summary>A template's rule with the inputs in it; an input that does not fit is named.</summary>
    /// <param name="language">zh for texts in Chinese; English otherwise.</param>
    public static ValueTask<Result<FilledRule>> FillTemplateAsync(
        this HomeHost homes, HomeId home, Caller caller, string id, IReadOnlyDictionary<string, JsonElement> inputs, string? language) =>
        homes.AskAsync<FilledRule>(home, caller, (its, _, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (RuleTemplate.Find(id) is not { } template) return new Fault(ErrorCodes.NotFound, $"there is no template {id}");
            return Filled(its, template, inputs, language);
        });

    internal static List<TemplateView> Proposed(Home home) =>
        [.. RuleTemplate.All.Select(template => View(home, template)).OrderByDescending(view => view.Fits).ThenByDescending(view => view.Inputs.Count(input => input.Candidates is not null))];

    internal static Result<FilledRule> Filled(Home home, RuleTemplate template, IReadOnlyDictionary<string, JsonElement> inputs, string? language)
    {
        var chosen = TemplateInputs.Of(home, template, inputs);
        if (chosen.Fault is { } fault) return fault;
        var rule = RuleDocument.Parse(Encoding.UTF8.GetBytes(chosen.Value.Fill(template, language)!.ToJsonString()));
        return rule.Fault is { } wrong ? wrong : new FilledRule(rule.Value);
    }

    private static TemplateView View(Home home, RuleTemplate template)
    {
        var inputs = template.Inputs.Select(input => new TemplateChoice(
            input.Id, input.Title, input.Kind, input.Unit, input.Min, input.Max, input.Step, input.Default, input.Optional,
            input.IsDevices ? [.. Candidate.Of(home, input).Select(candidate => candidate.ToString())] : null)).ToList();
        var fits = !template.Inputs.Any(input => input.IsDevices && input.IsNeeded && inputs.Exists(its => its.Id == input.Id && its.Candidates is { Count: 0 }));
        return new TemplateView(template.Id, template.Title, template.Description, template.Category, template.Icon, fits, inputs);
    }
}
