using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>What a blaster sent into the room.</summary>
internal sealed record Emitted(double CarrierHz, IReadOnlyList<int> Times);

/// <summary>A Tasmota with an infrared diode, on a real connection: it says that it is there, sends what it is told, and tells what it hears.</summary>
internal sealed class PlayedTasmota : IAsyncDisposable
{
    private readonly Channel<Emitted> _emitted = Channel.CreateUnbounded<Emitted>();
    private readonly string _topic;
    private readonly TaskCompletionSource _tellsTimes = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MqttClient _client = null!;

    private PlayedTasmota(string topic) => _topic = topic;

    /// <summary>How it answers IRSend.</summary>
    internal string Answer { get; set; } = """{"IRSend":"Done"}""";

    /// <summary>It was told to say the times of what it hears.</summary>
    internal Task TellsTimes => _tellsTimes.Task.WaitAsync(HomeWatch.Patience);

    internal static async Task<PlayedTasmota> StartAsync(House house, TestHome home, string topic)
    {
        var played = new PlayedTasmota(topic);
        played._client = await house.ConnectAsync(home, new MqttClientOptions
        {
            ClientId = topic, Will = new MqttWill($"tele/{topic}/LWT", "Offline"u8.ToArray(), Qos.AtLeastOnce, Retain: true), OnMessage = played.Take,
        });
        Assert.Equal(ReasonCode.GrantedQos1, await played._client.SubscribeAsync($"cmnd/{topic}/#", Qos.AtLeastOnce));
        await played.SayAsync("LWT", "Online", retain: true);
        return played;
    }

    internal async Task<Emitted> NextAsync()
    {
        using var patience = new CancellationTokenSource(HomeWatch.Patience);
        return await _emitted.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Nothing was sent that the test did not see.</summary>
    internal bool IsSilent => _emitted.Reader.Count == 0;

    internal Task SayAsync(string what, string payload, bool retain = false) => PublishAsync($"tele/{_topic}/{what}", payload, retain);

    /// <summary>Somebody presses a button of an old remote before it.</summary>
    internal Task HearAsync(IReadOnlyList<int> times) =>
        SayAsync("RESULT", $$$"""{"IrReceived":{"Protocol":"UNKNOWN","Bits":0,"Hash":"0x1","Repeat":0,"RawData":[{{{string.Join(',', times)}}}],"RawDataInfo":[{{{times.Count}}},{{{times.Count}}},0]}}""");

    /// <summary>Its power is cut: the broker says its will.</summary>
    internal Task CutAsync() => _client.DisconnectAsync(ReasonCode.DisconnectWithWill);

    private void Take(MqttMessage message)
    {
        var payload = Encoding.UTF8.GetString(message.Payload.Span);
        if (message.Topic.EndsWith("/SetOption58", StringComparison.Ordinal)) _tellsTimes.TrySetResult();
        if (!message.Topic.EndsWith("/IRSend", StringComparison.Ordinal)) return;
        var comma = payload.IndexOf(',', StringComparison.Ordinal);
        _emitted.Writer.TryWrite(new Emitted(double.Parse(payload[..comma], CultureInfo.InvariantCulture), Unfold(payload[(comma + 1)..])));
        _ = PublishAsync($"stat/{_topic}/RESULT", Answer, retain: false);
    }

    /// <summary>Its own reading of the compact form: a letter stands for one of the first 26 numbers, in their order.</summary>
    private static List<int> Unfold(string text)
    {
        var (times, numbers) = (new List<int>(), new List<int>());
        foreach (var word in System.Text.RegularExpressions.Regex.Matches(text, "[A-Za-z]|[0-9]+").Select(match => match.Value))
            if (char.IsAsciiLetter(word[0])) times.Add(numbers[char.ToLowerInvariant(word[0]) - 'a']);
            else
            {
                times.Add(int.Parse(word, CultureInfo.InvariantCulture));
                if (!numbers.Contains(times[^1]) && numbers.Count < 26) numbers.Add(times[^1]);
            }
        return times;
    }

    private async Task PublishAsync(string topic, string payload, bool retain) =>
        Assert.Equal(ReasonCode.Success, await _client.PublishAsync(topic, Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce, retain));

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
