namespace Kith.Ledger;

/// <summary>Why the ledger could not do what was asked.</summary>
public enum LedgerTrouble
{
    /// <summary>Another process has the folder open.</summary>
    InUse,
    /// <summary>The database was written by a newer version.</summary>
    Newer,
    /// <summary>A key file is missing or does not fit.</summary>
    Keys,
    /// <summary>The disk is full or the quota is used up; nothing was written.</summary>
    Full,
    /// <summary>The disk failed; nothing more is taken until the ledger is opened anew.</summary>
    Disk,
    /// <summary>What is stored cannot be read.</summary>
    Damaged,
    /// <summary>The home was erased.</summary>
    Erased,
    /// <summary>The caller broke a rule: sequence not rising, detail too long, SQL in error.</summary>
    Refused,
    /// <summary>The ledger is closed.</summary>
    Closed,
}

/// <summary>The ledger could not do what was asked; nothing of it is visible.</summary>
public sealed class LedgerException(LedgerTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public LedgerTrouble Trouble { get; } = trouble;
}
