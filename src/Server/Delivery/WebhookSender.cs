using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Homes.Notices;
using Kith.Model.Values;
using Kith.Server.Api;

namespace Kith.Server.Delivery;

/// <summary>A notice as a CloudEvent 1.0.</summary>
internal sealed record NoticeEvent(
    [property: JsonPropertyName("specversion")] string SpecVersion, string Id, string Source, string Type, string? Subject, DateTimeOffset Time,
    [property: JsonPropertyName("datacontenttype")] string DataContentType, NoticeData Data);

/// <summary>What it says.</summary>
internal sealed record NoticeData(NoticeKind Kind, NoticeLevel Level, LocalText Title, LocalText? Text, string? Device, string? Rule);

/// <summary>
/// Tells a person's program of a notice: a structured CloudEvent, signed as the Standard Webhooks say, so that the program can tell that it
/// comes from here, is whole and is of now. The id is the notice's: who has seen it has seen it.
/// </summary>
internal sealed class WebhookSender(Webhooks webhooks, Destinations destinations, TimeProvider time) : ISender
{
    public NoticeChannel Channel => NoticeChannel.Webhook;

    public async Task<Sent> SendAsync(Outgoing outgoing, CancellationToken cancel)
    {
        if (await webhooks.OfAsync(outgoing) is not { } webhook) return Sent.Done;
        var body = JsonSerializer.SerializeToUtf8Bytes(EventOf(outgoing), ApiJson.Wire.NoticeEvent);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8") } },
        };
        var (id, at) = (outgoing.Notice.Id.ToString(), time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{at}."), .. body];
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(webhook.Secret, signed))}");
        var answer = await destinations.SendAsync(request, cancel);
        await webhooks.NoteAsync(outgoing, answer.Status is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : answer.Trouble!);
        return answer.Verdict;
    }

    private static NoticeEvent EventOf(Outgoing outgoing)
    {
        var notice = outgoing.Notice;
        return new NoticeEvent(
            "1.0", notice.Id.ToString(), $"/api/v1/homes/{outgoing.Home}", "kith.notice", notice.Device?.ToString(), notice.At, "application/json",
            new NoticeData(notice.Kind, notice.Level, notice.Title, notice.Text, notice.Device?.ToString(), notice.Rule));
    }
}
