using System.Formats.Tar;
using System.IO.Compression;
using Kith.Model.Errors;

namespace Kith.Imports.Uploads;

internal enum ArchiveKind : byte { None, Zip, Tar, TarGz }

/// <summary>Looks at one entry: its path, its content (null for what is no file), its size as told.</summary>
internal delegate Fault? LookAt(string path, Func<Stream?> content, long size);

/// <summary>Archives, entry by entry. Links are never followed and nothing is written.</summary>
internal static class Archive
{
    internal static ArchiveKind KindOf(string name, ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\u0003\u0004"u8) ? ArchiveKind.Zip
        : bytes.Length > 2 && bytes[0] == 0x1f && bytes[1] == 0x8b ? ArchiveKind.TarGz
        : bytes.Length > 262 && bytes.Slice(257, 5).SequenceEqual("ustar"u8) ? ArchiveKind.Tar
        : KindOf(name);

    internal static ArchiveKind KindOf(string name) =>
        name.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) ? ArchiveKind.TarGz
        : name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? ArchiveKind.Tar
        : name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? ArchiveKind.Zip
        : ArchiveKind.None;

    /// <summary>The archive in an archive that is a configuration: what backups of Home Assistant call theirs.</summary>
    internal static bool IsInner(string path) => Upload.NameOf(path) is "homeassistant.tar.gz" or "homeassistant.tar";

    internal static Fault? Read(ArchiveKind kind, Stream stream, LookAt look) => kind switch
    {
        ArchiveKind.Zip => Zip(stream, look),
        ArchiveKind.TarGz => Tar(new GZipStream(stream, CompressionMode.Decompress), look),
        _ => Tar(stream, look),
    };

    private static Fault? Zip(Stream stream, LookAt look)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
            if (!entry.FullName.EndsWith('/') && look(entry.FullName, entry.Open, 0) is { } fault) return fault;
        return null;
    }

    private static Fault? Tar(Stream stream, LookAt look)
    {
        using var bounded = new Bounded(stream, UploadLimits.UnpackedBytes);
        using var tar = new TarReader(bounded, leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && look(entry.Name, () => entry.DataStream, entry.Length) is { } fault) return fault;
        return null;
    }

    /// <summary>Ends with an error after so many bytes, whatever an archive says of itself.</summary>
    private sealed class Bounded(Stream inner, long most) : Stream
    {
        private long _left = most;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            return (_left -= read) < 0 ? throw new InvalidDataException("more comes out of it than an import reads") : read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
