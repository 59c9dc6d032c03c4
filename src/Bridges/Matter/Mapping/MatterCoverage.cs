using System.Text.Json;
using Kith.Bridges.Matter.Mapping.Services;
using Kith.Bridges.Matter.Nodes;
using Kith.Model.Specs;

namespace Kith.Bridges.Matter.Mapping;

/// <summary>Maps a device of every type of the standard, with all attributes of all its clusters, and counts.</summary>
internal sealed class MatterCoverage(Library library)
{
    private const int Examples = 12;

    /// <summary>A mistake of ours; a test sees that it is never said.</summary>
    internal const string Unfit = "its mapping does not fit the library";

    internal const string Empty = "it has no function of its own: it controls others, or is made of them";

    private readonly ProductMapper _mapper = new(library);
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Fate, string Why), Dictionary<string, int>> _reasons = [];
    private int _devices, _typed, _open;

    internal CoverageTable Of()
    {
        var tried = Standard.Devices.Where(device => !device.IsUtility).ToList();
        foreach (var device in tried) Count(device);
        var refused = _reasons.Where(row => row.Key.Fate == "refused").Sum(row => row.Value.Values.Sum());
        return new CoverageTable("matter", new("device types", tried.Count), _devices, _typed, _open, refused,
            [.. _reasons.Select(row => new CoverageReason(row.Key.Fate, row.Key.Why, row.Value.Values.Sum(), [.. Sorted(row.Value).Take(Examples)])).OrderByDescending(reason => reason.Count)], [.. Sorted(_types)]);
    }

    /// <summary>An endpoint of that type with everything that it may have.</summary>
    internal static MatterEndpoint Whole(StandardDevice device)
    {
        var endpoint = new MatterEndpoint(1);
        endpoint.Set(Clusters.Descriptor, 0, JsonElement.Parse($$"""[{"0":{{device.Type}}}]"""));
        foreach (var id in device.Clusters)
        {
            if (Standard.FindCluster(id) is not { } cluster) continue;
            endpoint.Set(id, 65532, JsonElement.Parse("65535"));
            foreach (var attribute in cluster.Attributes.Values)
                if (!endpoint.Has(id, attribute.Id)) endpoint.Set(id, attribute.Id, Sample(attribute));
            // A concentration is in whatever unit its maker chose: the first that means something.
            if (cluster.Attributes.Values.FirstOrDefault(attribute => attribute.Name == "MeasurementUnit") is { } unit)
                for (var number = 0; number < 8 && !Tables.Rows.Any(row => row.Cluster == id && row.Fits(endpoint)); number++) endpoint.Set(id, unit.Id, JsonElement.Parse($"{number}"));
        }
        return endpoint;
    }

    private static JsonElement Sample(StandardAttribute attribute) => JsonElement.Parse(attribute switch
    {
        { Name: "SupportedModes" } => """[{"0":"Idle","1":0,"2":[{"1":16384}]},{"0":"At it","1":1,"2":[{"1":16385}]}]""",
        { Name: "IdentifyType" } => "1",
        { Kind: "boolean" } => "false",
        { Kind: "integer" or "float" or "enum" or "bitmap" } => "0",
        { Kind: "string" } => "\"\"",
        _ => "null",
    });

    private void Count(StandardDevice device)
    {
        var endpoint = Whole(device);
        var product = _mapper.Map(endpoint, [endpoint], isHub: false);
        var rows = Tables.Rows.Where(row => !row.Joins && row.Fits(endpoint)).Select(row => row.Cluster).ToHashSet();
        var happenings = product.Spec.Services.Sum(service => service.Actions.Count + service.Events.Count);
        if (product.Bindings.Count == 0 && product.Spec.Services.All(service => service.Type is "identify" or "device-information"))
        {
            Note("refused", rows.Count > 0 ? Unfit : Empty, device.Name);
            return;
        }
        _devices++;
        _types[product.Spec.Type] = _types.GetValueOrDefault(product.Spec.Type) + 1;
        _typed += product.Bindings.Count(binding => !binding.Row.IsOpen) + happenings;
        _open += product.Bindings.Count(binding => binding.Row.IsOpen);
        var said = product.Bindings.SelectMany(binding => binding.Paths).ToHashSet();
        var open = product.Bindings.Where(binding => binding.Row.IsOpen).Select(binding => binding.Row.Cluster).ToHashSet();
        foreach (var (cluster, attribute) in endpoint.Attributes)
        {
            if (OpenAttributes.IsPlumbing(cluster, attribute)) continue;
            var name = $"{Standard.FindCluster(cluster)!.Name}.{Standard.FindCluster(cluster)!.Attributes[attribute].Name}";
            if (open.Contains(cluster) && said.Contains(new AttributePath(endpoint.Id, cluster, attribute))) Note("open", "no service of the library has it", name);
            else if (!said.Contains(new AttributePath(endpoint.Id, cluster, attribute)))
                Note("refused", OpenAttributes.WhyNot(endpoint, cluster, attribute, !open.Contains(cluster)) ?? "the device has more than a specification holds", name);
        }
    }

    private void Note(string fate, string why, string what)
    {
        if (!_reasons.TryGetValue((fate, why), out var its)) _reasons[(fate, why)] = its = new(StringComparer.Ordinal);
        its[what] = its.GetValueOrDefault(what) + 1;
    }

    private static IEnumerable<CoverageCount> Sorted(Dictionary<string, int> counts) =>
        counts.OrderByDescending(row => row.Value).ThenBy(row => row.Key, StringComparer.Ordinal).Select(row => new CoverageCount(row.Key, row.Value));
}
