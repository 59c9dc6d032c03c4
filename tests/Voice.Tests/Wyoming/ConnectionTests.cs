using System.Text;
using System.Text.Json.Nodes;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Tests.Wyoming;

/// <summary>Events as the reference (wyoming 1.9.0) puts them on the wire, and as others do.</summary>
public class ConnectionTests
{
    [Fact]
    public async Task An_event_of_the_reference_writer_is_read_with_its_data_in_the_second_part()
    {
        await using var wire = await Wire.OpenAsync();
        await wire.SayAsync("{\"type\": \"transcribe\", \"version\": \"1.9.0\", \"data_length\": 18}\n{\"language\": \"zh\"}");
        var heard = await wire.HearAsync();
        Assert.Equal(("transcribe", "zh"), (heard!.Type, heard.Text("language")));
    }

    [Fact]
    public async Task An_event_is_read_with_its_data_in_the_header()
    {
        await using var wire = await Wire.OpenAsync();
        await wire.SayAsync("{\"type\":\"transcript\",\"data\":{\"text\":\"打开台灯\"}}\n");
        Assert.Equal("打开台灯", (await wire.HearAsync())!.Text("text"));
    }

    [Fact]
    public async Task The_second_part_is_merged_over_the_header()
    {
        await using var wire = await Wire.OpenAsync();
        await wire.SayAsync("{\"type\":\"x\",\"data\":{\"a\":\"first\",\"b\":\"first\"},\"data_length\":14}\n{\"a\":\"second\"}");
        var heard = await wire.HearAsync();
        Assert.Equal(("second", "first"), (heard!.Text("a"), heard.Text("b")));
    }

    [Fact]
    public async Task Sound_comes_as_it_was_sent_even_byte_by_byte()
    {
        await using var wire = await Wire.OpenAsync();
        byte[] sound = [0, 255, 10, 13, (byte)'{', 7];
        byte[] all = [.. Encoding.UTF8.GetBytes("{\"type\":\"audio-chunk\",\"data_length\":53,\"payload_length\":6}\n{\"rate\": 16000, \"width\": 2, \"channels\": 1, \"t\": null}"), .. sound];
        var heard = wire.HearAsync();
        foreach (var one in all) await wire.SayAsync([one]);
        Assert.Equal(sound, (await heard)!.Payload.ToArray());
        Assert.Equal(AudioFormat.Speech, AudioFormat.Of((await heard)!));
    }

    [Fact]
    public async Task Events_one_after_the_other_in_one_packet_are_all_read()
    {
        await using var wire = await Wire.OpenAsync();
        await wire.SayAsync("{\"type\":\"ping\"}\n{\"type\":\"describe\",\"version\":\"1.2.0\",\"of\":[1]}\n{\"type\":\"pong\"}\n");
        wire.Hush();
        Assert.Equal("ping", (await wire.HearAsync())!.Type);
        Assert.Equal("describe", (await wire.HearAsync())!.Type);
        Assert.Equal("pong", (await wire.HearAsync())!.Type);
        Assert.Null(await wire.HearAsync());
        Assert.Null(wire.Ours.Broken);
    }

    [Fact]
    public async Task What_we_write_has_its_data_in_the_second_part_and_its_text_as_it_is()
    {
        await using var wire = await Wire.OpenAsync();
        Assert.True(await wire.Ours.WriteAsync(new("transcript", new() { ["text"] = "开灯" })));
        const string expected = "{\"type\":\"transcript\",\"version\":\"1.9.0\",\"data_length\":17}\n{\"text\":\"开灯\"}";
        Assert.Equal(expected, await wire.WrittenAsync(Encoding.UTF8.GetByteCount(expected)));
    }

    [Fact]
    public async Task An_event_without_data_and_sound_is_one_line()
    {
        await using var wire = await Wire.OpenAsync();
        Assert.True(await wire.Ours.WriteAsync(new("describe")));
        const string expected = "{\"type\":\"describe\",\"version\":\"1.9.0\"}\n";
        Assert.Equal(expected, await wire.WrittenAsync(expected.Length));
    }

    [Fact]
    public async Task Whatever_is_written_is_read_back_the_same()
    {
        var random = new Random(5);
        for (var round = 0; round < 50; round++)
        {
            var pipe = new MemoryStream();
            var payload = new byte[random.Next(5000)];
            random.NextBytes(payload);
            var data = new JsonObject { ["text"] = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => (char)random.Next(1, 0xD800))), ["list"] = new JsonArray("a", null, 5) };
            await new WyomingConnection(pipe).WriteAsync(new("kind", data, payload));
            pipe.Position = 0;
            var heard = await new WyomingConnection(pipe).ReadAsync();
            Assert.True(JsonNode.DeepEquals(data, heard!.Data));
            Assert.Equal(payload, heard.Payload.ToArray());
        }
    }

    [Fact]
    public async Task Two_writers_at_once_never_mix_their_events()
    {
        await using var wire = await Wire.OpenAsync();
        var writers = Enumerable.Range(0, 8).Select(async one =>
        {
            for (var round = 0; round < 25; round++) Assert.True(await wire.Ours.WriteAsync(new("audio-chunk", new() { ["of"] = one }, Enumerable.Repeat((byte)one, 900).ToArray())));
        });
        var writing = Task.WhenAll(writers).ContinueWith(_ => wire.Ours.DisposeAsync().AsTask(), TaskScheduler.Default).Unwrap();
        var written = await wire.AllWrittenAsync();
        await writing;
        var reader = new WyomingConnection(new MemoryStream(Encoding.UTF8.GetBytes(written)));
        for (var count = 0; count < 200; count++)
        {
            var heard = await reader.ReadAsync();
            Assert.All(heard!.Payload.ToArray(), its => Assert.Equal(heard.Number("of"), its));
        }
        Assert.Null(await reader.ReadAsync());
    }
}
