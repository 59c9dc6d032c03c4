using System.Text.Json;
using Kith.Model.Errors;

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

    internal abstract ConnectedBridge Open(BridgeSeat seat);
}
