using Kith.Ledger.Facts;
using Kith.Ledger.Points;
using Kith.Model.Values;

namespace Kith.Ledger.Tests;

public sealed class CodecTests
{
    private static Value AnyValue(Random random, int kind) => kind switch
    {
        0 => default,
        1 => Value.Of(random.Next(2) == 0),
        2 => Value.Of(random.Next(3) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(100)),
        3 => Value.Of(Math.Round(random.NextDouble() * 100, random.Next(5))),
        4 => Value.Of(Finite(random)),
        _ => Value.Of(((string[])["", "auto", "制冷", new string('x', 300)])[random.Next(4)]),
    };

    private static double Finite(Random random)
    {
        while (true)
            if (BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) is var number && double.IsFinite(number)) return number;
    }

    [Fact]
    public void Points_of_any_kind_come_back_bit_by_bit()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var kind = random.Next(7);
            long at = random.Next(3) == 0 ? 0 : random.NextInt64(-1_000_000, 1_800_000_000_000);
            var points = Enumerable.Range(0, random.Next(1, 60)).Select(_ => new Point(at += random.Next(5) == 0 ? 0 : random.Next(10_000), AnyValue(random, kind == 6 ? random.Next(6) : kind))).ToList();
            var writer = new ByteWriter();
            PointCodec.Write(writer, points);

            var back = PointCodec.Read(writer.Written);

            Assert.Equal(points, back);
            Assert.Equal(points.Select(point => BitConverter.DoubleToInt64Bits(point.Value.AsDouble())), back.Select(point => BitConverter.DoubleToInt64Bits(point.Value.AsDouble())));
        }
    }

    [Fact]
    public void Facts_of_any_kind_come_back()
    {
        var random = new Random(2);
        var codec = new FactCodec();
        var writer = new ByteWriter();
        for (var round = 0; round < 2000; round++)
        {
            long sequence = random.Next(3) == 0 ? 0 : random.NextInt64(1L << 40);
            var facts = Enumerable.Range(0, random.Next(0, 60)).Select(_ => AnyFact(random, sequence += random.Next(10) == 0 ? random.Next(1, 1000) : 1)).ToList();
            writer.Clear();
            codec.Write(writer, facts);

            Assert.Equal(facts, FactCodec.Read(writer.Written));
        }
    }

    private static Fact AnyFact(Random random, long sequence)
    {
        var kind = random.Next(2) == 0 ? FactKind.Report : (FactKind)random.Next(2, 14);
        var detail = kind == FactKind.Report || random.Next(2) == 0 ? null : "{\"person\":\"p\"}";
        return new Fact(sequence, random.NextInt64(-1L << 40, 1L << 45), kind, random.Next(4) == 0 ? "" : $"d{random.Next(5)}", $"s{random.Next(9)}", AnyValue(random, random.Next(6)), detail);
    }

    [Fact]
    public void Bytes_that_were_never_written_are_refused_not_believed()
    {
        var random = new Random(3);
        var bytes = new byte[200];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(bytes);
            bytes[0] = 1;
            var part = bytes.AsMemory(0, random.Next(bytes.Length));
            AssertRefusedOrRead(() => PointCodec.Read(part.Span));
            AssertRefusedOrRead(() => FactCodec.Read(part.Span));
        }
    }

    private static void AssertRefusedOrRead(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException)
        {
            // Refused in the one way that readers know.
        }
    }

    [Fact]
    public void A_sensors_points_take_some_three_bytes()
    {
        var random = new Random(4);
        long at = 1_790_000_000_000;
        var value = 20.0;
        var points = Enumerable.Range(0, 500).Select(_ => new Point(at += 10_000 + random.Next(-20, 20), Value.Of(value = Math.Round(value + (random.NextDouble() - 0.5) / 5, 2)))).ToList();
        var writer = new ByteWriter();
        PointCodec.Write(writer, points);

        Assert.InRange(writer.Length / 500.0, 1, 3.2);
    }
}
