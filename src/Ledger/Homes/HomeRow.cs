using Kith.Ledger.Facts;
using Kith.Ledger.Sealing;

namespace Kith.Ledger.Homes;

/// <summary>
/// The sealed bodies of the tables home and series.
/// <code>
/// home:   version 1 | last sequence | activity folded through | gaps
/// series: version 1 | device | property | folded through | latest: time (zigzag) | sequence | value
/// </code>
/// </summary>
internal static class HomeRow
{
    private const byte Version = 1;

    public static byte[] Seal(OpenHome home)
    {
        var text = new ByteWriter();
        text.Byte(Version);
        text.Varint((ulong)home.LastSequence);
        text.Varint((ulong)home.ActivityFolded);
        text.Varint((ulong)home.Gaps);
        return Sealing.Seal.Close(home.Key, text.Written, SealedAs.Home, home.Id);
    }

    /// <summary>False when the seal is broken.</summary>
    public static bool TryOpen(OpenHome home, ReadOnlySpan<byte> body)
    {
        if (Sealing.Seal.Open(home.Key, body, SealedAs.Home, home.Id) is not { } text) return false;
        var from = new ByteReader(text);
        if (from.Byte() != Version) throw new InvalidDataException("An unknown version of a home.");
        home.LastSequence = (long)from.Varint();
        home.ActivityFolded = (long)from.Varint();
        home.Gaps = (long)from.Varint();
        return true;
    }

    public static byte[] Seal(OpenHome home, OpenSeries series, long row, long foldedSequence)
    {
        var text = new ByteWriter();
        text.Byte(Version);
        text.Text(series.Name.Device);
        text.Text(series.Name.Property);
        text.Varint((ulong)foldedSequence);
        text.Zigzag(series.Latest.AtMs);
        text.Varint((ulong)series.Latest.Sequence);
        ValueCodec.Write(text, series.Latest.Value);
        return Sealing.Seal.Close(home.Key, text.Written, SealedAs.Series, home.Id, row);
    }

    /// <summary>Null when the seal is broken.</summary>
    public static OpenSeries? OpenSeries(OpenHome home, long row, ReadOnlySpan<byte> body)
    {
        if (Sealing.Seal.Open(home.Key, body, SealedAs.Series, home.Id, row) is not { } text) return null;
        var from = new ByteReader(text);
        if (from.Byte() != Version) throw new InvalidDataException("An unknown version of a series.");
        var series = new OpenSeries(new SeriesName(from.Text(), from.Text())) { Row = row, FoldedSequence = (long)from.Varint() };
        var atMs = from.Zigzag();
        var sequence = (long)from.Varint();
        series.Newest(new LatestValue(series.Name.Device, series.Name.Property, ValueCodec.Read(ref from), atMs, sequence));
        return series;
    }
}
