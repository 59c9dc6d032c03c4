using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Server.Errors;
using Kith.Server.Push;

namespace Kith.Server.Api;

/// <summary>/push-subscriptions: the browsers of an account that take messages while the app is closed.</summary>
internal static class PushApi
{
    internal static void MapPush(this IEndpointRouteBuilder api)
    {
        var push = api.MapGroup("/push-subscriptions").WithTags("Notices");
        push.MapGet("", async (Visitor visitor, PushSubscriptions store, Vapid vapid) =>
                (Answer<PushView>)new PushView(vapid.PublicKey, await store.ListAsync(visitor.Who)))
            .ForAccount(Scopes.Manage)
            .Described("listPushSubscriptions", "The browsers that take messages", "And the key (VAPID) with which a browser subscribes.");
        push.MapPost("", async (PushForm form, Visitor visitor, PushSubscriptions store, HttpRequest request) =>
                (Made<PushItem>)await store.AddAsync(visitor.Who, form, request.Headers.UserAgent.ToString()))
            .ForAccount(Scopes.Manage)
            .Described(
                "createPushSubscription", "Send messages to this browser",
                "Takes what PushSubscription.toJSON() gives. It belongs to this sign-in and ends with it. The endpoint is https and public.");
        push.MapDelete("/{id}", async (CredentialId id, Visitor visitor, PushSubscriptions store) => (Done)await store.RemoveAsync(visitor.Who, id))
            .ForAccount(Scopes.Manage)
            .Described("removePushSubscription", "Send no more messages to a browser", "It may subscribe again.");
    }
}

/// <summary>The browsers that take messages.</summary>
/// <param name="Key">This server's public key, base64url: applicationServerKey.</param>
internal sealed record PushView(string Key, IReadOnlyList<PushItem> Items);
