namespace Kith.Ledger.Facts;

/// <summary>
/// Facts of one home as bytes: the plain content of a block's section and of a page of activity.
/// <code>
/// version 1 | count | first sequence | first time (zigzag), then for each fact:
///   head: bits 0-3 value tag (ValueCodec), 4 sequence is not the one after the last, 5 same device as the last, 6 has a detail, 7 is no report
///   [kind] if bit 7 | [sequence - last - 1] if bit 4 | time - last time (zigzag)
///   [device name] unless bit 5 | subject name | value content | [detail] if bit 6
/// A name is 0 and a text when it is new, else 1 + its place among the names so far.
/// </code>
/// </summary>
internal sealed class FactCodec
{
    private const byte Version = 1;
    private const int Gap = 0x10, SameDevice = 0x20, HasDetail = 0x40, NoReport = 0x80;

    /// <summary>Names met so far; one codec serves one thread at a time and is used again.</summary>
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    public void Write(ByteWriter to, IReadOnlyList<Fact> facts)
    {
        _names.Clear();
        var count = facts.Count;
        var sequence = count > 0 ? facts[0].Sequence - 1 : 0;
        var atMs = count > 0 ? facts[0].AtMs : 0;
        string? device = null;
        to.Byte(Version);
        to.Varint((ulong)count);
        to.Varint((ulong)(sequence + 1));
        to.Zigzag(atMs);
        for (var i = 0; i < count; i++)
        {
            var fact = facts[i];
            var tag = ValueCodec.Tag(fact.Value, out var scaled);
            var step = fact.Sequence - sequence - 1;
            var same = device is not null && device == fact.Device;
            to.Byte((byte)(tag | (step != 0 ? Gap : 0) | (same ? SameDevice : 0)
                | (fact.Detail is not null ? HasDetail : 0) | (fact.Kind != FactKind.Report ? NoReport : 0)));
            if (fact.Kind != FactKind.Report) to.Byte((byte)fact.Kind);
            if (step != 0) to.Varint((ulong)step);
            to.Zigzag(fact.AtMs - atMs);
            if (!same) Name(to, fact.Device);
            Name(to, fact.Subject);
            ValueCodec.WriteContent(to, tag, fact.Value, scaled);
            if (fact.Detail is not null) to.Text(fact.Detail);
            (sequence, atMs, device) = (fact.Sequence, fact.AtMs, fact.Device);
        }
    }

    private void Name(ByteWriter to, string name)
    {
        if (_names.TryGetValue(name, out var place))
        {
            to.Varint((ulong)place + 1);
            return;
        }
        _names.Add(name, _names.Count);
        to.Byte(0);
        to.Text(name);
    }

    /// <exception cref="InvalidDataException">The bytes are no facts.</exception>
    public static List<Fact> Read(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        if (from.Byte() != Version) throw new InvalidDataException("An unknown version of facts.");
        var count = from.Count();
        var sequence = (long)from.Varint() - 1;
        var atMs = from.Zigzag();
        var facts = new List<Fact>(count);
        var names = new List<string>();
        var device = "";
        while (facts.Count < count)
        {
            var head = from.Byte();
            var kind = (head & NoReport) != 0 ? (FactKind)from.Byte() : FactKind.Report;
            sequence += 1 + ((head & Gap) != 0 ? (long)from.Varint() : 0);
            atMs += from.Zigzag();
            if ((head & SameDevice) == 0) device = Name(ref from, names);
            var subject = Name(ref from, names);
            var value = ValueCodec.ReadContent(ref from, head & 0xF);
            var detail = (head & HasDetail) != 0 ? from.Text() : null;
            facts.Add(new Fact(sequence, atMs, kind, device, subject, value, detail));
        }
        return from.AtEnd ? facts : throw new InvalidDataException("Bytes follow the last fact.");
    }

    private static string Name(ref ByteReader from, List<string> names)
    {
        var place = from.Varint();
        if (place == 0)
        {
            names.Add(from.Text());
            return names[^1];
        }
        return place <= (ulong)names.Count ? names[(int)place - 1] : throw new InvalidDataException("A name is not known.");
    }
}
