using System.Text;
using System.Text.Json.Nodes;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>
/// As much of zigbee2mqtt 2.14.1 as one lamp needs, on a real connection. It tells its devices when it starts and when a request changed one,
/// and not when it connects again.
/// </summary>
internal sealed class PlayedZigbee2Mqtt : IAsyncDisposable
{
    internal const string Lamp = "0x00158d00000000aa";

    private readonly House _house;
    private readonly TestHome _home;
    private MqttClient _client = null!;
    private bool _hasLamp = true;

    private PlayedZigbee2Mqtt(House house, TestHome home) => (_house, _home) = (house, home);

    internal static async Task<PlayedZigbee2Mqtt> StartAsync(House house, TestHome home)
    {
        var played = new PlayedZigbee2Mqtt(house, home);
        await played.ConnectAsync();
        await played.ListAsync();
        return played;
    }

    /// <summary>The broker was away: the connection is new, the program is not.</summary>
    internal async Task ReconnectAsync()
    {
        await _client.DisposeAsync();
        await ConnectAsync();
    }

    /// <summary>Its power is cut: the broker says its will.</summary>
    internal async Task CutAsync()
    {
        await _client.DisconnectAsync(ReasonCode.DisconnectWithWill);
        await _client.DisposeAsync();
    }

    internal async Task SayAsync(string topic, string payload, bool retain = false) =>
        Assert.Equal(ReasonCode.Success, await _client.PublishAsync($"zigbee2mqtt/{topic}", Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce, retain));

    private async Task ConnectAsync()
    {
        _client = await _house.ConnectAsync(_home, new MqttClientOptions
        {
            ClientId = "zigbee2mqtt", OnMessage = Take, MaxOutgoingBytes = 8 * 1024 * 1024,
            Will = new MqttWill("zigbee2mqtt/bridge/state", """{"state":"offline"}"""u8.ToArray(), Qos.AtLeastOnce, Retain: true),
        });
        await _client.SubscribeAsync("zigbee2mqtt/+/set", Qos.AtLeastOnce);
        await _client.SubscribeAsync("zigbee2mqtt/bridge/request/#", Qos.AtLeastOnce);
        await SayAsync("bridge/state", """{"state":"online"}""", retain: true);
    }

    private Task ListAsync() => SayAsync("bridge/devices", _hasLamp ? List : "[]");

    private void Take(MqttMessage message) => _ = AnswerAsync(message.Topic["zigbee2mqtt/".Length..], JsonNode.Parse(message.Payload.Span)!.AsObject());

    private async Task AnswerAsync(string topic, JsonObject asked)
    {
        if (topic == "lamp/set")
        {
            await SayAsync("lamp", asked.ToJsonString());
            return;
        }
        var request = topic["bridge/request/".Length..];
        if (request == "device/remove") _hasLamp = false;
        var answer = new JsonObject { ["status"] = "ok", ["transaction"] = asked["transaction"]!.DeepClone(), ["data"] = new JsonObject { ["id"] = Lamp } };
        await SayAsync($"bridge/response/{request}", answer.ToJsonString());
        await ListAsync();
    }

    internal const string List = $$$"""
        [{"ieee_address":"{{{Lamp}}}","type":"Router","friendly_name":"lamp","disabled":false,"interview_state":"SUCCESSFUL","supported":true,
          "definition":{"vendor":"Maker","model":"Lamp","description":"Lamp","supports_ota":false,"exposes":[
            {"type":"light","features":[
              {"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF"},
              {"type":"numeric","name":"brightness","property":"brightness","access":7,"value_min":0,"value_max":254}]}]}}]
        """;

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
