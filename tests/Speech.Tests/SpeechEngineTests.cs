using System.Net;
using Kith.Speech.Sounds;
using Kith.Speech.Speaking;
using Kith.Voice.Engines;
using Kith.Voice.Wyoming;

namespace Kith.Speech.Tests;

/// <summary>The program as Kith sees it: by its own clients, over a socket.</summary>
public sealed class SpeechEngineTests : IAsyncLifetime
{
    private readonly DirectoryInfo _phrases = Directory.CreateTempSubdirectory("kith-phrases-");
    private WyomingListener? _listener;

    private WyomingAddress Address => new("127.0.0.1", _listener!.Port);

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_phrases.FullName, "en.txt"), "turn on the desk lamp\n\nopen the curtains\ngood night\nwhat time is it\n");
        await File.WriteAllTextAsync(Path.Combine(_phrases.FullName, "zh.txt"), "打开台灯\n关上窗帘\n晚安\n现在几点了\n");
        var engine = await SpeechEngine.LearnAsync(_phrases.FullName);
        Assert.Equal("4 phrases of en, 4 phrases of zh", engine.Knows);
        _listener = WyomingListener.Start(new(IPAddress.Loopback, 0), engine.ServeAsync);
    }

    public async Task DisposeAsync()
    {
        await _listener!.DisposeAsync();
        _phrases.Delete(recursive: true);
    }

    [Theory]
    [InlineData("en", "turn on the desk lamp", "en-us+f5")]
    [InlineData("zh-CN", "打开台灯", "cmn-latn-pinyin+f5")]
    [InlineData(null, "关上窗帘", "cmn-latn-pinyin+m7")]
    [InlineData(null, "good night", "en-gb+f4")]
    public async Task It_hears_what_it_was_taught(string? language, string phrase, string voice)
    {
        var sound = Taught.InARoom(await Espeak.SayAsync(phrase, new(voice)), 40, 1).At(16_000);
        await using var hearing = (await new SpeechToText(Address, TimeProvider.System).BeginAsync(AudioFormat.Speech, language)).Value;
        foreach (var piece in sound.ToPcm().Chunk(3_200)) await hearing.WriteAsync(piece);
        Assert.Equal(phrase, (await hearing.EndAsync()).Value.Text);
    }

    [Fact]
    public async Task What_it_does_not_know_is_no_text()
    {
        await using var hearing = (await new SpeechToText(Address, TimeProvider.System).BeginAsync(AudioFormat.Speech, "en")).Value;
        await hearing.WriteAsync(new byte[32_000]);
        Assert.Equal("", (await hearing.EndAsync()).Value.Text);
    }

    [Theory]
    [InlineData("en", "Good night.")]
    [InlineData("zh", "晚安。")]
    public async Task It_speaks(string language, string text)
    {
        await using var speech = (await new TextToSpeech(Address, TimeProvider.System).SpeakAsync(text, language)).Value;
        using var sound = new MemoryStream();
        await foreach (var piece in speech.ChunksAsync()) await sound.WriteAsync(piece);
        Assert.Null(speech.Fault);
        Assert.InRange(Sound.OfPcm(speech.Format.Rate, sound.ToArray()).Length.TotalSeconds, 0.3, 3);
    }
}
