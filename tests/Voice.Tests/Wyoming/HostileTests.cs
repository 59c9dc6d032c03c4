using Kith.Shared;
using Kith.Voice.Wyoming;

namespace Kith.Voice.Tests.Wyoming;

/// <summary>Peers that say what nobody should say.</summary>
public class HostileTests
{
    [Theory]
    [InlineData("not json\n", "not a JSON object")]
    [InlineData("[]\n", "not a JSON object")]
    [InlineData("\n", "not a JSON object")]
    [InlineData("{\"data\":{}}\n", "no type")]
    [InlineData("{\"type\":5}\n", "no type")]
    [InlineData("{\"type\":\"\"}\n", "no type")]
    [InlineData("{\"type\":\"\\ud800\"}\n", "not a JSON object")]
    [InlineData("{\"type\":\"a\",\"type\":\"b\"}\n", "not a JSON object")]
    [InlineData("{\"type\":\"a\",\"data_length\":-1}\n", "data_length")]
    [InlineData("{\"type\":\"a\",\"data_length\":1048577}\n", "data_length")]
    [InlineData("{\"type\":\"a\",\"data_length\":99999999999999999999}\n", "data_length")]
    [InlineData("{\"type\":\"a\",\"data_length\":\"5\"}\n", "data_length")]
    [InlineData("{\"type\":\"a\",\"payload_length\":-2147483648}\n", "payload_length")]
    [InlineData("{\"type\":\"a\",\"payload_length\":1048577}\n", "payload_length")]
    [InlineData("{\"type\":\"a\",\"payload_length\":1.5}\n", "payload_length")]
    public async Task A_header_that_cannot_be_is_answered_with_an_error_and_ends_the_connection(string line, string why)
    {
        await using var wire = await Wire.OpenAsync();
        await wire.SayAsync(line + "{\"type\":\"ping\"}\n");
        Assert.Null(await wire.HearAsync());
        Assert.Contains(why, wire.Ours.Broken, StringComparison.Ordinal);
        Assert.Null(await wire.HearAsync());
        await wire.Ours.DisposeAsync();
        Assert.Contains("\"code\":\"bad-event\"", await wire.AllWrittenAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("nothing")]
    [InlineData("{\"text\":\"\\udc00\"}")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}")]
    public async Task Data_that_is_wrong_is_answered_with_an_error_and_the_next_event_is_read(string data)
    {
        await using var wire = await Wire.OpenAsync();
        await wire.SayAsync($"{{\"type\":\"x\",\"data_length\":{data.Length},\"payload_length\":3}}\n{data}abc{{\"type\":\"ping\"}}\n");
        Assert.Equal("ping", (await wire.HearAsync())!.Type);
        await wire.Ours.DisposeAsync();
        Assert.StartsWith("{\"type\":\"error\"", await wire.AllWrittenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_without_end_is_left_at_its_limit()
    {
        await using var wire = await Wire.OpenAsync();
        var saying = wire.SayAsync(new string('x', WyomingLimits.HeaderBytes + 5000));
        Assert.Null(await wire.HearAsync());
        Assert.Contains("more than", wire.Ours.Broken, StringComparison.Ordinal);
        await saying;
    }

    [Fact]
    public async Task An_event_that_never_comes_to_its_end_is_left_after_its_time()
    {
        var time = new ManualTime();
        await using var wire = await Wire.OpenAsync(time);
        var heard = wire.HearAsync();
        await wire.SayAsync("{\"type\":\"x\",\"payload_length\":100}\nonly this");
        // The clock of the event begins when its first byte is read.
        await time.WaitedForAsync();
        time.Advance(WyomingLimits.EventWithin);
        Assert.Null(await heard);
        Assert.Contains("in time", wire.Ours.Broken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_leaves_in_the_middle_of_an_event_is_just_gone()
    {
        await using var wire = await Wire.OpenAsync();
        await wire.SayAsync("{\"type\":\"x\",\"data_length\":100}\n{\"a");
        wire.Hush();
        Assert.Null(await wire.HearAsync());
    }

    [Fact]
    public async Task No_bytes_at_all_make_reading_throw()
    {
        var random = new Random(7);
        var pieces = new[] { "{", "}", "\"type\"", ":", "\"a\"", ",", "\n", "\"data_length\"", "\"payload_length\"", "3", "-1", "\\ud800", "\u00ff", "[", "]", "null", "{\"type\":\"x\",\"data_length\":2}\n{}" };
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
            var stream = new OneWayStream(System.Text.Encoding.Latin1.GetBytes(text));
            await using var connection = new WyomingConnection(stream);
            while (await connection.ReadAsync() is not null)
            {
            }
        }
    }

    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
