using System.Text.Json;
using Kith.Bridges.Bluetooth.Sources;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Bridges.Bluetooth;

/// <summary>Bluetooth sensors, heard by gateways that speak MQTT and by ESPHome's proxies: Kith itself has no radio.</summary>
internal sealed class BluetoothKind : BridgeKind
{
    public override string Name => "bluetooth";

    /// <summary>OpenMQTTGateway's and Theengs Gateway's own.</summary>
    public override string Topic => "home";

    public override Fault? Check(JsonElement? settings) => EspHomeProxy.Read(settings).Fault;

    public override CoverageTable? Coverage(Library library, TextReader? dump) => BluetoothCoverage.Of(library);

    internal override ConnectedBridge Open(BridgeSeat seat) => new BluetoothBridge(seat);
}
