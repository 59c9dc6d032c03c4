using Kith.Ledger.Facts;
using Kith.Ledger.Homes;
using Kith.Ledger.Sealing;

namespace Kith.Ledger.Points;

/// <summary>How fine a rollup is. The numbers stand in the table.</summary>
internal enum RollupLevel
{
    /// <summary>A row is an hour; only for hours of at least <see cref="LedgerOptions.DenseHourPoints"/>, thinner ones are read from their points.</summary>
    Minute = 1,
    /// <summary>A row is a day, UTC.</summary>
    Hour = 2,
    /// <summary>A row is 64 days.</summary>
    Day = 3,
}

/// <summary>
/// A row of rollups: the stretches of one window by their start.
/// <code>
/// version 1 | count, then for each: place in the window | points | numbers | [min | max (values), sum (8 bytes) if numbers] | growth (8 bytes)
///   | first: time - start, value | last: time - start, value
/// </code>
/// </summary>
internal static class Rollup
{
    private const byte Version = 1;

    internal const long MinuteMs = 60_000, HourMs = 60 * MinuteMs, DayMs = 24 * HourMs;

    public static long Width(RollupLevel level) => level switch { RollupLevel.Minute => MinuteMs, RollupLevel.Hour => HourMs, _ => DayMs };

    public static long Window(RollupLevel level) => level switch { RollupLevel.Minute => HourMs, RollupLevel.Hour => DayMs, _ => 64 * DayMs };

    /// <summary>The start of the stretch of this width that holds the time; right for times before 1970 too.</summary>
    public static long Floor(long atMs, long width) => atMs - ((atMs % width) + width) % width;

    public static byte[] Seal(OpenHome home, long series, RollupLevel level, long windowMs, SortedList<long, Stat> stats)
    {
        var to = new ByteWriter();
        to.Byte(Version);
        to.Varint((ulong)stats.Count);
        foreach (var (start, stat) in stats)
        {
            to.Varint((ulong)((start - windowMs) / Width(level)));
            to.Varint((ulong)stat.Count);
            to.Varint((ulong)stat.Numbers);
            if (stat.Numbers > 0)
            {
                ValueCodec.Write(to, Model.Values.Value.Of(stat.Min));
                ValueCodec.Write(to, Model.Values.Value.Of(stat.Max));
                to.Fixed64(BitConverter.DoubleToInt64Bits(stat.Sum));
            }
            to.Fixed64(BitConverter.DoubleToInt64Bits(stat.Growth));
            foreach (var point in (ReadOnlySpan<Point>)[stat.First, stat.Last])
            {
                to.Varint((ulong)(point.AtMs - start));
                ValueCodec.Write(to, point.Value);
            }
        }
        return Sealing.Seal.Close(home.Key, to.Written, SealedAs.Rollup, home.Id, series, (long)level, windowMs);
    }

    /// <summary>Null when the seal is broken.</summary>
    public static SortedList<long, Stat>? Open(OpenHome home, long series, RollupLevel level, long windowMs, ReadOnlySpan<byte> body)
    {
        if (Sealing.Seal.Open(home.Key, body, SealedAs.Rollup, home.Id, series, (long)level, windowMs) is not { } text) return null;
        var from = new ByteReader(text);
        if (from.Byte() != Version) throw new InvalidDataException("An unknown version of a rollup.");
        var stats = new SortedList<long, Stat>();
        for (var left = from.Count(); left > 0; left--)
        {
            var start = windowMs + (long)from.Varint() * Width(level);
            var stat = new Stat { Count = (long)from.Varint(), Numbers = (long)from.Varint() };
            if (stat.Numbers > 0)
            {
                stat.Min = ValueCodec.Read(ref from).AsDouble();
                stat.Max = ValueCodec.Read(ref from).AsDouble();
                stat.Sum = BitConverter.Int64BitsToDouble(from.Fixed64());
            }
            stat.Growth = BitConverter.Int64BitsToDouble(from.Fixed64());
            stat.First = new Point(start + (long)from.Varint(), ValueCodec.Read(ref from));
            stat.Last = new Point(start + (long)from.Varint(), ValueCodec.Read(ref from));
            stats.Add(start, stat);
        }
        return stats;
    }
}
