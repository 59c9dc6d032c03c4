using System.Text;
using Kith.Bridges.Tests.Compliance;
using Kith.Model.Values;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.Bluetooth;

/// <summary>A sealed thermometer, heard by a gateway that speaks as OpenMQTTGateway does.</summary>
public sealed class GatewayBluetoothTests : BridgeCompliance
{
    protected override string Kind => "bluetooth";

    protected override string Topic => "home";

    private protected override OtherSide Play(House house, TestHome home) => new Gateway(house, home);

    internal sealed class Gateway(House house, TestHome home) : OtherSide
    {
        private static readonly byte[] Key = Convert.FromHexString("231d39c1d7cc1ab1aee224cd096db932");
        private MqttClient? _client;
        private uint _counter = 100;

        public override string NativeId => "A4C138010203";

        public override string Type => "temperature-humidity-sensor";

        public override (string Address, Value One, Value Other) Tells => ("temperature-humidity-sensor.temperature", Value.Of(21.5), Value.Of(23.25));

        public override (string Address, Value Good, Value Bad)? Obeys => null;

        public override async Task AppearAsync()
        {
            await StartAsync();
            await TellAsync(other: false);
            var newcomer = (await house.StatusAsync(home, status => status.Newcomers.Count == 1)).Newcomers.Single();
            Assert.Equal(("A4:C1:38:01:02:03", "found", "key"), (newcomer.Address, newcomer.Standing, newcomer.Needs));
            Assert.True((await house.DoAsync(home, "adopt", new { address = newcomer.Address, key = Convert.ToHexString(Key) })).Ok);
        }

        public override Task TellAsync(bool other) => SayAsync(Sealing.BtHome(NativeId, Key, ++_counter, other ? [0x02, 0x15, 0x09] : [0x02, 0x66, 0x08]));

        public override async Task GarbleAsync()
        {
            await PublishAsync("BTtoMQTT/A4C138010203", """{"id":"A4:C1:38:01:02:03","servicedatauuid":"0xfcd2","servicedata":"xyz"}""");
            await PublishAsync("BTtoMQTT/A4C138010203", "{\"id\":");
            await SayAsync([0x40, 0x02, 0x66]);
        }

        public override Task GoAsync() => PublishAsync("LWT", "offline");

        public override async Task ReturnAsync()
        {
            await PublishAsync("LWT", "online");
            await TellAsync(other: false);
        }

        public override async Task StopAsync()
        {
            // As from a device whose power is cut: the broker says its will.
            await _client!.DisconnectAsync(ReasonCode.DisconnectWithWill);
            await _client.DisposeAsync();
        }

        public override async Task StartAsync()
        {
            if (_client is not null) await _client.DisposeAsync();
            _client = await house.ConnectAsync(home, new MqttClientOptions { Will = new MqttWill("home/OMG_hall/LWT", "offline"u8.ToArray(), Qos.AtLeastOnce, Retain: true) });
            await PublishAsync("LWT", "online");
        }

        private Task SayAsync(byte[] data) =>
            PublishAsync($"BTtoMQTT/{NativeId}", $$"""{"id":"A4:C1:38:01:02:03","rssi":-61,"servicedatauuid":"0xfcd2","servicedata":"{{Convert.ToHexStringLower(data)}}"}""");

        private async Task PublishAsync(string topic, string payload) =>
            Assert.Equal(ReasonCode.Success, await _client!.PublishAsync($"home/OMG_hall/{topic}", Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce));

        public override ValueTask DisposeAsync() => _client?.DisposeAsync() ?? default;
    }
}
