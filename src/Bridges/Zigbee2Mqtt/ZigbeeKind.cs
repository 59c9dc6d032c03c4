namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>zigbee2mqtt, connected to Kith's own broker.</summary>
internal sealed class ZigbeeKind : BridgeKind
{
    public override string Name => "zigbee2mqtt";

    public override string Topic => "zigbee2mqtt";

    internal override ConnectedBridge Open(BridgeSeat seat) => new ZigbeeBridge(seat);
}
