namespace Kith.Bridges.Matter.Nodes;

/// <summary>A device that a node brings into the home: the node itself, or one thing behind a bridge.</summary>
/// <param name="NativeId">The node's number, with the endpoint's behind a bridge: 4, 4/12. Matter keeps both for ever.</param>
/// <param name="About">Where it says its name and maker.</param>
/// <param name="IsHub">A bridge: what it can do itself is to have others behind it.</param>
internal sealed record MatterPart(string NativeId, MatterEndpoint About, IReadOnlyList<MatterEndpoint> Endpoints, bool IsHub)
{
    internal bool IsBehindBridge => NativeId.Contains('/', StringComparison.Ordinal);

    /// <summary>What its owner calls it, else what its maker does.</summary>
    internal string Name
    {
        get
        {
            foreach (var attribute in (ReadOnlySpan<uint>)[5, 14, 3])
                if ((About.Text(Clusters.BridgedInformation, attribute) ?? About.Text(Clusters.BasicInformation, attribute)) is { } name) return name;
            return "Matter";
        }
    }

    /// <summary>A bridge says of each thing behind it whether it is there; what says nothing is.</summary>
    internal bool IsReachable => About[Clusters.BridgedInformation, 17].ValueKind is not System.Text.Json.JsonValueKind.False;
}

/// <summary>Takes a node apart: each bridged endpoint with its parts is a device, the rest of the endpoints are the node's own.</summary>
internal static class MatterParts
{
    internal static IReadOnlyList<MatterPart> Of(MatterNode node)
    {
        var behind = new List<MatterPart>();
        var taken = new HashSet<int>();
        foreach (var endpoint in node.Endpoints.Where(endpoint => endpoint.HasCluster(Clusters.BridgedInformation)))
        {
            if (taken.Contains(endpoint.Id)) continue;
            var its = new List<MatterEndpoint> { endpoint };
            taken.Add(endpoint.Id);
            // A composed thing (a fridge with two chambers) has parts of its own.
            foreach (var part in endpoint.Parts)
                if (node.Find(part) is { } inner && taken.Add(part)) its.Add(inner);
            behind.Add(new MatterPart(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{node.Id}/{endpoint.Id}"), endpoint, its, IsHub: false));
        }
        if (node.Find(0) is not { } root) return behind;
        var own = node.Endpoints.Where(endpoint => !taken.Contains(endpoint.Id)).ToList();
        return [new MatterPart(node.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), root, own, own.Exists(endpoint => endpoint.IsA(Types.Aggregator))), .. behind];
    }
}
