using System.Buffers;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests.Codec;

public class FrameReaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(2_097_151)]
    [InlineData(2_097_152)]
    public void A_packet_cut_at_any_place_is_incomplete_and_whole_is_read(int bodyLength)
    {
        var packet = Frame(bodyLength);
        foreach (var cut in new[] { 0, 1, 2, 3, 4, 5, packet.Length / 2, packet.Length - 1 }.Where(cut => cut < packet.Length))
        {
            var partial = Segments.Of(packet.AsMemory(0, cut), 3);
            Assert.Equal(FrameStatus.Incomplete, FrameReader.TryRead(ref partial, int.MaxValue, out _, out _));
        }

        var whole = Segments.Of(packet, 1000);
        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(ref whole, int.MaxValue, out var header, out var body));
        Assert.Equal((0x30, bodyLength, 0L), (header, (int)body.Length, whole.Length));
    }

    [Fact]
    public void Several_packets_in_odd_pieces_come_out_one_by_one()
    {
        var bytes = Segments.Of(Frame(200).Concat(Frame(0)).Concat(Frame(130)).ToArray(), 1);
        var lengths = new List<long>();

        while (FrameReader.TryRead(ref bytes, 1000, out _, out var body) == FrameStatus.Complete)
        {
            lengths.Add(body.Length);
        }

        Assert.Equal([200, 0, 130], lengths);
    }

    [Theory]
    [InlineData("30 80 80 80 80 01")] // MQTT-1.5.5: at most four bytes of length
    [InlineData("30 FF FF FF FF")]
    [InlineData("30 80 00")] // MQTT-1.5.5-1: the shortest encoding only
    [InlineData("30 81 80 00")]
    public void A_wrong_length_is_malformed(string hex)
    {
        var bytes = new ReadOnlySequence<byte>(Hex.Bytes(hex));

        Assert.Equal(FrameStatus.Malformed, FrameReader.TryRead(ref bytes, int.MaxValue, out _, out _));
    }

    [Fact]
    public void A_packet_larger_than_the_limit_is_refused_before_its_body_arrives()
    {
        var bytes = new ReadOnlySequence<byte>(Hex.Bytes("30 FF FF FF 7F"));

        Assert.Equal(FrameStatus.TooLarge, FrameReader.TryRead(ref bytes, 256 * 1024, out _, out _));
    }

    private static byte[] Frame(int bodyLength)
    {
        var output = new ArrayBufferWriter<byte>();
        Span<byte> length = stackalloc byte[4];
        output.Write<byte>([0x30]);
        output.Write(length[..VariableInteger.Write(length, bodyLength)]);
        output.Write(new byte[bodyLength]);
        return output.WrittenSpan.ToArray();
    }
}
