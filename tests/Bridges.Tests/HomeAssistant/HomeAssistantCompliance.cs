using Kith.Bridges.Tests.Compliance;
using Kith.Model.Values;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>The bridge passes the kit: a plug that describes itself over MQTT.</summary>
public sealed class HomeAssistantCompliance : BridgeCompliance
{
    protected override string Kind => "homeassistant";

    private protected override OtherSide Play(House house, TestHome home) => new Plug(house, home);

    internal sealed class Plug(House house, TestHome home) : OtherSide
    {
        private const string Description = """{"uniq_id":"plug","stat_t":"plug","cmd_t":"plug/set","avty_t":"plug/up","dev_cla":"outlet","dev":{"ids":"plug","name":"Plug"}}""";

        private MqttClient? _client;

        public override string NativeId => "plug";

        public override string Type => "outlet";

        public override (string Address, Value One, Value Other) Tells => ("switch.on", Value.Of(false), Value.Of(true));

        public override (string Address, Value Good, Value Bad)? Obeys => ("switch.on", Value.Of(true), Value.Of("on"));

        public override Task AppearAsync() => StartAsync();

        public override async Task StartAsync()
        {
            if (_client is not null) await _client.DisposeAsync();
            _client = new MqttClient(new MqttClientOptions
            {
                Port = house.Port, ClientId = "plug", UserName = home.Bridge.Credential.Username.ToString(), Password = home.Bridge.Credential.Password,
                Will = new MqttWill("plug/up", "offline"u8.ToArray(), Qos.AtLeastOnce, Retain: true),
            });
            Assert.True((await _client.ConnectAsync()).IsConnected);
            await _client.SubscribeAsync("plug/set", Qos.AtLeastOnce);
            _ = ObeyAsync(_client);
            await SayAsync("homeassistant/switch/plug/config", Description);
            await SayAsync("plug/up", "online");
        }

        public override Task TellAsync(bool other) => SayAsync("plug", other ? "ON" : "OFF");

        public override async Task GarbleAsync()
        {
            await SayAsync("homeassistant/switch/half/config", "{\"stat_t\":");
            await SayAsync("plug", "neither");
        }

        public override Task GoAsync() => SayAsync("plug/up", "offline");

        public override Task ReturnAsync() => SayAsync("plug/up", "online");

        public override Task StopAsync()
        {
            _client!.Abandon();
            return Task.CompletedTask;
        }

        public override async ValueTask DisposeAsync()
        {
            if (_client is not null) await _client.DisposeAsync();
        }

        private static async Task ObeyAsync(MqttClient client)
        {
            await foreach (var message in client.Messages.ReadAllAsync()) await client.PublishAsync("plug", message.Payload, Qos.AtLeastOnce, retain: true);
        }

        private async Task SayAsync(string topic, string payload) =>
            Assert.Equal(ReasonCode.Success, await _client!.PublishAsync(topic, System.Text.Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce, retain: true));
    }
}
