using System.Security.Cryptography;

namespace Kith.Ledger.Sealing;

/// <summary>The key that wraps the keys of homes: 32 random bytes in a file that only its owner can read.</summary>
internal static class MasterKey
{
    public static byte[] Take(string path, bool mayMake)
    {
        if (!File.Exists(path))
        {
            if (!mayMake) throw new LedgerException(LedgerTrouble.Keys, "master.key is missing: without it no home can be read. Put it back from your copy.");
            Make(path);
        }
        var key = File.ReadAllBytes(path);
        return key.Length == Seal.KeyBytes ? key : throw new LedgerException(LedgerTrouble.Keys, "master.key is not a key of 32 bytes.");
    }

    /// <summary>Written beside and moved, so that a crash leaves a whole key or none.</summary>
    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Seal.KeyBytes));
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path);
    }
}
