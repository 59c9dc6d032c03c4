using System.Text.Json;
using Kith.Bridges.Matter.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping;

/// <summary>How attributes become values; none for null.</summary>
internal static class Raw
{
    internal static Func<MatterEndpoint, Value> Truth(uint cluster, uint attribute, bool opposite = false) => endpoint => endpoint[cluster, attribute].ValueKind switch
    {
        JsonValueKind.True => Value.Of(!opposite),
        JsonValueKind.False => Value.Of(opposite),
        _ => default,
    };

    /// <summary>Whether any of these bits is set.</summary>
    internal static Func<MatterEndpoint, Value> Bit(uint cluster, uint attribute, long mask) =>
        endpoint => endpoint.Number(cluster, attribute) is { } bits ? Value.Of(((long)bits & mask) != 0) : default;

    internal static Func<MatterEndpoint, Value> Is(uint cluster, uint attribute, params double[] values) =>
        endpoint => endpoint.Number(cluster, attribute) is { } its ? Value.Of(values.Contains(its)) : default;

    /// <summary>A number in the library's unit, rounded to what a sensor can have.</summary>
    internal static Func<MatterEndpoint, Value> Scaled(uint cluster, uint attribute, double factor) =>
        endpoint => endpoint.Number(cluster, attribute) is { } its ? Value.Of(Math.Round(its * factor, 6)) : default;

    internal static Func<MatterEndpoint, Value> Whole(uint cluster, uint attribute, double factor = 1) =>
        endpoint => endpoint.Number(cluster, attribute) is { } its ? Value.Of((long)Math.Round(its * factor)) : default;

    internal static Func<MatterEndpoint, Value> Text(uint cluster, uint attribute) => endpoint => endpoint.Text(cluster, attribute) is { } its ? Value.Of(its) : default;

    /// <summary>A choice of the library by its key, out of an enumeration.</summary>
    internal static Func<MatterEndpoint, Value> Choice(uint cluster, uint attribute, params (double Theirs, string Ours)[] keys) =>
        endpoint => endpoint.Number(cluster, attribute) is { } its && keys.FirstOrDefault(row => row.Theirs == its).Ours is { } key ? Value.Of(key) : default;
}
