using System.Net.Http.Headers;
using System.Text;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Steps;
using Kith.Model.Ids;

namespace Kith.Server.Delivery;

/// <summary>The calls that rules make: by the one way to addresses that people gave, once, and of the answer the status alone.</summary>
internal sealed class RuleCalls(Destinations destinations) : IOutside
{
    public async Task<string> CallAsync(HomeId home, HookMethod method, Uri address, string? json, CancellationToken cancel)
    {
        if (destinations.Check(address.OriginalString, "url") is { } refused) return refused.Detail;
        using var request = new HttpRequestMessage(Verb(method), address)
        {
            Content = json is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        var answer = await destinations.SendAsync(request, cancel);
        return answer.Status is not { } status ? answer.Trouble! : (int)status is >= 200 and < 300 ? "done" : $"http.{(int)status}";
    }

    private static HttpMethod Verb(HookMethod method) => method switch
    {
        HookMethod.Put => HttpMethod.Put,
        HookMethod.Get => HttpMethod.Get,
        HookMethod.Delete => HttpMethod.Delete,
        _ => HttpMethod.Post,
    };
}
