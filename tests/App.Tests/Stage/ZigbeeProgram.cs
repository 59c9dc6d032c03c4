using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.App.Tests.Stage;

/// <summary>
/// Speaks as zigbee2mqtt does, over a real connection with a bridge's credential: lists lamps, opens its network, removes and renames,
/// and switches lamps on. (That the real one speaks so is shown in Bridges.Tests.)
/// </summary>
internal sealed class ZigbeeProgram : IAsyncDisposable
{
    private const string Base = "zigbee2mqtt";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MqttClient _client;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _names = [];
    private readonly Channel<(string Topic, string Payload)> _heard = Channel.CreateUnbounded<(string, string)>();

    private ZigbeeProgram(KithProcess kith, JsonNode made) => _client = new MqttClient(new MqttClientOptions
    {
        Host = "127.0.0.1", Port = kith.MqttPort, ClientId = "program", UserName = made["bridge"]!["mqtt"]!["username"]!.ToString(), Password = made["password"]!.ToString(),
        OnMessage = message => _ = AnswerAsync(message.Topic[(Base.Length + 1)..], Encoding.UTF8.GetString(message.Payload.Span)),
    });

    /// <summary>Comes into a home as its bridge.</summary>
    internal static async Task<ZigbeeProgram> ComeAsync(KithProcess kith, HomeApi api)
    {
        var program = new ZigbeeProgram(kith, await api.PostAsync("/bridges", new { kind = "zigbee2mqtt", name = "Zigbee2MQTT" }));
        Assert.True((await program._client.ConnectAsync()).IsConnected);
        await program._client.SubscribeAsync($"{Base}/bridge/request/#", Qos.AtLeastOnce);
        await program._client.SubscribeAsync($"{Base}/+/set", Qos.AtLeastOnce);
        await program.SayAsync("bridge/state", """{"state":"online"}""");
        return program;
    }

    /// <summary>A lamp joins.</summary>
    internal Task JoinAsync(string address, string name)
    {
        lock (_lock) _names[address] = name;
        return ListAsync();
    }

    /// <summary>Waits until it was asked or told something.</summary>
    internal async Task<string> HeardAsync(string topic)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var (its, payload) in _heard.Reader.ReadAllAsync(patience.Token))
            if (its == topic) return payload;
        throw new InvalidOperationException("nothing more is heard");
    }

    private async Task AnswerAsync(string topic, string payload)
    {
        if (topic.StartsWith("bridge/request/", StringComparison.Ordinal))
        {
            var asked = JsonNode.Parse(payload)!;
            lock (_lock)
            {
                if (topic.EndsWith("/remove", StringComparison.Ordinal)) _names.Remove(asked["id"]!.ToString());
                if (topic.EndsWith("/rename", StringComparison.Ordinal)) _names[asked["from"]!.ToString()] = asked["to"]!.ToString();
            }
            await SayAsync(topic.Replace("request", "response", StringComparison.Ordinal), JsonSerializer.Serialize(new { status = "ok", data = new { }, transaction = asked["transaction"]?.GetValue<JsonElement>() }));
            await ListAsync();
        }
        else await SayAsync(topic[..^"/set".Length], payload);
        _heard.Writer.TryWrite((topic, payload));
    }

    private Task ListAsync()
    {
        string[] lamps;
        lock (_lock) lamps = [.. _names.Select(lamp => Lamp(lamp.Key, lamp.Value))];
        return SayAsync("bridge/devices", $"[{string.Join(',', lamps)}]");
    }

    private static string Lamp(string address, string name) => $$$"""
        {"ieee_address":"{{{address}}}","type":"Router","friendly_name":"{{{name}}}","disabled":false,"interview_state":"SUCCESSFUL","supported":true,
         "definition":{"vendor":"IKEA","model":"LED2201G8","description":"bulb","supports_ota":false,"exposes":[
           {"type":"light","features":[{"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF"}]}]}}
        """;

    private async Task SayAsync(string topic, string payload) =>
        Assert.Equal(ReasonCode.Success, await _client.PublishAsync($"{Base}/{topic}", Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce));

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
