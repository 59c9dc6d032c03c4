using System.Text;
using Kith.Model.Errors;

namespace Kith.Imports.Uploads;

/// <summary>The files that somebody handed in and that a format reads, in memory. Made by adding files and archives of files one after another.</summary>
public sealed class Upload
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Func<string, bool> _wants;
    private long _kept, _unpacked;
    private int _entries;

    /// <summary>Keeps what a format reads.</summary>
    public Upload() : this(Formats.Wants)
    {
    }

    internal Upload(Func<string, bool> wants) => _wants = wants;

    /// <summary>Paths of what was kept.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>Takes a file, or what is in an archive. A fault ends the upload.</summary>
    public Fault? Add(string name, byte[] bytes) => Archive.KindOf(name, bytes) is not ArchiveKind.None and var kind ? Unpack(kind, name, new MemoryStream(bytes, writable: false), 1) : Keep(name, bytes);

    /// <summary>The text of the first file called so; null when there is none.</summary>
    internal string? Text(string fileName)
    {
        foreach (var (path, bytes) in _files.OrderBy(file => file.Key.Length).ThenBy(file => file.Key, StringComparer.Ordinal))
            if (NameOf(path) == fileName) return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        return null;
    }

    /// <summary>Files whose name ends so, by path.</summary>
    internal IEnumerable<(string Path, string Text)> Ending(string end) =>
        _files.Where(file => file.Key.EndsWith(end, StringComparison.OrdinalIgnoreCase)).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (file.Key, Encoding.UTF8.GetString(file.Value).TrimStart('\uFEFF')));

    internal static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    internal Fault? Unpack(ArchiveKind kind, string name, Stream stream, int depth)
    {
        if (depth > UploadLimits.Nesting) return null;
        try
        {
            return Archive.Read(kind, stream, (path, content, size) => Entry(path, content, size, depth));
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or EndOfStreamException or FormatException or NotSupportedException or OverflowException or ArgumentException)
        {
            return new Fault(ErrorCodes.RequestInvalid, $"{Short(name)} is no archive that can be read; a protected backup has to be made again without protection");
        }
    }

    private Fault? Entry(string path, Func<Stream?> content, long size, int depth)
    {
        if (++_entries > UploadLimits.Entries) return new Fault(ErrorCodes.PayloadTooLarge, $"an upload has at most {UploadLimits.Entries} entries");
        if (Clean(path) is not { } clean) return Bad(path);
        if (!_wants(clean) && !Archive.IsInner(clean)) return (_unpacked += Math.Max(size, 0)) > UploadLimits.UnpackedBytes ? TooMuch() : null;
        using var stream = content();
        if (stream is null) return null;
        if (Archive.IsInner(clean) && Archive.KindOf(clean) is not ArchiveKind.None and var kind) return Unpack(kind, clean, stream, depth + 1);
        var bytes = ReadBounded(stream);
        if (bytes is null) return new Fault(ErrorCodes.PayloadTooLarge, $"{Short(clean)} is larger than {UploadLimits.FileBytes >> 20} MB");
        return (_unpacked += bytes.Length) > UploadLimits.UnpackedBytes ? TooMuch() : Keep(clean, bytes);
    }

    private Fault? Keep(string name, byte[] bytes)
    {
        if (Clean(name) is not { } path) return Bad(name);
        if (!_wants(path)) return null;
        if (bytes.Length > UploadLimits.FileBytes) return new Fault(ErrorCodes.PayloadTooLarge, $"{Short(path)} is larger than {UploadLimits.FileBytes >> 20} MB");
        if (_files.Count >= UploadLimits.Files || (_kept += bytes.Length) > UploadLimits.KeptBytes) return TooMuch();
        _files.TryAdd(path, bytes);
        return null;
    }

    private static byte[]? ReadBounded(Stream stream)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (kept.Length + read > UploadLimits.FileBytes) return null;
            kept.Write(buffer, 0, read);
        }
        return kept.ToArray();
    }

    /// <summary>As a path below the upload; null for one that would leave it, or that nobody could have meant.</summary>
    private static string? Clean(string path)
    {
        var clean = path.Replace('\\', '/');
        while (clean.StartsWith("./", StringComparison.Ordinal)) clean = clean[2..];
        return clean.Length is 0 or > UploadLimits.Path || clean[0] == '/' || clean.Contains(':', StringComparison.Ordinal) && clean[..Math.Min(2, clean.Length)].EndsWith(':')
            || clean.Any(char.IsControl) || clean.Split('/').Contains("..") ? null : clean;
    }

    private static Fault Bad(string path) => new(ErrorCodes.RequestInvalid, $"{Short(new string([.. path.Where(c => !char.IsControl(c))]))} is no path below the upload");

    private static Fault TooMuch() => new(ErrorCodes.PayloadTooLarge, "there is more in it than an import reads; hand in the configuration without databases and pictures");

    private static string Short(string text) => text.Length <= 80 ? text : text[..80];
}
