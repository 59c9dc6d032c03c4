using Kith.Bridges.Tests.Compliance;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>
/// The bridge passes the kit: a lamp behind a played zigbee2mqtt, which starts in no time. What the real one does stands in RealDevicesTests,
/// RealDeedsTests and RealRestartTests.
/// </summary>
public sealed class PlayedZigbeeTests : BridgeCompliance
{
    protected override string Kind => "zigbee2mqtt";

    private protected override OtherSide Play(House house, TestHome home) => new Side(house, home);

    internal sealed class Side(House house, TestHome home) : OtherSide
    {
        private PlayedZigbee2Mqtt? _program;

        public override string NativeId => PlayedZigbee2Mqtt.Lamp;

        public override string Type => "light";

        public override (string Address, Value One, Value Other) Tells => ("light.on", Value.Of(false), Value.Of(true));

        public override (string Address, Value Good, Value Bad)? Obeys => ("light.brightness", Value.Of(60), Value.Of(400));

        public override Task AppearAsync() => StartAsync();

        public override Task TellAsync(bool other) => _program!.SayAsync("lamp", $$"""{"state":"{{(other ? "ON" : "OFF")}}","brightness":100}""");

        public override async Task GarbleAsync()
        {
            await _program!.SayAsync("bridge/devices", "[{\"ieee_address\":");
            await _program.SayAsync("lamp", "{\"state\":");
        }

        public override Task GoAsync() => _program!.SayAsync("lamp/availability", """{"state":"offline"}""");

        public override Task ReturnAsync() => _program!.SayAsync("lamp/availability", """{"state":"online"}""");

        public override async Task StopAsync()
        {
            await _program!.CutAsync();
            _program = null;
        }

        public override async Task StartAsync()
        {
            if (_program is null) _program = await PlayedZigbee2Mqtt.StartAsync(house, home);
            else await _program.ReconnectAsync();
        }

        public override ValueTask DisposeAsync() => _program?.DisposeAsync() ?? default;
    }
}
