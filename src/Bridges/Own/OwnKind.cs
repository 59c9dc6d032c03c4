using Kith.Model.Specs;

namespace Kith.Bridges.Own;

/// <summary>Devices that people describe themselves: any MQTT topics, any HTTP addresses of their network.</summary>
internal sealed class OwnKind : BridgeKind
{
    public override string Name => "own";

    /// <summary>Only a name for the credential's page: every description says its own topics.</summary>
    public override string Topic => "own";

    public override CoverageTable? Coverage(Library library, TextReader? dump) => OwnCoverage.Of(library);

    internal override ConnectedBridge Open(BridgeSeat seat) => new OwnBridge(seat);
}
