namespace Kith.Imports.Uploads;

/// <summary>What somebody may hand in. Nothing of it is written to disk.</summary>
public static class UploadLimits
{
    /// <summary>Bytes of one upload: the configuration of a large home without its pictures and databases has 5 MB.</summary>
    public const int Bytes = 32 << 20;

    /// <summary>Bytes of one file that is read: 4,000 entities have 4 MB of registry.</summary>
    public const int FileBytes = 16 << 20;

    /// <summary>Bytes of all files that are read.</summary>
    public const int KeptBytes = 48 << 20;

    /// <summary>Bytes that may come out of archives while looking for those files.</summary>
    public const long UnpackedBytes = 512L << 20;

    /// <summary>Entries of archives that are looked at.</summary>
    public const int Entries = 50_000;

    /// <summary>Files that are read.</summary>
    public const int Files = 200;

    /// <summary>Archives in archives: a Home Assistant backup is a tar with a tar.gz in it.</summary>
    public const int Nesting = 2;

    /// <summary>Characters of a file's path.</summary>
    public const int Path = 300;
}
