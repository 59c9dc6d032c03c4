using System.IO.Compression;
using Kith.Ledger.Engine;
using Kith.Ledger.Facts;
using Kith.Ledger.Homes;
using Kith.Ledger.Sealing;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Activity;

/// <summary>A row of the table page; no facts when its seal is broken.</summary>
internal readonly record struct PageRow(long Id, long FirstSequence, long LastSequence, long FirstMs, long LastMs, List<Fact>? Facts);

/// <summary>Pages of activity: facts that are no reports, in order of sequence. Sealed content: version 1 | plain length | Brotli of FactCodec's bytes.</summary>
internal static class Pages
{
    private const byte Version = 1;

    /// <summary>Longest plain content: what a page of the largest details can hold, with room to spare.</summary>
    private const int MaxPlainBytes = 64 * 1024 * 1024;

    /// <summary>Brotli 4 with a window of 64 kB: most of the gain at a tenth of the time of its best.</summary>
    private const int Quality = 4, Window = 16;

    /// <summary>Pages with facts below the sequence and inside the times, newest first; each read before the next.</summary>
    public static IEnumerable<PageRow> Before(SqliteConnection connection, OpenHome home, long beforeSequence, long fromMs = long.MinValue, long toMs = long.MaxValue)
    {
        using var find = new Statement(connection, """
            SELECT id, first_sequence, last_sequence, first_ms, last_ms, body FROM ledger_page
            WHERE home = ?1 AND first_sequence < ?2 AND last_ms >= ?3 AND first_ms < ?4 ORDER BY first_sequence DESC
            """);
        find.Bind(1, home.Row).Bind(2, beforeSequence).Bind(3, fromMs).Bind(4, toMs);
        while (find.Step())
        {
            long first = find.Number(1), last = find.Number(2), firstMs = find.Number(3), lastMs = find.Number(4);
            yield return new PageRow(find.Number(0), first, last, firstMs, lastMs, Open(home, first, last, firstMs, lastMs, find.Bytes(5)));
        }
    }

    public static (long FirstMs, long LastMs) Times(List<Fact> facts) => (facts.Min(fact => fact.AtMs), facts.Max(fact => fact.AtMs));

    public static byte[] Seal(OpenHome home, List<Fact> facts, ByteWriter desk)
    {
        desk.Clear();
        new FactCodec().Write(desk, facts);
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(desk.Length)];
        if (!BrotliEncoder.TryCompress(desk.Written, packed, out var length, Quality, Window)) throw new InvalidOperationException("Brotli needs more than its own limit.");
        var plain = desk.Length;
        desk.Clear();
        desk.Byte(Version);
        desk.Varint((ulong)plain);
        desk.Bytes(packed.AsSpan(0, length));
        var (firstMs, lastMs) = Times(facts);
        return Sealing.Seal.Close(home.Key, desk.Written, SealedAs.Page, home.Id, facts[0].Sequence, facts[^1].Sequence, firstMs, lastMs);
    }

    private static List<Fact>? Open(OpenHome home, long first, long last, long firstMs, long lastMs, ReadOnlySpan<byte> body)
    {
        if (Sealing.Seal.Open(home.Key, body, SealedAs.Page, home.Id, first, last, firstMs, lastMs) is not { } text) return null;
        var from = new ByteReader(text);
        if (from.Byte() != Version) throw new InvalidDataException("An unknown version of a page.");
        var length = from.Varint();
        if (length > MaxPlainBytes) throw new InvalidDataException("A page is too long.");
        var plain = new byte[length];
        if (!BrotliDecoder.TryDecompress(from.Rest(), plain, out var written) || written != plain.Length) throw new InvalidDataException("A page does not unpack.");
        return FactCodec.Read(plain);
    }
}
