using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Kith.Imports.Uploads;
using Kith.Model.Errors;

namespace Kith.Imports.Tests.Uploads;

/// <summary>Whatever somebody hands in: it is read within limits, nothing of it is written, and what is wrong is said.</summary>
public sealed class UploadTests
{
    private static readonly byte[] Devices = Encoding.UTF8.GetBytes("""{"data":{"devices":[]}}""");

    [Fact]
    public async Task A_backup_is_read_as_it_is_a_tar_with_a_tar_gz_in_it()
    {
        var inner = await TarAsync(("data/.storage/core.device_registry", Devices), ("data/home-assistant_v2.db", new byte[100_000]), ("data/automations.yaml", "- alias: x"u8.ToArray()));
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(inner);
        var upload = new Upload();

        Assert.Null(upload.Add("backup.tar", await TarAsync(("./backup.json", "{}"u8.ToArray()), ("./homeassistant.tar.gz", zipped.ToArray()))));
        Assert.Equal(["data/.storage/core.device_registry", "data/automations.yaml"], upload.Paths.Order());
    }

    [Theory]
    [InlineData("../core.device_registry")]
    [InlineData("/etc/core.device_registry")]
    [InlineData("a/../../core.device_registry")]
    [InlineData("C:\\core.device_registry")]
    [InlineData("a\u0000/core.device_registry")]
    public void A_path_that_leaves_the_upload_ends_it(string path)
    {
        var upload = new Upload();
        Assert.Equal(ErrorCodes.RequestInvalid, upload.Add("home.zip", Zip((path, Devices)))?.Error);
        Assert.Empty(upload.Paths);
    }

    [Fact]
    public void A_file_that_unpacks_to_more_than_is_read_ends_it() =>
        Assert.Equal(ErrorCodes.PayloadTooLarge, new Upload().Add("bomb.zip", Zip(("core.device_registry", new byte[UploadLimits.FileBytes + 1])))?.Error);

    [Fact]
    public async Task Links_are_not_followed()
    {
        using var stream = new MemoryStream();
        await using (var writer = new TarWriter(stream, leaveOpen: true))
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "core.device_registry") { LinkName = "/etc/passwd" });
        var upload = new Upload();
        Assert.Null(upload.Add("a.tar", stream.ToArray()));
        Assert.Empty(upload.Paths);
    }

    [Fact]
    public async Task Half_an_archive_is_told_as_one()
    {
        var whole = await TarAsync(("core.device_registry", Devices), ("automations.yaml", new byte[4000]));
        Assert.Equal(ErrorCodes.RequestInvalid, new Upload().Add("a.tar", whole[..1500])?.Error);
        Assert.Equal(ErrorCodes.RequestInvalid, new Upload().Add("a.zip", [0x50, 0x4b, 3, 4, 9, 9, 9])?.Error);
    }

    [Theory]
    [InlineData("a: !include other.yaml\nb: 1", "1: !include")]
    [InlineData("a: &x {b: 1}\nc: *x", "2: *x")]
    public void References_to_elsewhere_are_named_and_not_followed(string yaml, string refused)
    {
        var (root, told, wrong) = Yaml.Read(yaml);
        Assert.Null(wrong);
        Assert.Equal([refused], told);
        Assert.NotNull(root);
    }

    [Theory]
    [InlineData("a: [1, 2")]
    [InlineData("a: b: c")]
    public void Yaml_that_is_broken_is_told_with_its_line(string yaml) => Assert.NotNull(Yaml.Read(yaml).Wrong);

    [Fact]
    public void Yaml_that_is_deeper_than_anybody_writes_is_refused() => Assert.NotNull(Yaml.Read(string.Concat(Enumerable.Repeat("[", 2_000))).Wrong);

    private static byte[] Zip(params (string Path, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, bytes) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }

    private static async Task<byte[]> TarAsync(params (string Path, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        await using (var writer = new TarWriter(stream, leaveOpen: true))
            foreach (var (path, bytes) in files)
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(bytes) });
        return stream.ToArray();
    }
}
