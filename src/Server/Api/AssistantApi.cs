using System.Globalization;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Words;
using Kith.Server.Accounts;
using Kith.Server.Assistant;
using Kith.Server.Errors;
using Kith.Server.Proposals;

namespace Kith.Server.Api;

/// <summary>/assistant of a home: what somebody says to it, understood and done.</summary>
internal static class AssistantApi
{
    internal static void MapAssistant(this IEndpointRouteBuilder home)
    {
        var assistant = home.MapGroup("/assistant").WithTags("Assistant");
        assistant.MapPost("", async (AssistantForm form, Visit visit, HomeAssistant its, Pins pins, CancellationToken cancel) =>
            {
                var (caller, wrong) = await CommandsApi.CallerAsync(pins, visit, form.Pin);
                return wrong is null ? await its.HearAsync(visit.Home, caller, form, cancel) : (Answer<AssistantAnswer>)wrong;
            }).ForHome(Scopes.Control).RequireRateLimiting(RateLimits.Words)
            .Described(
                "tellAssistant", "Say something to the home",
                "In English or Chinese. What is understood is done with the rights of who says it, and the commands have the words as their cause. "
                + "A confirm is answered by saying yes, with `pin` where the answer needs one; an ask by naming one; both in the same conversation, which ends after 90 s without a word.");
        assistant.MapPost("/explain", async (ExplainForm form, Visit visit, HomeAssistant its) => (Answer<AssistantAnswer>)await its.ExplainAsync(visit.Home, visit.Caller, form))
            .ForHome(Scopes.Read).RequireRateLimiting(RateLimits.Words)
            .Described("explainWords", "How the home would understand something", "The same answer with nothing done and nothing kept: what was heard, what each word stands for, and the acts.");
        assistant.MapGet("/model", (Visit visit, Proposer proposer) => (Answer<ModelView>)new ModelView(proposer.Name, proposer.Host, visit.View.AsksModel == true)).ForHome(Scopes.Read)
            .Described("getModel", "Which language model may be asked what somebody meant", "None when the server's keeper named none. changeHome says whether this home agrees (asksModel).");
        assistant.MapGet("/transcripts", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<TranscriptLine>>)Paging.Part(await homes.TranscriptsAsync(visit.Home, visit.Caller), line => line.Id.ToString(CultureInfo.InvariantCulture), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listTranscripts", "What you said to the home", "Newest first: your own words of the last 30 days, and what was answered. Nobody else reads them, and no sound is kept.");
        assistant.MapDelete("/transcripts", async (Visit visit, HomeHost homes) => (Done)await homes.ForgetTranscriptsAsync(visit.Home, visit.Caller)).ForHome(Scopes.Control)
            .Described("forgetTranscripts", "Forget what you said to the home", "All of your own, at once.");
    }
}

/// <summary>The language model of this server, and whether this home agreed to ask it.</summary>
/// <param name="Name">Null for none.</param>
internal sealed record ModelView(string? Name, string? Host, bool Agreed);
