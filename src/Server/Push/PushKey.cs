using System.Security.Cryptography;

namespace Kith.Server.Push;

/// <summary>
/// The key by which push services know this server (VAPID): made at the first start, in a file that only its owner can read. Browsers
/// subscribe to it; were it lost, every phone would have to subscribe again.
/// </summary>
internal static class PushKey
{
    private const string Name = "push.key";

    /// <summary>The key of a folder; made when there is none yet.</summary>
    internal static ECDsa Take(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) Make(path);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(File.ReadAllBytes(path), out _);
        return key;
    }

    /// <summary>Written beside and moved, so that a crash leaves a whole key or none.</summary>
    private static void Make(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(key.ExportPkcs8PrivateKey());
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path);
    }
}
