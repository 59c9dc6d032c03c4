using System.Text.Json;
using Kith.Model.Errors;

namespace Kith.Bridges.HomeAssistant.Out;

/// <summary>The home's devices, described to a Home Assistant that is connected to Kith's own broker.</summary>
internal sealed class HomeAssistantOutKind : BridgeKind
{
    public override string Name => "homeassistant-out";

    /// <summary>Below it stand the devices' states and commands; kith/ belongs to the devices themselves.</summary>
    public override string Topic => "from-kith";

    public override Fault? Check(JsonElement? settings) => OutSettings.Read(settings).Fault;

    internal override ConnectedBridge Open(BridgeSeat seat) => new OutBridge(seat);
}
