using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Bridges.Tests.Compliance;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Matter;

/// <summary>The bridge passes the kit: a real light of matter.js, and between it and Kith the controller that Kith starts by itself.</summary>
[Collection("own matter")]
public sealed class MatterCompliance(MatterCompliance.Network network) : BridgeCompliance, IClassFixture<MatterCompliance.Network>
{
    protected override string Kind => "matter";

    private protected override OtherSide Play(House house, TestHome home) => new Light(network, house, home);

    /// <summary>One network for all sentences, and the lights in it: each is as out of its box when a sentence begins.</summary>
    public sealed class Network : IAsyncLifetime
    {
        private readonly ConcurrentBag<Peer> _lights = [];
        private int _port = 5540;

        internal PrivateNetwork Its { get; private set; } = null!;

        internal async Task<Peer> LightAsync() => _lights.TryTake(out var light) ? light : await Peer.DeviceAsync(Its, "light", Interlocked.Increment(ref _port));

        internal async Task ReturnAsync(Peer light)
        {
            await light.ResetAsync();
            _lights.Add(light);
        }

        public async Task InitializeAsync() => Its = await PrivateNetwork.MakeAsync();

        public async Task DisposeAsync()
        {
            foreach (var light in _lights) await light.DisposeAsync();
            await Its.DisposeAsync();
        }
    }

    private sealed class Light(Network network, House house, TestHome home) : OtherSide
    {
        private readonly Task<Peer> _starting = network.LightAsync();
        private FileStream? _gate;

        public override string NativeId => "1";

        public override string Type => "light";

        public override (string Address, Value One, Value Other) Tells => ("light.on", Value.Of(false), Value.Of(true));

        public override (string Address, Value Good, Value Bad)? Obeys => ("light.on", Value.Of(true), Value.Of("on"));

        public override async Task AppearAsync()
        {
            var light = await _starting;
            await house.StatusAsync(home, its => its.State is BridgeLink.Online);
            var paired = await house.DoAsync(home, "commission", new { code = light.Code });
            Assert.True(paired.Ok, paired.Fault?.Detail);
        }

        public override async Task TellAsync(bool other) => await (await _starting).SetAsync("light", new JsonObject { ["onOff"] = new JsonObject { ["onOff"] = other } }.ToJsonString());

        public override async Task GarbleAsync()
        {
            var before = house.Status(home).Malformed;
            using var controller = MatterHouse.ControllerOf(home);
            using var kill = Process.Start("kill", ["-USR2", controller.Id.ToString(CultureInfo.InvariantCulture)]);
            await house.StatusAsync(home, its => its.Malformed > before);
        }

        public override async Task GoAsync() => await (await _starting).ThereAsync(false);

        public override async Task ReturnAsync() => await (await _starting).ThereAsync(true);

        public override Task StopAsync()
        {
            // Kith starts it again by itself: it has to wait until the test wants it back.
            _gate = new FileStream(network.Its.Gate, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            using var controller = MatterHouse.ControllerOf(home);
            controller.Kill(entireProcessTree: true);
            return Task.CompletedTask;
        }

        public override async Task StartAsync()
        {
            if (_gate is not null) await _gate.DisposeAsync();
            _gate = null;
        }

        public override async ValueTask DisposeAsync()
        {
            await StartAsync();
            await network.ReturnAsync(await _starting);
        }
    }
}
