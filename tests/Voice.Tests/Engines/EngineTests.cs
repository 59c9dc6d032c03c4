using System.Text.Json.Nodes;
using Kith.Model.Errors;
using Kith.Shared;
using Kith.Voice.Engines;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Tests.Engines;

public class EngineTests
{
    private static readonly byte[] Sound = [.. Enumerable.Range(0, 2048).Select(one => (byte)one)];

    [Fact]
    public async Task Speech_becomes_text_chunk_by_chunk()
    {
        await using var engine = new PlayedEngine(heard => heard.Type == "audio-stop" ? [new("transcript-start"), new("transcript", new() { ["text"] = " lamp on ", ["language"] = "en" })] : []);
        await using var transcription = (await new SpeechToText(engine.Address, TimeProvider.System).BeginAsync(AudioFormat.Speech, "en")).Value;
        await transcription.WriteAsync(Sound);
        await transcription.WriteAsync(Sound);
        var text = await transcription.EndAsync();

        Assert.Equal(new Transcript("lamp on", "en"), text.Value);
        Assert.Equal("en", (await engine.HeardAsync()).Text("language"));
        Assert.Equal(AudioFormat.Speech, AudioFormat.Of(await engine.HeardAsync()));
        Assert.Equal(Sound, (await engine.HeardAsync()).Payload.ToArray());
        Assert.Equal("audio-chunk", (await engine.HeardAsync()).Type);
        Assert.Equal("audio-stop", (await engine.HeardAsync()).Type);
    }

    [Fact]
    public async Task An_engine_that_hears_the_end_itself_gives_its_text_before_the_sound_ends()
    {
        await using var engine = new PlayedEngine(heard => heard.Type == "audio-chunk" ? [new("transcript", new() { ["text"] = "enough" })] : []);
        await using var transcription = (await new SpeechToText(engine.Address, TimeProvider.System).BeginAsync(AudioFormat.Speech, null)).Value;
        await transcription.WriteAsync(Sound);
        Assert.Equal("enough", (await transcription.Text.WaitAsync(Wyoming.Wire.Patience)).Value.Text);
        Assert.Equal("enough", (await transcription.EndAsync()).Value.Text);
    }

    [Fact]
    public async Task Text_becomes_speech_by_a_voice_of_its_language()
    {
        await using var engine = new PlayedEngine(heard => heard.Type switch
        {
            "describe" => [Info("tts", "voices", ("amy", "en_GB"), ("huayan", "zh_CN"))],
            "synthesize" => [new AudioFormat(22_050, 2, 1).Start(), new AudioFormat(22_050, 2, 1).Chunk(Sound), new AudioFormat(22_050, 2, 1).Chunk(Sound), AudioFormat.Stop()],
            _ => [],
        });
        await using var speech = (await new TextToSpeech(engine.Address, TimeProvider.System).SpeakAsync("灯开了", "zh")).Value;
        var pieces = new List<byte[]>();
        await foreach (var piece in speech.ChunksAsync()) pieces.Add(piece.ToArray());

        Assert.Equal([Sound, Sound], pieces);
        Assert.Null(speech.Fault);
        Assert.Equal(22_050, speech.Format.Rate);
        Assert.Equal("describe", (await engine.HeardAsync()).Type);
        var asked = await engine.HeardAsync();
        Assert.Equal("灯开了", asked.Text("text"));
        Assert.Equal("""{"name":"huayan","language":"zh"}""", asked.Data!["voice"]!.ToJsonString());
    }

    [Fact]
    public async Task A_language_that_no_voice_speaks_is_said_so()
    {
        await using var engine = new PlayedEngine(heard => [Info("tts", "voices", ("amy", "en_GB"))]);
        var speech = await new TextToSpeech(engine.Address, TimeProvider.System).SpeakAsync("灯开了", "zh");
        Assert.Equal(ErrorCodes.SpeechFailed, speech.Fault!.Error);
        Assert.Contains("no voice for zh", speech.Fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wake_word_is_told_when_it_is_heard()
    {
        await using var engine = new PlayedEngine(heard => heard.Type == "audio-chunk" && heard.Payload.Length == 4 ? [new("detection", new() { ["name"] = "hey_kith" })] : []);
        await using var watch = (await new WakeWords(engine.Address, TimeProvider.System).BeginAsync(AudioFormat.Speech, ["hey_kith"])).Value;
        await watch.WriteAsync(Sound);
        Assert.False(watch.Detected.IsCompleted);
        await watch.WriteAsync(new byte[4]);
        Assert.Equal("hey_kith", (await watch.Detected.WaitAsync(Wyoming.Wire.Patience)).Value);
        Assert.Equal(["hey_kith"], (await engine.HeardAsync()).Texts("names"));
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_said_so_and_is_there_again_at_the_next_call()
    {
        var address = new WyomingAddress("127.0.0.1", FreePort.Next());
        var hearing = new SpeechToText(address, TimeProvider.System);
        Assert.Equal(ErrorCodes.SpeechUnavailable, (await hearing.BeginAsync(AudioFormat.Speech, "en")).Fault!.Error);
        Assert.Equal(ErrorCodes.SpeechUnavailable, (await hearing.DescribeAsync()).Fault!.Error);

        await using var back = new PlayedEngine(heard => heard.Type == "describe" ? [Info("asr", "models", ("tiny", "en"))] : [], address.Port);
        Assert.Equal("tiny", (await hearing.DescribeAsync()).Value.For("en")!.Name);
        await using var transcription = (await hearing.BeginAsync(AudioFormat.Speech, "en")).Value;
    }

    [Fact]
    public async Task An_engine_that_leaves_in_the_middle_or_says_an_error_is_a_fault()
    {
        await using var leaving = new PlayedEngine(heard => heard.Type == "audio-stop" ? null : []);
        await using var left = (await new SpeechToText(leaving.Address, TimeProvider.System).BeginAsync(AudioFormat.Speech, "en")).Value;
        Assert.Equal(ErrorCodes.SpeechUnavailable, (await left.EndAsync()).Fault!.Error);

        await using var failing = new PlayedEngine(heard => heard.Type == "audio-stop" ? [WyomingEvent.Error("out of memory", "oom")] : []);
        await using var failed = (await new SpeechToText(failing.Address, TimeProvider.System).BeginAsync(AudioFormat.Speech, "en")).Value;
        var fault = (await failed.EndAsync()).Fault!;
        Assert.Equal(ErrorCodes.SpeechFailed, fault.Error);
        Assert.Contains("out of memory", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_says_nothing_is_waited_for_only_so_long()
    {
        var time = new ManualTime();
        await using var engine = new PlayedEngine(_ => []);
        var describing = new SpeechToText(engine.Address, time).DescribeAsync();
        Assert.Equal("describe", (await engine.HeardAsync()).Type);
        while (!describing.IsCompleted)
        {
            await time.WaitedForAsync(describing);
            time.Advance(EngineLimits.DescribeWithin);
        }
        Assert.Equal(ErrorCodes.SpeechTimeout, (await describing).Fault!.Error);
    }

    [Fact]
    public async Task An_engine_for_something_else_is_said_so()
    {
        await using var engine = new PlayedEngine(_ => [Info("tts", "voices", ("amy", "en"))]);
        Assert.Equal(ErrorCodes.SpeechFailed, (await new WakeWords(engine.Address, TimeProvider.System).DescribeAsync()).Fault!.Error);
    }

    [Fact]
    public async Task What_an_engine_says_of_itself_is_asked_again_only_after_a_while()
    {
        var time = new ManualTime();
        var asked = 0;
        await using var engine = new PlayedEngine(_ =>
        {
            asked++;
            return [Info("asr", "models", ("tiny", "en"))];
        });
        var hearing = new SpeechToText(engine.Address, time);
        for (var round = 0; round < 3; round++) Assert.True((await hearing.DescribeAsync()).Ok);
        Assert.Equal(1, asked);
        time.Advance(EngineLimits.FactsFor);
        Assert.True((await hearing.DescribeAsync()).Ok);
        Assert.Equal(2, asked);
    }

    internal static WyomingEvent Info(string kind, string list, params (string Name, string Language)[] models) => new("info", new()
    {
        [kind] = new JsonArray(new JsonObject
        {
            ["name"] = "played",
            ["installed"] = true,
            ["version"] = "1",
            [list] = new JsonArray([.. models.Select(model => new JsonObject { ["name"] = model.Name, ["installed"] = true, ["languages"] = new JsonArray(model.Language) })]),
        }),
    });
}
