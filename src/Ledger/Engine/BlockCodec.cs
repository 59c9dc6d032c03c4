using System.Text;
using Kith.Ledger.Facts;
using Kith.Ledger.Sealing;
using Kith.Model.Ids;

namespace Kith.Ledger.Engine;

/// <summary>
/// The body of a block: what one commit appends.
/// <code>
/// version 1 | number of sections, then for each: home (20 ASCII) | length | sealed facts (Facts/FactCodec.cs, sealed as Section of the home)
/// </code>
/// A home stands once for each append of the group, in order of its sequence.
/// </summary>
internal static class BlockCodec
{
    private const byte Version = 1;
    private const int HomeLength = 20;

    public static void Begin(ByteWriter to, int sections)
    {
        to.Clear();
        to.Byte(Version);
        to.Varint((ulong)sections);
    }

    public static void Section(ByteWriter to, HomeId home, ReadOnlySpan<byte> sealedFacts)
    {
        Encoding.ASCII.GetBytes(home.ToString(), to.Take(HomeLength));
        to.Varint((ulong)sealedFacts.Length);
        to.Bytes(sealedFacts);
    }

    /// <summary>Where the sections lie.</summary>
    /// <exception cref="InvalidDataException">The body is damaged beyond its sections' seals.</exception>
    public static List<(HomeId Home, byte[] Sealed)> Read(ReadOnlySpan<byte> body)
    {
        var from = new ByteReader(body);
        if (from.Byte() != Version) throw new InvalidDataException("An unknown version of a block.");
        var sections = new List<(HomeId, byte[])>();
        for (var left = from.Count(); left > 0; left--)
        {
            var name = Encoding.ASCII.GetString(from.Take(HomeLength));
            if (!HomeId.TryParse(name, null, out var home)) throw new InvalidDataException("A section names no home.");
            sections.Add((home, from.Take(from.Count()).ToArray()));
        }
        return from.AtEnd ? sections : throw new InvalidDataException("Bytes follow the last section.");
    }

    /// <summary>Null when the seal is broken.</summary>
    public static List<Fact>? Open(ReadOnlySpan<byte> key, HomeId home, ReadOnlySpan<byte> sealedFacts) =>
        Seal.Open(key, sealedFacts, SealedAs.Section, home) is { } text ? FactCodec.Read(text) : null;
}
