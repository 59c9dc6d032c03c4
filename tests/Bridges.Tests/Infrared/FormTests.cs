using System.Text;
using Kith.Bridges.Infrared;
using Kith.Bridges.Infrared.Formats;
using Kith.Bridges.Infrared.Signals;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>Every form of a single code: written and read again it is the same on the air; what is broken is refused and never an exception.</summary>
public sealed class FormTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_signal_survives_every_form(int seed)
    {
        var signal = Any(seed);

        Assert.Equal(signal.Timings, SignalText.Read(SignalText.Of(signal)).Value.Timings);
        Assert.Equal(signal.CarrierHz, SignalText.Read(SignalText.Of(signal)).Value.CarrierHz);
        Sets.AssertSame(signal, Pronto.Read(Pronto.Write(signal)).Value.Timings, Pronto.Read(Pronto.Write(signal)).Value.CarrierHz);
        Sets.AssertSame(signal, Broadlink.ReadBase64(Broadlink.Write(signal)).Value.Timings);
        Sets.AssertSame(signal, Tuya.Read(Tuya.Write(signal)).Value.Timings);
        Sets.AssertSame(signal, TasmotaRaw.Read(TasmotaRaw.Write(signal)).Value.Timings);
        Assert.Equal(signal.Timings, RawTimes.Read($"[{string.Join(", ", signal.Timings.Select((time, place) => place % 2 == 0 ? time : -time))}]").Value.Timings);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_form_is_known_by_how_it_looks(int seed)
    {
        var signal = Any(seed);
        foreach (var (form, text) in ((string, string)[])[("signal", SignalText.Of(signal)), ("pronto", Pronto.Write(signal)), ("broadlink", Broadlink.Write(signal)), ("tuya", Tuya.Write(signal)), ("tasmota", TasmotaRaw.Write(signal))])
        {
            Assert.Equal(form, CodeText.FormOf(text));
            Sets.AssertSame(signal, CodeText.Read($" {text}\n").Value.Timings);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Broken_codes_are_refused_in_words(int seed)
    {
        var random = new Random(seed);
        foreach (var text in (string[])[SignalText.Of(Any(seed)), Pronto.Write(Any(seed)), Broadlink.Write(Any(seed)), Tuya.Write(Any(seed)), TasmotaRaw.Write(Any(seed))])
            for (var turn = 0; turn < 50; turn++)
            {
                var broken = new StringBuilder(text);
                for (var place = random.Next(1, 4); place > 0; place--) broken[random.Next(broken.Length)] = (char)random.Next(32, 126);
                if (random.Next(2) == 0) broken.Length = random.Next(broken.Length);
                var read = CodeText.Read(broken.ToString());
                Assert.True(read.Ok ? read.Value.Timings.Count <= InfraredLimits.Timings : read.Fault!.Detail.Length is > 0 and < 300);
            }
    }

    [Fact]
    public void Tuyas_packing_reaches_back_over_itself()
    {
        // 9000, 4500 and 560 as they are, then six bytes of what stands two back; the last is the silence behind it.
        var packed = Convert.ToBase64String([0x05, 0x28, 0x23, 0x94, 0x11, 0x30, 0x02, 0x80, 0x01]);

        Assert.Equal([9000, 4500, 560, 560, 560], Tuya.Read(packed).Value.Timings);
    }

    [Fact]
    public void Packing_makes_signals_small()
    {
        var signal = Sets.Nec(8);

        Assert.True(Tuya.Write(signal).Length < signal.Timings.Count * 2);
        Assert.True(TasmotaRaw.Write(signal).Length < signal.Timings.Count * 2);
        Assert.True(SignalText.Of(signal).Length < signal.Timings.Count * 2);
    }

    [Fact]
    public void Tasmotas_letters_are_of_the_times_in_their_order() =>
        Assert.Equal([8570, 4240, 550, 1580, 550, 510, 565, 1565, 565, 505, 565], TasmotaRaw.Read("+8570-4240+550-1580C-510+565-1565F-505Fh").Value.Timings);

    [Fact]
    public void A_pronto_code_is_repeated_until_it_is_as_long_as_a_press()
    {
        // 40 kHz; nothing once, and a Sony frame of 45 ms to repeat.
        var code = "0000 0068 0000 0002 0060 0018 0030 0618";
        var signal = Pronto.Read(code).Value;

        Assert.InRange(signal.CarrierHz, 39_800, 39_900);
        Assert.Equal(3 * 4 - 1, signal.Timings.Count);
        Assert.InRange(signal.Timings[0], 2_400, 2_412);
    }

    [Theory]
    [InlineData("0000 006D 0002 0000 0157 00AC 0016", "announces 4 times and has 3")]
    [InlineData("0000 006D 0001 0000 0157 0XAC", "word 6")]
    [InlineData("Jg==", "at least six bytes")]
    [InlineData("+9000-4500Z", "a letter that no time has")]
    [InlineData("38000/9000/AAB", "stands for no time")]
    [InlineData("5/9000,4500/ABA", "a carrier of 5 Hz")]
    [InlineData("sgAsAB8PEQ==", "known here")]
    public void Each_refusal_says_what_is_wrong(string code, string why) => Assert.Contains(why, CodeText.Read(code).Fault!.Detail, StringComparison.Ordinal);

    [Fact]
    public void A_radio_code_of_broadlink_is_not_an_infrared_one() =>
        Assert.Contains("radio", Broadlink.ReadBase64(Convert.ToBase64String([0xB2, 0, 4, 0, 10, 10, 10, 10])).Fault!.Detail, StringComparison.Ordinal);

    [Fact]
    public void No_signal_is_longer_than_the_limits()
    {
        Assert.False(Signal.Make(38_000, [.. Enumerable.Repeat(100L, InfraredLimits.Timings + 1)]).Ok);
        Assert.False(Signal.Make(38_000, [.. Enumerable.Repeat(400_000L, 21)]).Ok);
        Assert.False(RawTimes.Read(string.Join(' ', Enumerable.Repeat("100", 100_000))).Ok);
        Assert.False(Tuya.Read(Convert.ToBase64String([0, 1, .. Enumerable.Range(0, 40).SelectMany(_ => (byte[])[0xE0, 0xFF, 0])])).Ok);
    }

    /// <summary>Few different times with some jitter, as learned signals have; carriers of real remotes.</summary>
    private static Signal Any(int seed)
    {
        var random = new Random(seed);
        var usual = Enumerable.Range(0, random.Next(2, 8)).Select(_ => random.Next(300, 5_000)).ToArray();
        var jitter = seed % 3 == 0 ? 40 : 0;
        return Signal.Make(38_000, [.. Enumerable.Range(0, random.Next(10, 400) * 2 + 1).Select(_ => (long)(usual[random.Next(usual.Length)] + random.Next(jitter + 1)))]).Value;
    }
}
