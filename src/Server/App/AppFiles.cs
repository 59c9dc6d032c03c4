namespace Kith.Server.App;

/// <summary>Serves the app: all of its files are read at start, so a request touches no disk and can name nothing but what was built.</summary>
internal sealed class AppFiles
{
    private readonly Dictionary<string, AppFile> _files = new(StringComparer.Ordinal);

    internal AppFiles(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(file) is ".br" or ".gz" or ".map") continue;
            var path = "/" + Path.GetRelativePath(folder, file).Replace('\\', '/');
            _files[path] = new(path, suffix => File.Exists(file + suffix) ? File.ReadAllBytes(file + suffix) : null);
        }
        if (_files.TryGetValue("/index.html", out var index)) _files["/"] = index;
    }

    internal int Count => _files.Count;

    internal Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return next(context);
        return _files.TryGetValue(request.Path.Value ?? "/", out var file) ? SendAsync(context, file) : next(context);
    }

    private static Task SendAsync(HttpContext context, AppFile file)
    {
        var response = context.Response;
        response.Headers.ETag = file.ETag;
        response.Headers.CacheControl = file.CacheControl;
        response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.Any(tag => tag is not null && tag.Contains(file.ETag, StringComparison.Ordinal)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        var (bytes, encoding) = file switch
        {
            { Brotli: { } brotli } when accepted.Contains("br", StringComparison.OrdinalIgnoreCase) => (brotli, "br"),
            { Gzip: { } gzip } when accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) => (gzip, "gzip"),
            _ => (file.Plain, null),
        };
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentType = file.ContentType;
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
