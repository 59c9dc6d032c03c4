using System.Net;
using System.Net.Sockets;
using Kith.Model.Errors;

namespace Kith.Server.Delivery;

/// <summary>What the other side answered; no status when it could not be reached.</summary>
internal readonly record struct Replied(HttpStatusCode? Status, Sent Verdict, string? Trouble = null);

/// <summary>What the other side answered, in full; no body when it was too much, no status when it could not be reached or was too slow.</summary>
internal readonly record struct Asked(HttpStatusCode? Status, byte[]? Body, string? Trouble = null, bool IsSlow = false);

/// <summary>
/// The one way by which this server calls addresses that people gave it: https only, to public addresses only, decided when the connection is
/// made (a name may mean another address a moment later), no redirects, no more than ten seconds, and of the answer the status alone; but what
/// is asked of a skill is read, up to a bound.
/// </summary>
/// <param name="thisMachineToo">For who writes skills, and for tests: http on the loopback addresses as well.</param>
internal sealed class Destinations(bool thisMachineToo, TimeProvider time) : IDisposable
{
    internal const int LongestUrl = 1000;

    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Longer patience than this is not kept; the tries would outlive the notice.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseProxy = false, UseCookies = false, MaxResponseHeadersLength = 16, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = async (context, cancel) => await ConnectAsync(context.DnsEndPoint, thisMachineToo, cancel),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Null for an address that may be kept; whether a name may be called is found out with each call.</summary>
    internal Fault? Check(string url, string field)
    {
        Fault Wrong(string why) => new(ErrorCodes.RequestInvalid, why, field);
        if (url.Length > LongestUrl || !Uri.TryCreate(url, UriKind.Absolute, out var uri)) return Wrong($"An address is a URL of at most {LongestUrl} characters.");
        if (uri.UserInfo.Length > 0) return Wrong("An address has no user name or password in it.");
        if (thisMachineToo && uri.IsLoopback) return null;
        if (uri.Scheme != Uri.UriSchemeHttps) return Wrong("An address begins with https://.");
        return uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && !PublicAddresses.Has(IPAddress.Parse(uri.DnsSafeHost)) || uri.IsLoopback
            ? Wrong("This address is not public.")
            : null;
    }

    internal async Task<Replied> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return new(response.StatusCode, VerdictOn(response));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(null, new Sent(true), $"no answer within {Limit.TotalSeconds:0} s");
        }
        catch (HttpRequestException failure)
        {
            return new(null, new Sent(true), failure.Message);
        }
    }

    /// <summary>Asks for an answer with words in it, of at most so many bytes, whole within the limit.</summary>
    internal async Task<Asked> AskAsync(HttpRequestMessage request, TimeSpan within, int mostBytes, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(within, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var body = new byte[mostBytes + 1];
            await using var stream = await response.Content.ReadAsStreamAsync(both.Token);
            var read = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, both.Token);
            return read > mostBytes ? new(response.StatusCode, null, $"more than {mostBytes} bytes") : new(response.StatusCode, body[..read]);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(null, null, $"no answer within {within.TotalSeconds:0} s", IsSlow: true);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new(null, null, failure.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Too busy, too many and our own time-outs pass; what else is refused will be refused again.</summary>
    private static Sent VerdictOn(HttpResponseMessage response)
    {
        var isLater = (int)response.StatusCode >= 500 || response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
        var after = response.Headers.RetryAfter?.Delta;
        return new Sent(isLater, after > LongestPatience ? LongestPatience : after);
    }

    private static async Task<Stream> ConnectAsync(DnsEndPoint where, bool thisMachineToo, CancellationToken cancel)
    {
        var addresses = (await Dns.GetHostAddressesAsync(where.Host, cancel)).Where(address => PublicAddresses.Has(address) || (thisMachineToo && IPAddress.IsLoopback(address))).ToArray();
        if (addresses.Length == 0) throw new HttpRequestException($"{where.Host} has no public address");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, where.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
