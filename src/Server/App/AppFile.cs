using System.Security.Cryptography;

namespace Kith.Server.App;

/// <summary>One file of the built app, in memory with its compressed forms (the whole app is a few hundred kB).</summary>
internal sealed class AppFile
{
    internal AppFile(string path, Func<string, byte[]?> read)
    {
        Plain = read("") ?? throw new FileNotFoundException("The app's file is gone.", path);
        (Brotli, Gzip) = (read(".br"), read(".gz"));
        ContentType = TypeOf(path);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Plain).AsSpan(0, 12))}\"";
        // Names under assets/ carry a hash of their content, so they never change; all else is asked for again each time (304 when the same).
        CacheControl = path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    internal byte[] Plain { get; }
    internal byte[]? Brotli { get; }
    internal byte[]? Gzip { get; }
    internal string ContentType { get; }
    internal string ETag { get; }
    internal string CacheControl { get; }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json",
        ".webmanifest" => "application/manifest+json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
