using Kith.Homes.People;
using Kith.Server.Accounts;
using Kith.Server.Assistant;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/assistant of a home: what somebody says to it, understood and done.</summary>
internal static class AssistantApi
{
    internal static void MapAssistant(this IEndpointRouteBuilder home)
    {
        var assistant = home.MapGroup("/assistant").WithTags("Assistant");
        assistant.MapPost("", async (AssistantForm form, Visit visit, HomeAssistant its, Pins pins) =>
            {
                var (caller, wrong) = await CommandsApi.CallerAsync(pins, visit, form.Pin);
                return wrong is null ? await its.HearAsync(visit.Home, caller, form) : (Answer<AssistantAnswer>)wrong;
            }).ForHome(Scopes.Control).RequireRateLimiting(RateLimits.Words)
            .Described(
                "tellAssistant", "Say something to the home",
                "In English or Chinese. What is understood is done with the rights of who says it, and the commands have the words as their cause. "
                + "A confirm is answered by saying yes, with `pin` where the answer needs one; an ask by naming one; both in the same conversation, which ends after 90 s without a word.");
    }
}
