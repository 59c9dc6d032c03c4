using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Nodes;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping;

/// <summary>What the controller is asked to do: a command of a cluster, or an attribute to write.</summary>
/// <param name="Command">The command's name; null for a write.</param>
/// <param name="Attribute">The attribute to write.</param>
/// <param name="Body">The command's fields, or the value.</param>
/// <param name="Timed">Within this many milliseconds or not at all: what locks ask for, against replayed messages; 0 for no limit.</param>
internal sealed record MatterWish(uint Cluster, string? Command, uint Attribute, JsonNode? Body, int Timed = 0)
{
    internal static MatterWish Do(uint cluster, string command, JsonObject? fields = null, int timed = 0) => new(cluster, command, 0, fields ?? [], timed);

    internal static MatterWish Write(uint cluster, uint attribute, JsonNode? value) => new(cluster, null, attribute, value);
}

/// <summary>One row of a mapping: attributes of a cluster are a property of a service of the library. Rows are tried in order.</summary>
/// <param name="Cluster">Whose attributes; the endpoint has it.</param>
/// <param name="Attribute">The attribute that must be there.</param>
/// <param name="Service">The library's service.</param>
/// <param name="Property">Its property.</param>
/// <param name="Read">The value as the endpoint says it now; none when it means nothing.</param>
internal sealed record Row(uint Cluster, uint Attribute, string Service, string Property, Func<MatterEndpoint, Value> Read)
{
    /// <summary>Only on endpoints that are one of these.</summary>
    internal IReadOnlyList<uint>? On { get; init; }

    /// <summary>Only on endpoints that are none of these.</summary>
    internal IReadOnlyList<uint>? NotOn { get; init; }

    /// <summary>More that must hold, of features or other attributes.</summary>
    internal Func<MatterEndpoint, bool>? When { get; init; }

    /// <summary>How it is set; null for what is only read.</summary>
    internal Func<MatterEndpoint, Value, MatterWish?>? Set { get; init; }

    /// <summary>Other attributes, of the same cluster unless named whole, out of which it is read.</summary>
    internal IReadOnlyList<uint> Also { get; init; } = [];

    /// <summary>Which numbers this device takes; null for the library's.</summary>
    internal Func<MatterEndpoint, ValueRange?>? Range { get; init; }

    /// <summary>Which of the library's choices this device has; null for all.</summary>
    internal Func<MatterEndpoint, IReadOnlyList<string>>? Choices { get; init; }

    /// <summary>Only where the product has the service already.</summary>
    internal bool Joins { get; init; }

    /// <summary>Only where no endpoint of the device has this cluster.</summary>
    internal uint? Without { get; init; }

    /// <summary>It takes longer than a command may wait: what the device took counts as accepted.</summary>
    internal bool IsSlow { get; init; }

    /// <summary>How far a number may be from what was asked for and be it: devices keep fewer steps.</summary>
    internal double Near { get; init; }

    /// <summary>A colour, near in each of its channels.</summary>
    internal bool IsColor { get; init; }

    /// <summary>The library has no service for it.</summary>
    internal bool IsOpen { get; init; }

    internal bool Fits(MatterEndpoint endpoint) =>
        endpoint.Has(Cluster, Attribute)
        && (On is null || endpoint.DeviceTypes.Any(On.Contains))
        && (NotOn is null || !endpoint.DeviceTypes.Any(NotOn.Contains))
        && (When is null || When(endpoint));
}

/// <summary>An action of the library and the command that it is.</summary>
internal sealed record Press(uint Cluster, string Service, string Action, Func<MatterEndpoint, MatterWish?> Wish)
{
    internal IReadOnlyList<uint>? On { get; init; }

    internal bool Fits(MatterEndpoint endpoint) => endpoint.HasCluster(Cluster) && (On is null || endpoint.DeviceTypes.Any(On.Contains)) && Wish(endpoint) is not null;
}
