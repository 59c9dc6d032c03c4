using Kith.Homes;
using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Delivery;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/notices: what the caller was told, and how they want to be told. Everybody reaches their own only.</summary>
internal static class NoticesApi
{
    internal static void MapNotices(this IEndpointRouteBuilder home)
    {
        var notices = home.MapGroup("/notices").WithTags("Notices");
        notices.MapGet("", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<NoticeView>>)Paging.Part(await homes.NoticesAsync(visit.Home, visit.Caller), notice => notice.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listNotices", "What you were told", "Newest first, in both languages. The live feed brings new ones, and how many you have not looked at.");
        notices.MapPost("/{notice}/read", async (NoticeId notice, Visit visit, HomeHost homes) =>
                (Answer<NoticeView>)await homes.ReadNoticeAsync(visit.Home, visit.Caller, notice))
            .ForHome(Scopes.Control)
            .Described("readNotice", "Say that you have looked at one", "Others who were told the same are not touched.");
        notices.MapPost("/read", async (Visit visit, HomeHost homes) => Done.Of(await homes.ReadNoticesAsync(visit.Home, visit.Caller)))
            .ForHome(Scopes.Control)
            .Described("readNotices", "Say that you have looked at all of them", "Your other screens hear of it in the live feed.");
        notices.MapPost("/test", async (Visit visit, HomeHost homes) => Done.Of(await homes.TestNoticeAsync(visit.Home, visit.Caller)))
            .ForHome(Scopes.Control)
            .Described("testNotices", "Send yourself a notice", "By every way that you have, whatever you chose and at any hour, to see that they work.");

        var settings = home.MapGroup("/notice-settings").WithTags("Notices");
        settings.MapGet("", async (Visit visit, HomeHost homes) =>
                (Answer<NoticeSettings>)await homes.NoticeSettingsAsync(visit.Home, visit.Caller)).ForHome(Scopes.Read)
            .Described("getNoticeSettings", "How you want to hear of what", "The ways (app, push, webhook) for each kind of notice, and your quiet hours.");
        settings.MapPut("", async (NoticeSettings form, Visit visit, HomeHost homes) =>
                (Answer<NoticeSettings>)await homes.ChangeNoticeSettingsAsync(visit.Home, visit.Caller, form)).ForHome(Scopes.Control)
            .Described(
                "putNoticeSettings", "Choose how you hear of what",
                "Replaces the whole; a kind that is not named is as it is at first. Quiet hours are in the home's time and may go over midnight. What is critical comes always.");

        var webhook = home.MapGroup("/notice-settings/webhook").WithTags("Notices");
        webhook.MapGet("", async (Visit visit, Webhooks store) =>
                Me(visit) is var me && me.Fault is { } denied ? (Answer<WebhookNow>)denied : new WebhookNow(await store.FindAsync(visit.Home, me.Value)))
            .ForHome(Scopes.Manage)
            .Described("getWebhook", "The program that is told your notices", "With what became of the last try; nothing when there is none.");
        webhook.MapPut("", async (WebhookForm form, Visit visit, Webhooks store) =>
            {
                var me = Me(visit);
                if (me.Fault is { } denied) return (Answer<WebhookMade>)denied;
                var made = await store.PutAsync(visit.Home, me.Value, form.Url);
                return made.Fault is { } wrong ? wrong : new WebhookMade(made.Value.View, made.Value.Secret);
            }).ForHome(Scopes.Manage)
            .Described(
                "putWebhook", "Tell a program your notices",
                "Each as a CloudEvent 1.0 (structured JSON), signed as the Standard Webhooks say with a secret that is shown this once. https and public addresses only; "
                + "tried for some hours when it does not answer within 10 seconds.");
        webhook.MapDelete("", async (Visit visit, Webhooks store) =>
                Me(visit) is var me && me.Fault is { } denied ? (Done)denied : await store.RemoveAsync(visit.Home, me.Value))
            .ForHome(Scopes.Manage)
            .Described("removeWebhook", "Tell the program no more", "What waited for it is dropped.");
    }

    /// <summary>Children and guests have no programs that this house calls.</summary>
    private static Result<PersonId> Me(Visit visit) => visit.View is { Me: { } me, Role: Role.Owner or Role.Admin or Role.Adult }
        ? me
        : new Fault(ErrorCodes.RightMissing, "Children and guests have no webhooks.");
}

/// <summary>Where a webhook is to go.</summary>
internal sealed record WebhookForm(string Url);

/// <summary>The webhook, if there is one.</summary>
internal sealed record WebhookNow(WebhookView? Webhook);

/// <summary>A webhook and, this once, its secret.</summary>
internal sealed record WebhookMade(WebhookView Webhook, string Secret);
