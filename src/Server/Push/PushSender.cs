using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Kith.Homes;
using Kith.Homes.Notices;
using Kith.Server.Accounts;
using Kith.Server.Api;
using Kith.Server.Delivery;

namespace Kith.Server.Push;

/// <summary>What a browser is sent. The service worker shows it without asking the server: the phone may be far from home.</summary>
/// <param name="Unread">How many of the person's notices are new: the number on the app's icon.</param>
internal sealed record PushMessage(string Id, string Home, NoticeKind Kind, NoticeLevel Level, string Title, string? Text, DateTimeOffset At, int Unread);

/// <summary>Carries notices to the browsers of a person, each sealed for itself, in the language of their account.</summary>
internal sealed class PushSender(HomeHost homes, PushSubscriptions subscriptions, AccountStore accounts, Vapid vapid, Destinations destinations) : ISender
{
    /// <summary>How long a push service keeps what a phone that is off cannot take. A day: older news is found in the app.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    public NoticeChannel Channel => NoticeChannel.Push;

    public async Task<Sent> SendAsync(Outgoing outgoing, CancellationToken cancel)
    {
        if (outgoing.Account is not { } id || await accounts.FindAsync(id) is not { } account) return Sent.Done;
        var targets = await subscriptions.OfAsync(id);
        if (targets.Count == 0) return Sent.Done;
        var notice = outgoing.Notice;
        string Said(Model.Values.LocalText text) => account.Language == "zh" ? text.Zh : text.En;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new PushMessage(notice.Id.ToString(), outgoing.Home.ToString(), notice.Kind, notice.Level, Said(notice.Title), notice.Text is { } text ? Said(text) : null,
                notice.At, await homes.UnreadAsync(outgoing.Home, outgoing.Person)),
            ApiJson.Wire.PushMessage);
        var sent = await Task.WhenAll(targets.Select(target => SendAsync(target, notice, body, cancel)));
        // Those that have it already show nothing twice: the same notice takes its own place (sw.js).
        return sent.MaxBy(one => one.IsLater);
    }

    private async Task<Sent> SendAsync(PushTarget target, Notice notice, byte[] body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Endpoint)
        {
            Content = new ByteArrayContent(PushCipher.Seal(body, target.Point, target.Auth))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentEncoding = { "aes128gcm" } },
            },
        };
        request.Headers.TryAddWithoutValidation("Authorization", vapid.AuthorizationFor(target.Endpoint));
        request.Headers.Add("TTL", Life.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", notice.Level is NoticeLevel.Info ? "normal" : "high");
        // A repeat takes the place of one that still waits there.
        request.Headers.Add("Topic", notice.Id.ToString());
        var answer = await destinations.SendAsync(request, cancel);
        if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone) await subscriptions.DropAsync(target.Id);
        return answer.Verdict;
    }
}
