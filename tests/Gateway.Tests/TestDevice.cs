using System.Text;
using System.Text.Json;
using Kith.Model.Ids;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests;

/// <summary>A device as a maker would write it: a plain MQTT client and JSON.</summary>
internal sealed class TestDevice(MqttClient client, DeviceId id)
{
    internal MqttClient Client { get; } = client;

    internal DeviceId Id { get; } = id;

    internal Task<ReasonCode> SayAsync(string verb, string json, Qos qos = Qos.AtLeastOnce) => SayAsync(verb, Encoding.UTF8.GetBytes(json), qos);

    internal Task<ReasonCode> SayAsync(string verb, byte[] payload, Qos qos = Qos.AtLeastOnce) =>
        Client.PublishAsync($"kith/{Id}/{verb}", payload, qos).WaitAsync(TestGateway.Patience);

    /// <summary>The next message on a topic of this device, or of one it speaks for; others before it are passed over.</summary>
    internal async Task<JsonElement> HearAsync(string verb, DeviceId? of = null)
    {
        var topic = $"kith/{of ?? Id}/{verb}";
        using var patience = new CancellationTokenSource(TestGateway.Patience);
        while (true)
        {
            var message = await Client.Messages.ReadAsync(patience.Token);
            if (message.Topic == topic) return Json(message);
        }
    }

    internal async Task<string> ErrorAsync() => (await HearAsync("error")).GetProperty("code").GetString()!;

    internal static JsonElement Json(MqttMessage message)
    {
        using var document = JsonDocument.Parse(message.Payload);
        return document.RootElement.Clone();
    }
}
