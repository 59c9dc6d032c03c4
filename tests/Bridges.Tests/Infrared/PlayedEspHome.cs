using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>An ESPHome with the lines of docs/bridges/infrared.md, on a real connection.</summary>
internal sealed class PlayedEspHome : IAsyncDisposable
{
    private readonly Channel<Emitted> _emitted = Channel.CreateUnbounded<Emitted>();
    private readonly string _prefix;
    private MqttClient _client = null!;

    private PlayedEspHome(string prefix) => _prefix = prefix;

    internal static async Task<PlayedEspHome> StartAsync(House house, TestHome home, string prefix)
    {
        var played = new PlayedEspHome(prefix);
        played._client = await house.ConnectAsync(home, new MqttClientOptions { ClientId = "esp", Will = new MqttWill($"{prefix}/status", "offline"u8.ToArray(), Qos.AtLeastOnce, Retain: true), OnMessage = played.Take });
        Assert.Equal(ReasonCode.GrantedQos1, await played._client.SubscribeAsync($"{prefix}/ir/send", Qos.AtLeastOnce));
        await played.SayAsync("status", "online", retain: true);
        return played;
    }

    internal async Task<Emitted> NextAsync()
    {
        using var patience = new CancellationTokenSource(HomeWatch.Patience);
        return await _emitted.Reader.ReadAsync(patience.Token);
    }

    internal async Task SayAsync(string what, string payload, bool retain = false) =>
        Assert.Equal(ReasonCode.Success, await _client.PublishAsync($"{_prefix}/{what}", Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce, retain));

    private void Take(MqttMessage message)
    {
        var json = JsonNode.Parse(message.Payload.Span)!;
        var signed = json["code"]!.AsArray().Select(time => time!.GetValue<int>()).ToList();
        Assert.All(signed.Select((time, place) => (time, place)), pair => Assert.Equal(pair.place % 2 == 0, pair.time > 0));
        _emitted.Writer.TryWrite(new Emitted(json["carrier"]!.GetValue<int>(), [.. signed.Select(Math.Abs)]));
        _ = SayAsync("ir/sent", json["id"]!.ToJsonString());
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
