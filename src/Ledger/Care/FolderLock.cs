namespace Kith.Ledger.Care;

/// <summary>One process has a folder at a time; the lock ends with the process, however it ends.</summary>
internal static class FolderLock
{
    public static FileStream Take(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "kith.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new LedgerException(LedgerTrouble.InUse, $"{folder} is in use by another process.", error);
        }
    }
}
