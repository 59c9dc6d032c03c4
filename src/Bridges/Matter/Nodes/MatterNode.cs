using System.Globalization;
using System.Text.Json;

namespace Kith.Bridges.Matter.Nodes;

/// <summary>A place in a node: endpoint/cluster/attribute, as 1/6/0.</summary>
internal readonly record struct AttributePath(int Endpoint, uint Cluster, uint Attribute)
{
    /// <summary>False for what is no path.</summary>
    internal static bool TryParse(string text, out AttributePath path)
    {
        path = default;
        Span<Range> parts = stackalloc Range[4];
        var span = text.AsSpan();
        if (span.Split(parts, '/') != 3) return false;
        if (!int.TryParse(span[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var endpoint)) return false;
        if (!uint.TryParse(span[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var cluster)) return false;
        if (!uint.TryParse(span[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var attribute)) return false;
        path = new AttributePath(endpoint, cluster, attribute);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}/{Cluster}/{Attribute}");
}

/// <summary>A Matter node as the controller tells of it: every attribute of every endpoint. Bounded; what cannot be read is left out.</summary>
internal sealed class MatterNode(ulong id)
{
    private readonly SortedDictionary<int, MatterEndpoint> _endpoints = [];
    private int _attributes;

    internal ulong Id { get; } = id;

    internal bool IsAvailable { get; set; }

    /// <summary>It is there, and says at least what every node must: which product it is.</summary>
    internal bool IsWhole => IsAvailable && Find(0) is { } root && root.Has(Clusters.BasicInformation, 3);

    internal IEnumerable<MatterEndpoint> Endpoints => _endpoints.Values;

    internal MatterEndpoint? Find(int endpoint) => _endpoints.GetValueOrDefault(endpoint);

    /// <summary>Null for what is no node.</summary>
    internal static MatterNode? Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty("node_id", out var id) || !id.TryGetUInt64(out var number)) return null;
        var node = new MatterNode(number) { IsAvailable = json.TryGetProperty("available", out var its) && its.ValueKind is JsonValueKind.True };
        if (json.TryGetProperty("attributes", out var attributes) && attributes.ValueKind is JsonValueKind.Object)
            foreach (var attribute in attributes.EnumerateObject())
                if (AttributePath.TryParse(attribute.Name, out var path)) node.Set(path, attribute.Value);
        return node;
    }

    /// <summary>False beyond the limits.</summary>
    internal bool Set(AttributePath path, JsonElement value)
    {
        if (!_endpoints.TryGetValue(path.Endpoint, out var endpoint))
        {
            if (_endpoints.Count == MatterLimits.Endpoints) return false;
            _endpoints[path.Endpoint] = endpoint = new MatterEndpoint(path.Endpoint);
        }
        if (!endpoint.Has(path.Cluster, path.Attribute) && _attributes++ >= MatterLimits.Attributes) return false;
        endpoint.Set(path.Cluster, path.Attribute, value.Clone());
        return true;
    }
}

/// <summary>One endpoint: its device types, clusters and parts, out of its descriptor.</summary>
internal sealed class MatterEndpoint(int id)
{
    private readonly Dictionary<(uint Cluster, uint Attribute), JsonElement> _values = [];

    internal int Id { get; } = id;

    /// <summary>Matter's numbers of what it is, most telling first as its maker lists them.</summary>
    internal IReadOnlyList<uint> DeviceTypes => [.. List(Clusters.Descriptor, 0).Select(type => type.ValueKind is JsonValueKind.Object && type.TryGetProperty("0", out var its) && its.TryGetUInt32(out var number) ? number : 0)];

    internal IReadOnlyList<int> Parts => [.. List(Clusters.Descriptor, 3).Select(part => part.ValueKind is JsonValueKind.Number && part.TryGetInt32(out var number) ? number : -1)];

    internal IEnumerable<(uint Cluster, uint Attribute)> Attributes => _values.Keys;

    internal bool IsA(params ReadOnlySpan<uint> types)
    {
        foreach (var type in DeviceTypes)
            if (types.Contains(type)) return true;
        return false;
    }

    internal bool Has(uint cluster, uint attribute) => _values.ContainsKey((cluster, attribute));

    internal bool HasCluster(uint cluster) => _values.Keys.Any(key => key.Cluster == cluster);

    /// <summary>The bits of the cluster's feature map.</summary>
    internal uint Features(uint cluster) => Number(cluster, 65532) is { } bits and >= 0 ? (uint)bits : 0;

    internal JsonElement this[uint cluster, uint attribute] => _values.GetValueOrDefault((cluster, attribute));

    /// <summary>Null for an attribute that is null, missing or no number.</summary>
    internal double? Number(uint cluster, uint attribute) => this[cluster, attribute] is { ValueKind: JsonValueKind.Number } its ? its.GetDouble() : null;

    internal string? Text(uint cluster, uint attribute) => this[cluster, attribute] is { ValueKind: JsonValueKind.String } its && its.GetString() is { Length: > 0 and <= 256 } text ? text : null;

    internal void Set(uint cluster, uint attribute, JsonElement value) => _values[(cluster, attribute)] = value;

    private JsonElement.ArrayEnumerator List(uint cluster, uint attribute) => this[cluster, attribute] is { ValueKind: JsonValueKind.Array } its ? its.EnumerateArray() : default;
}
