using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests;

internal static class ClientExtensions
{
    public static async Task<MqttMessage> NextAsync(this MqttClient client) => await client.Messages.ReadAsync().AsTask().WaitAsync(TestHost.Patience);

    public static async Task<(string Payload, Qos Qos)> NextPayloadAsync(this MqttClient client)
    {
        var message = await client.NextAsync();
        return (message.PayloadText, message.Qos);
    }
}
