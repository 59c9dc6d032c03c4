using System.Diagnostics;
using Kith.Speech.Sounds;
using Kith.Speech.Speaking;
using Xunit.Abstractions;

namespace Kith.Speech.Tests;

/// <summary>How well the ear hears; the figures of the sample's README are what this prints.</summary>
public sealed class HearingTests(Taught taught, ITestOutputHelper output) : IClassFixture<Taught>
{
    /// <summary>None of these voices taught it. All are right as measured; the test allows one in twenty-five to be otherwise.</summary>
    [Theory]
    [InlineData("en", "en-gb+f4", 140, 45, 60)]
    [InlineData("en", "en-gb+f4", 140, 45, 20)]
    [InlineData("en", "en-us+f5", 190, 65, 20)]
    [InlineData("en", "en-gb-x-rp+m1", 170, 60, 20)]
    [InlineData("zh", "cmn-latn-pinyin+f5", 190, 65, 60)]
    [InlineData("zh", "cmn-latn-pinyin+f5", 190, 65, 20)]
    [InlineData("zh", "cmn-latn-pinyin+m7", 150, 35, 20)]
    [InlineData("zh", "cmn-latn-pinyin+f2", 170, 60, 20)]
    public async Task Phrases_are_heard_from_another_voice_at_another_speed_in_noise(string language, string voice, int speed, int pitch, int noiseBelow)
    {
        var phrases = Taught.Phrases(language);
        var (right, wrong, length, took) = (0, 0, TimeSpan.Zero, TimeSpan.Zero);
        foreach (var (number, phrase) in phrases.Index())
        {
            var sound = Taught.InARoom(await Espeak.SayAsync(phrase, new(voice, speed, pitch)), noiseBelow, number);
            var since = Stopwatch.GetTimestamp();
            var heard = taught.Of(language).Hear(sound);
            (length, took) = (length + sound.Length, took + Stopwatch.GetElapsedTime(since));
            if (heard?.Phrase == phrase) right++;
            else if (heard is not null) wrong++;
        }
        output.WriteLine($"{voice}, noise {noiseBelow} dB below: {right} of {phrases.Length} right, {wrong} taken for another; heard in {took / length:P1} of the time it took to say");
        Assert.True(right >= 0.96 * phrases.Length, $"{right} of {phrases.Length}");
        Assert.True(wrong <= 1, $"{wrong} taken for another");
    }

    [Theory]
    [InlineData("en", "en-us+f5", "the weather will be fine tomorrow afternoon", "I would like a cup of tea please", "did you call your mother yesterday", "where did I put my glasses",
        "this is a sentence nobody taught it", "let us go for a walk", "banana", "what is the meaning of life", "he went to the station by bicycle", "please pass me the salt")]
    [InlineData("zh", "cmn-latn-pinyin+f5", "明天下午天气很好", "我想喝一杯茶", "你昨天给妈妈打电话了吗", "我的眼镜放哪儿了", "这句话没人教过它", "我们去散步吧", "香蕉", "人生的意义是什么", "他骑自行车去了车站", "请把盐递给我")]
    public async Task Nine_in_ten_sentences_that_were_never_taught_are_not_understood(string language, string voice, params string[] sentences)
    {
        var taken = new List<string>();
        foreach (var sentence in sentences)
            if (taught.Of(language).Hear(Taught.InARoom(await Espeak.SayAsync(sentence, new(voice, 170)), 30, 7)) is { } guess) taken.Add($"{sentence} for {guess.Phrase}");
        output.WriteLine($"{taken.Count} of {sentences.Length} taken for something: {string.Join(", ", taken)}");
        Assert.InRange(taken.Count, 0, 1);
    }

    [Fact]
    public void A_room_in_which_nobody_speaks_says_nothing()
    {
        Assert.Null(taught.Of("en").Nearest(new(16_000, new short[32_000])));
        Assert.Null(taught.Of("en").Hear(Taught.InARoom(new(16_000, [.. Enumerable.Range(0, 16_000).Select(i => (short)(i % 2))]), 0, 3)));
        Assert.Null(taught.Of("zh").Nearest(new(16_000, [])));
    }

    [Fact]
    public async Task Loudness_and_rate_change_nothing()
    {
        var spoken = await Espeak.SayAsync("open the curtains", new("en-us+f5"));
        var quiet = new Sound(spoken.Rate, [.. spoken.Samples.Select(sample => (short)(sample / 8))]);
        foreach (var sound in (Sound[])[spoken, quiet, spoken.At(16_000), spoken.At(48_000)]) Assert.Equal("open the curtains", taught.Of("en").Hear(sound)?.Phrase);
    }
}
