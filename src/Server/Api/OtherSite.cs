using Kith.Model.Errors;

namespace Kith.Server.Api;

/// <summary>
/// Refuses a change that a page of another site makes a browser ask for, also where nobody need be signed in: nobody is to be signed in
/// as somebody else, or out, by a page they visit. Programs say nothing of where they come from and are let through to the gate.
/// </summary>
internal static class OtherSite
{
    /// <param name="isPublic">The route asks for no cookie.</param>
    internal static Fault? Refuses(HttpRequest request, bool isPublic)
    {
        // A WebSocket begins with a GET, is opened across sites without asking, and does whatever is said in it.
        var isSocket = !isPublic && request.HttpContext.WebSockets.IsWebSocketRequest;
        if (!isSocket && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))) return null;
        // The browser's own word (Fetch Metadata); behind a proxy Origin and Host may differ honestly, so it goes first.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none" ? null : Elsewhere("Sec-Fetch-Site");
        // Not sent over plain http on a home's network: there, without a proxy, page and server have one name.
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase))
            ? null
            : Elsewhere("Origin");
    }

    private static Fault Elsewhere(string header) => new(ErrorCodes.RequestInvalid, "A page of another site asked for this change.", header);
}
