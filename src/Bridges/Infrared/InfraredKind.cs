using Kith.Model.Specs;

namespace Kith.Bridges.Infrared;

/// <summary>Remote controls: blasters that connect to Kith's own broker or are Zigbee devices of the home, and what they stand in for.</summary>
internal sealed class InfraredKind : BridgeKind
{
    public override string Name => "infrared";

    /// <summary>Blasters connect with the bridge's credential; each has topics of its own.</summary>
    public override string Topic => "infrared";

    public override CoverageTable? Coverage(Library library, TextReader? dump) => InfraredCoverage.Of(library);

    internal override ConnectedBridge Open(BridgeSeat seat) => new InfraredBridge(seat);
}
