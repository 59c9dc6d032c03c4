using Kith.Model.Errors;

namespace Kith.Server.Accounts;

/// <summary>Who a request comes from, by its bearer token or its cookie. Asked anew for each request, so that an end bites at once.</summary>
internal sealed class Credentials(Sessions sessions, Tokens tokens)
{
    internal const string Cookie = "kith_session";

    /// <summary>Says that somebody signed in here before; opens nothing (KnownDevices).</summary>
    internal const string DeviceCookie = "kith_device";

    /// <summary>Browsers refuse to add a header of this name for another site: a form or picture of a stranger cannot act here.</summary>
    internal const string OwnPageHeader = "X-Kith";

    internal async Task<Result<SignedIn>> FindAsync(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length > 0) return await FindBearerAsync(authorization);
        if (request.Cookies[Cookie] is not { Length: > 0 } cookie)
            return new Fault(ErrorCodes.AuthRequired, "The request has neither a session nor a token.");
        if (!Ticket.TryParse(cookie, out var ticket)) return new Fault(ErrorCodes.AuthRequired, "This sign-in is not known here.");
        return IsFromElsewhere(request)
            ? new Fault(ErrorCodes.RequestInvalid, $"A change by cookie needs the header {OwnPageHeader}: 1.", OwnPageHeader)
            : await sessions.FindAsync(ticket);
    }

    /// <summary>Always a new session: a cookie that was planted before the sign-in is never the one after.</summary>
    internal static void Keep(HttpContext context, Entered entered)
    {
        context.Response.Cookies.Append(Cookie, entered.Session.ToString(), Options(context));
        if (entered.Device is { } device) context.Response.Cookies.Append(DeviceCookie, device.ToString(), Options(context));
    }

    internal static void Drop(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context));

    private async Task<Result<SignedIn>> FindBearerAsync(string authorization)
    {
        const string scheme = "Bearer " + Tokens.Prefix;
        return authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && Ticket.TryParse(authorization[scheme.Length..], out var ticket)
            ? await tokens.FindAsync(ticket)
            : new Fault(ErrorCodes.AuthWrong, "The Authorization header is not a token of Kith.");
    }

    private static bool IsFromElsewhere(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && request.Headers[OwnPageHeader] != "1";

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        // When it ends is the server's to say (Sessions.IdleLimit): a panel that is used daily is never asked again. Browsers keep no longer.
        MaxAge = TimeSpan.FromDays(400),
        IsEssential = true,
    };
}
