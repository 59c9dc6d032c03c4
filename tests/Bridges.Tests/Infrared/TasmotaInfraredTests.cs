using Kith.Bridges.Tests.Compliance;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Infrared;

/// <summary>An air conditioner behind a Tasmota. It tells nothing by itself: what it tells is what a person says of it.</summary>
public sealed class TasmotaInfraredTests : BridgeCompliance
{
    protected override string Kind => "infrared";

    private protected override OtherSide Play(House house, TestHome home) => new Side(house, home);

    internal sealed class Side(House house, TestHome home) : OtherSide
    {
        private PlayedTasmota? _blaster;
        private string _remote = "";

        public override string NativeId => _remote;

        public override string Type => "air-conditioner";

        public override (string Address, Value One, Value Other) Tells => ("air-conditioner.on", Value.Of(false), Value.Of(true));

        public override (string Address, Value Good, Value Bad)? Obeys => ("air-conditioner.target-temperature", Value.Of(22.0), Value.Of(60.0));

        public override async Task AppearAsync()
        {
            await StartAsync();
            Assert.True((await house.DoAsync(home, "add-blaster", new { kind = "tasmota", topic = "ir-hall", name = "Hall" })).Ok);
            var made = await house.DoAsync(home, "import", new { text = Sets.AirConditioner, name = "Breeze" });
            _remote = made.Value["remote"]!.GetValue<string>();
        }

        public override Task TellAsync(bool other) => house.DoAsync(home, "assume", new { remote = _remote, on = other });

        public override async Task GarbleAsync()
        {
            await _blaster!.SayAsync("RESULT", "{\"IrReceived\":");
            await house.StatusAsync(home, status => status.Malformed > 0);
        }

        public override Task GoAsync() => _blaster!.SayAsync("LWT", "Offline", retain: true);

        public override Task ReturnAsync() => _blaster!.SayAsync("LWT", "Online", retain: true);

        public override Task StopAsync() => _blaster!.CutAsync();

        public override async Task StartAsync()
        {
            if (_blaster is not null) await _blaster.DisposeAsync();
            _blaster = await PlayedTasmota.StartAsync(house, home, "ir-hall");
        }

        public override ValueTask DisposeAsync() => _blaster?.DisposeAsync() ?? default;
    }
}
