using System.Security.Cryptography;
using Kith.Assistant.Intents;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Skills;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Delivery;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/skills of a home: phrases of the household, and what makers add.</summary>
internal static class SkillsApi
{
    private const int SecretBytes = 32;

    internal static void MapSkills(this IEndpointRouteBuilder home)
    {
        var skills = home.MapGroup("/skills").WithTags("Assistant");
        skills.MapGet("", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<SkillView>>)Paging.Part(await homes.SkillsAsync(visit.Home, visit.Caller), view => view.Skill.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listSkills", "What the assistant was taught", "Phrases of the household and skills of makers, with what each was granted. For adults.");
        skills.MapGet("/{skill}", async (SkillId skill, Visit visit, HomeHost homes) => (Answer<SkillView>)await homes.SkillAsync(visit.Home, visit.Caller, skill)).ForHome(Scopes.Read)
            .Described("getSkill", "One phrase or skill", "Its document and its grant; never its secret.");
        skills.MapPut("/{skill}", async Task<Answer<SkillMade>> (SkillId skill, SkillForm form, Visit visit, HomeHost homes, Destinations destinations) =>
            {
                if (form.Skill.Id != skill) return new Fault(ErrorCodes.RequestInvalid, "The document has another id than the path.", "skill.id");
                if (SkillDocument.Check(form.Skill) is { } broken) return broken;
                if (form.Skill.Http is { } address && destinations.Check(address, "skill.http") is { } wrong) return wrong;
                if (form.Skill.Intents.SelectMany(intent => (intent.Phrases.En ?? []).Concat(intent.Phrases.Zh ?? [])).FirstOrDefault(Sayings.IsReserved) is { } taken)
                    return new Fault(ErrorCodes.RequestInvalid, $"“{taken}” is a yes, a no or a courtesy in every conversation.", "skill.intents");
                var secret = RandomNumberGenerator.GetBytes(SecretBytes);
                var put = await homes.PutSkillAsync(visit.Home, visit.Caller, form.Skill, form.Grant, secret);
                return put.Fault is { } fault ? fault : new SkillMade(put.Value.View, put.Value.IsNewSecret ? "whsec_" + Convert.ToBase64String(secret) : null);
            }).ForHome(Scopes.Manage)
            .Described(
                "putSkill", "Teach the assistant a phrase or skill",
                "docs/skills.md is the language of the document. Of one with an address the secret that signs what it is sent is answered, this once; it stays while the address does. "
                + "What it may see and do is the grant, and never what touches safety or privacy.");
        skills.MapDelete("/{skill}", async (SkillId skill, Visit visit, HomeHost homes) => Done.Of(await homes.RemoveSkillAsync(visit.Home, visit.Caller, skill))).ForHome(Scopes.Manage)
            .Described("removeSkill", "Forget a phrase or skill", "Nothing is sent to it any more.");
    }

    /// <summary>/skill-schema: the language, for editors and for who writes skills by hand.</summary>
    internal static void MapSkillSchema(this IEndpointRouteBuilder api) =>
        api.MapGet("/skill-schema", () => TypedResults.Text(SkillDocument.Schema, "application/schema+json"))
            .Public().WithTags("Assistant")
            .Described("getSkillSchema", "The JSON schema of a skill", "Draft 2020-12. docs/skills.md says what it means.");
}

/// <summary>A phrase or skill, with what it is granted.</summary>
internal sealed record SkillForm(Skill Skill, SkillGrant? Grant = null);

/// <summary>A skill as it is now.</summary>
/// <param name="Secret">Signs what is sent to its address; only when it is new.</param>
internal sealed record SkillMade(SkillView Skill, string? Secret);
