using Kith.Bridges.Zigbee2Mqtt.Mapping;
using Kith.Model.Specs;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>zigbee2mqtt, connected to Kith's own broker.</summary>
internal sealed class ZigbeeKind : BridgeKind
{
    internal const string Usual = "zigbee2mqtt";

    public override string Name => Usual;

    public override string Topic => Usual;

    public override string CoverageDump => "every definition of zigbee-herdsman-converters, one JSON object a line (docs/bridges/zigbee2mqtt.md says how)";

    public override CoverageTable? Coverage(Library library, TextReader? dump) => dump is null ? null : new ZigbeeCoverage(library).Of(dump);

    internal override ConnectedBridge Open(BridgeSeat seat) => new ZigbeeBridge(seat);
}
