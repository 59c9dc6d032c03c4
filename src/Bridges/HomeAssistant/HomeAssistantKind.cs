using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.HomeAssistant.Platforms;
using Kith.Model.Specs;

namespace Kith.Bridges.HomeAssistant;

/// <summary>Everything that describes itself by Home Assistant's MQTT discovery and is connected to Kith's own broker.</summary>
internal sealed class HomeAssistantKind : BridgeKind
{
    public override string Name => "homeassistant";

    /// <summary>The discovery prefix; emitters have the same unless people changed it.</summary>
    public override string Topic => "homeassistant";

    public override CoverageTable? Coverage(Library library, TextReader? dump) => new HaCoverage(library).Of(Examples.All);

    internal override ConnectedBridge Open(BridgeSeat seat) => new HomeAssistantBridge(seat);
}
