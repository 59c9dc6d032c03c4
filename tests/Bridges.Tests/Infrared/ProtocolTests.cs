using Kith.Bridges.Infrared.Signals;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>Signals of protocols against what receivers read out of them: bits by their lengths, as the protocols' descriptions say.</summary>
public sealed class ProtocolTests
{
    [Theory]
    [InlineData("NEC", 0x04, 0x08, 32, 0x20DF10EF)]
    [InlineData("NECext", 0x7F00, 0xF50A, 32, 0x00FE50AF)]
    [InlineData("Samsung32", 0x07, 0x02, 32, 0xE0E040BF)]
    [InlineData("Kaseikyo", 0x00200280, 0x3D0, 48, 0x40040100BCBD)]
    [InlineData("RCA", 0x0F, 0x54, 24, 0xF2A0D5)]
    public void Bits_by_distance_are_read_as_the_remote_sends_them(string protocol, uint address, uint command, int count, long bits)
    {
        var times = Protocols.Encode(protocol, address, command).Value.Timings;

        Assert.Equal(2 + count * 2 + 1, times.Count);
        // A space of at least twice its mark is a 1; the first bit on the air is the highest here, as receivers print it.
        var read = Enumerable.Range(0, count).Aggregate(0L, (sum, bit) => sum << 1 | (times[3 + bit * 2] > times[2 + bit * 2] * (protocol == "RCA" ? 3 : 2) ? 1L : 0L));
        Assert.Equal(bits, read);
    }

    [Fact]
    public void Sony_sends_twelve_bits_three_times_45_milliseconds_apart()
    {
        var signal = Protocols.Encode("SIRC", 0x01, 0x15).Value;

        Assert.Equal((40_000, 3 * 26 - 1), (signal.CarrierHz, signal.Timings.Count));
        Assert.Equal(0xA90, Enumerable.Range(0, 12).Aggregate(0, (sum, bit) => sum << 1 | (signal.Timings[2 + bit * 2] > 900 ? 1 : 0)));
        Assert.Equal(45_000, signal.Timings.Take(26).Sum());
        Assert.Equal(signal.Timings.Take(25), signal.Timings.Skip(52));
    }

    [Theory]
    [InlineData("RC5", 0, 12, 0b11_0_00000_001100)]
    [InlineData("RC5", 31, 63, 0b11_0_11111_111111)]
    [InlineData("RC5X", 5, 0x4C, 0b10_0_00101_001100)]
    public void Rc5_is_fourteen_bits_of_two_halves(string protocol, uint address, uint command, int bits)
    {
        var levels = Levels(Protocols.Encode(protocol, address, command).Value, 889);
        // The half before the first mark is silence.
        levels.Insert(0, false);
        if (levels.Count < 28) levels.Add(false);

        Assert.Equal(28, levels.Count);
        Assert.Equal(bits, Enumerable.Range(0, 14).Aggregate(0, (sum, bit) => sum << 1 | (levels[bit * 2 + 1] && !levels[bit * 2] ? 1 : 0)));
    }

    [Fact]
    public void Rc6_has_a_leader_a_long_toggle_and_sixteen_bits()
    {
        var levels = Levels(Protocols.Encode("RC6", 0x04, 0x0C).Value, 444.4);
        while (levels.Count < 8 + 8 + 4 + 32) levels.Add(false);

        Assert.Equal([true, true, true, true, true, true, false, false], levels.Take(8));
        // The start bit is 1, the mode 0, the toggle 0 with halves of two.
        Assert.Equal([true, false, false, true, false, true, false, true, false, false, true, true], levels.Skip(8).Take(12));
        Assert.Equal(0x040C, Enumerable.Range(0, 16).Aggregate(0, (sum, bit) => sum << 1 | (levels[20 + bit * 2] ? 1 : 0)));
    }

    [Fact]
    public void Pioneer_is_said_twice() => Assert.Equal(67 * 2 + 1, Protocols.Encode("Pioneer", 0xA5, 0x1C).Value.Timings.Count);

    [Theory]
    [InlineData("NEC", 0x104, 8, "an address of NEC has 8 bits")]
    [InlineData("SIRC", 1, 0x80, "a command of SIRC has 7 bits")]
    [InlineData("Zenith", 1, 1, "the protocol Zenith is not known here")]
    public void What_a_protocol_does_not_have_is_refused_in_words(string protocol, uint address, uint command, string why) =>
        Assert.StartsWith(why, Protocols.Encode(protocol, address, command).Fault!.Detail, StringComparison.Ordinal);

    private static List<bool> Levels(Signal signal, double half) =>
        [.. signal.Timings.SelectMany((time, place) => Enumerable.Repeat(place % 2 == 0, (int)Math.Round(time / half)))];
}
