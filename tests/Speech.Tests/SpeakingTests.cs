using Kith.Speech.Hearing;
using Kith.Speech.Sounds;
using Kith.Speech.Speaking;

namespace Kith.Speech.Tests;

public sealed class SpeakingTests
{
    [Theory]
    [InlineData("en", "Desk lamp on.")]
    [InlineData("zh", "台灯已打开。")]
    [InlineData("zh", "打开 desk lamp")]
    public async Task A_sentence_becomes_sound(string language, string text)
    {
        var sound = await Espeak.SayAsync(text, Speakers.For(language));
        Assert.InRange(sound.Length.TotalSeconds, 0.5, 5);
        Assert.NotNull(Features.Of(sound));
    }

    [Fact]
    public async Task No_text_is_an_option_or_a_command()
    {
        // Were it taken for an option, the version would be printed and no sound made.
        var sound = await Espeak.SayAsync("--version; $(reboot) `reboot`", Speakers.For("en"));
        Assert.True(sound.Length > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_text_without_end_is_cut()
    {
        var most = await Espeak.SayAsync(new string('a', Espeak.LongestText), Speakers.For("en"));
        Assert.Equal(most.Samples.Length, (await Espeak.SayAsync(new string('a', 50 * Espeak.LongestText), Speakers.For("en"))).Samples.Length);
    }

    [Theory]
    [InlineData("把空调调到二十度", "把空 tiao2  tiao2 到二十度")]
    [InlineData("播放音乐", "播放 yin1 yue4 ")]
    [InlineData("打开电视", "打开电视")]
    public void A_character_of_two_readings_is_written_as_it_sounds(string text, string written) => Assert.Equal(written, Pinyin.Of(text));

    [Fact]
    public void Sound_is_the_same_after_a_way_there_and_back()
    {
        var tone = new Sound(16_000, [.. Enumerable.Range(0, 16_000).Select(i => (short)(10_000 * Math.Sin(2 * Math.PI * 440 * i / 16_000)))]);
        Assert.Equal(tone.Samples, Sound.OfPcm(16_000, tone.ToPcm()).Samples);
        var back = tone.At(22_050).At(16_000).Samples;
        Assert.All(Enumerable.Range(100, 15_000), i => Assert.InRange(back[i] - tone.Samples[i], -200, 200));
    }
}
