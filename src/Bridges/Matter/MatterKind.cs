using System.Text.Json;
using Kith.Bridges.Matter.Mapping;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Bridges.Matter;

/// <summary>Matter: a controller of Kith's own that it starts, or a server of python-matter-server's kind.</summary>
internal sealed class MatterKind : BridgeKind
{
    public override string Name => "matter";

    public override string? Topic => null;

    public override CoverageTable? Coverage(Library library, TextReader? dump) => new MatterCoverage(library).Of();

    public override Fault? Check(JsonElement? settings) => MatterSettings.Read(settings).Fault;

    internal override ConnectedBridge Open(BridgeSeat seat) => new MatterBridge(seat);
}
