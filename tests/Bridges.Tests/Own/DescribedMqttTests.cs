using System.Text;
using System.Text.Json.Nodes;
using Kith.Bridges.Tests.Compliance;
using Kith.Model.Values;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.Own;

/// <summary>A dimmer of a maker that nobody has heard of, described in twenty lines: 0 to 254, and temperatures in tenths.</summary>
public sealed class DescribedMqttTests : BridgeCompliance
{
    protected override string Kind => "own";

    private protected override OtherSide Play(House house, TestHome home) => new Dimmer(house, home);

    internal sealed class Dimmer(House house, TestHome home) : OtherSide
    {
        private MqttClient? _client;

        public override string NativeId => "attic-dimmer";

        public override string Type => "light";

        public override (string Address, Value One, Value Other) Tells => ("more.board-temperature", Value.Of(41.5), Value.Of(38.2));

        public override (string Address, Value Good, Value Bad)? Obeys => ("light.brightness", Value.Of(60), Value.Of(400));

        public override async Task AppearAsync()
        {
            await StartAsync();
            var saved = await house.DoAsync(home, "save", new
            {
                device = new
                {
                    id = NativeId, name = "Attic dimmer",
                    available = new { topic = "acme/7/link", path = "$.up", online = "true", offline = "false" },
                    properties = new Dictionary<string, object>
                    {
                        ["light.on"] = new { read = new { topic = "acme/7/state", path = "$.out[0].power", map = new Dictionary<string, object> { ["RUN"] = true, ["HALT"] = false } }, write = new { topic = "acme/7/cmd", body = "{\"power\":\"{value}\"}" } },
                        ["light.brightness"] = new { read = new { topic = "acme/7/state", path = "$.out[0].level", scale = 100 / 254.0 }, write = new { topic = "acme/7/cmd", body = "{\"level\":{value}}" } },
                        ["more.board-temperature"] = new { unit = "celsius", read = new { topic = "acme/7/state", path = "$['board temp']", scale = 0.1 } },
                    },
                },
            });
            Assert.True(saved.Ok, saved.Fault?.Detail);
            await PublishAsync("link", """{"up":true}""");
        }

        public override Task TellAsync(bool other) => PublishAsync("state", $$"""{"out":[{"power":"RUN","level":76.2}],"board temp":{{(other ? 382 : 415)}}}""");

        public override Task GarbleAsync() => PublishAsync("state", "{\"out\":[");

        public override Task GoAsync() => PublishAsync("link", """{"up":false}""");

        public override Task ReturnAsync() => PublishAsync("link", """{"up":true}""");

        public override async Task StopAsync()
        {
            await _client!.DisconnectAsync(ReasonCode.DisconnectWithWill);
            await _client.DisposeAsync();
        }

        public override async Task StartAsync()
        {
            if (_client is not null) await _client.DisposeAsync();
            _client = await house.ConnectAsync(home, new MqttClientOptions { OnMessage = Obey, Will = new MqttWill("acme/7/link", "{\"up\":false}"u8.ToArray(), Qos.AtLeastOnce, Retain: true) });
            await _client.SubscribeAsync("acme/7/cmd", Qos.AtLeastOnce);
            await _client.PublishAsync("acme/7/link", "{\"up\":true}"u8.ToArray(), Qos.AtLeastOnce, retain: true);
        }

        private void Obey(MqttMessage message)
        {
            var level = JsonNode.Parse(Encoding.UTF8.GetString(message.Payload.Span))!["level"]!.GetValue<double>();
            _client!.Publish("acme/7/state", Encoding.UTF8.GetBytes(FormattableString.Invariant($$"""{"out":[{"power":"RUN","level":{{level}}}]}""")));
        }

        private async Task PublishAsync(string topic, string payload) =>
            Assert.Equal(ReasonCode.Success, await _client!.PublishAsync($"acme/7/{topic}", Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce));

        public override ValueTask DisposeAsync() => _client?.DisposeAsync() ?? default;
    }
}
