namespace Kith.Server.App;

/// <summary>What a browser may do with anything that comes from here (checked by a test against the built app).</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// Scripts, styles and connections from here alone, nothing inline; pictures may also be data: and blob: (QR codes, later camera stills).
    /// </summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    internal static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        // At the last moment: what becomes an error on the way begins its headers anew.
        context.Response.OnStarting(static response => Add((HttpResponse)response), context.Response);
        return next(context);
    }

    private static Task Add(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()";
        return Task.CompletedTask;
    }
}
