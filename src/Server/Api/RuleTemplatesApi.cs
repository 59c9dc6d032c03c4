using System.Text.Json;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Rules.Templates;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/rule-templates of a home: ready rules, those first that its devices can do.</summary>
internal static class RuleTemplatesApi
{
    internal static void MapRuleTemplates(this IEndpointRouteBuilder home)
    {
        var templates = home.MapGroup("/rule-templates").WithTags("Rules");
        templates.MapGet("", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<TemplateView>>)Paging.Part(await homes.RuleTemplatesAsync(visit.Home, visit.Caller), template => template.Id, limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listRuleTemplates", "Ready rules", "Those that fit the home's devices first, each with the devices that its inputs may be. For adults.");
        templates.MapPost("/{id}", async (string id, TemplateForm form, Visit visit, HomeHost homes) =>
                (Answer<FilledRule>)await homes.FillTemplateAsync(visit.Home, visit.Caller, id, form.Inputs ?? [], form.Language)).ForHome(Scopes.Manage)
            .Described("fillRuleTemplate", "Make a rule of a template", "It is not kept: look at it, and add it by createRule. An input that does not fit is named as inputs.its-name.");
    }
}

/// <summary>What goes into a template.</summary>
/// <param name="Inputs">By name: a device as id or device/address, a list of them, a number, or a text. What has a default may be left out.</param>
/// <param name="Language">zh for a name and notices in Chinese; English otherwise.</param>
internal sealed record TemplateForm(Dictionary<string, JsonElement>? Inputs = null, string? Language = null);
