using System.Text.Json;
using Kith.Model.Errors;

namespace Kith.Bridges.Matter;

/// <summary>Matter: a controller of Kith's own that it starts, or a server of python-matter-server's kind.</summary>
internal sealed class MatterKind : BridgeKind
{
    public override string Name => "matter";

    public override string? Topic => null;

    public override Fault? Check(JsonElement? settings) => MatterSettings.Read(settings).Fault;

    internal override ConnectedBridge Open(BridgeSeat seat) => new MatterBridge(seat);
}
