using System.Text.Json;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Bridges;

/// <summary>A kind of bridge: one folder here, one row in <see cref="BridgeHost.Kinds"/>. It keeps nothing itself; each record of a home is opened as a bridge of its own.</summary>
public abstract class BridgeKind
{
    /// <summary>What bridge records of this kind say: zigbee2mqtt, matter, ...</summary>
    public abstract string Name { get; }

    /// <summary>What its program publishes under unless people choose otherwise; null when no program of it comes to the broker.</summary>
    public abstract string? Topic { get; }

    /// <summary>Whether the settings can be opened with; a fault says what is wrong with them.</summary>
    public virtual Fault? Check(JsonElement? settings) =>
        settings is { ValueKind: JsonValueKind.Object } its && its.EnumerateObject().Any() ? new Fault(ErrorCodes.RequestInvalid, $"{Name} has no settings", "settings") : null;

    /// <summary>How much of what a bridge of this kind can meet it understands; null for a kind without figures, or without the dump that it needs.</summary>
    /// <param name="dump">What <see cref="CoverageDump"/> asks for.</param>
    public virtual CoverageTable? Coverage(Library library, TextReader? dump) => null;

    /// <summary>What the figures are made of when that is not in the house: a file that people make. Null when nothing is needed.</summary>
    public virtual string? CoverageDump => null;

    internal abstract ConnectedBridge Open(BridgeSeat seat);
}
