using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Nodes;
using Kith.Bridges.Products;
using Kith.Bridges.Products.Codecs;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping;

/// <summary>Attributes of clusters that the tables took nothing of stand beside the library, under the standard's names: nothing that a device can do is lost.</summary>
internal static class OpenAttributes
{
    /// <summary>From here on attributes are about the cluster itself.</summary>
    private const uint Global = 0xFFF8;

    /// <summary>About its place in the network or on its bridge: descriptor, groups, bindings, labels, scenes.</summary>
    private static readonly uint[] Plumbing = [Clusters.Identify, 4, 5, Clusters.Descriptor, 30, Clusters.BasicInformation, Clusters.BridgedInformation, 64, 65, 98];

    /// <summary>Why an attribute does not become a property; null for one that does.</summary>
    /// <param name="taken">Whether the tables took something of its cluster.</param>
    internal static string? WhyNot(MatterEndpoint endpoint, uint cluster, uint attribute, bool taken)
    {
        if (endpoint.Id == 0 || IsPlumbing(cluster, attribute)) return "about the node, its network or its place on a bridge";
        if (taken) return "beside what the library takes of its cluster";
        return KindOf(endpoint, cluster, attribute) is null ? "a structure, a list or a set of bits" : null;
    }

    /// <summary>What every device has, and no function.</summary>
    internal static bool IsPlumbing(uint cluster, uint attribute) => attribute >= Global || Plumbing.Contains(cluster);

    /// <summary>The attributes of an endpoint that become open properties, each with how it is read and written.</summary>
    internal static IEnumerable<MatterBinding> Add(MatterEndpoint endpoint, SpecDraft draft, Func<uint, bool> taken)
    {
        foreach (var (cluster, attribute) in endpoint.Attributes.Order())
        {
            if (WhyNot(endpoint, cluster, attribute, taken(cluster)) is not null) continue;
            var standard = Standard.FindCluster(cluster);
            var known = standard?.Attributes.GetValueOrDefault(attribute);
            var group = Titles.Of(standard is null ? $"Cluster {Hex(cluster)}" : Spaced(standard.Name));
            var name = known is null ? $"attribute {Hex(attribute)}" : Spaced(known.Name);
            var feature = new Feature(KindOf(endpoint, cluster, attribute)!.Value, name, [group, name])
            {
                Label = $"{group}: {name}", Word = Slugs.Of($"{group} {name}"), Values = known is null ? [] : [.. known.Values.Select(value => Value.Of(Spaced(value.Name)))],
                On = Value.Of(true), Off = Value.Of(false),
            };
            var access = Access.Read | Access.Notify | (known is { IsWritable: true } ? Access.Write : Access.None);
            if (!new OpenMapper(draft).Add(feature, access)) yield break;
            var binding = draft.Bindings[^1];
            yield return new MatterBinding(binding.Address, endpoint.Id, Of(cluster, attribute, known, binding.Codec), Choices: null);
        }
    }

    private static Row Of(uint cluster, uint attribute, StandardAttribute? known, Codec codec)
    {
        // An enumeration's numbers are told; its choices are called by their names.
        var named = (known?.Values ?? []).ToDictionary(value => value.Number, value => JsonElement.Parse($"\"{Spaced(value.Name)}\""));
        Value Read(MatterEndpoint endpoint)
        {
            var raw = endpoint[cluster, attribute];
            if (named.Count > 0) raw = raw.ValueKind is JsonValueKind.Number && raw.TryGetInt64(out var number) ? named.GetValueOrDefault(number) : default;
            return raw.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && codec.TryRead(raw, out var value) ? value : default;
        }
        JsonNode? Said(Value value)
        {
            if (named.Count == 0) return known?.Kind == "integer" ? JsonValue.Create((long)Math.Round(value.AsDouble())) : codec.Write(value);
            var name = codec.Write(value).GetValue<string>();
            return JsonValue.Create(named.First(row => row.Value.GetString() == name).Key);
        }
        return new Row(cluster, attribute, "open", "", Read) { IsOpen = true, Set = known is { IsWritable: true } ? (_, value) => MatterWish.Write(cluster, attribute, Said(value)) : null };
    }

    /// <summary>Null for what is no single value. What the standard does not know is what it says now.</summary>
    private static FeatureKind? KindOf(MatterEndpoint endpoint, uint cluster, uint attribute) => Standard.FindCluster(cluster)?.Attributes.GetValueOrDefault(attribute) switch
    {
        { Kind: "boolean" } => FeatureKind.Truth,
        { Kind: "integer" or "float" } => FeatureKind.Number,
        { Kind: "enum", Values.Count: > 0 } => FeatureKind.Choice,
        { Kind: "string" } => FeatureKind.Text,
        not null => null,
        null => endpoint[cluster, attribute].ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => FeatureKind.Truth,
            JsonValueKind.Number => FeatureKind.Number,
            JsonValueKind.String => FeatureKind.Text,
            _ => null,
        },
    };

    private static string Hex(uint number) => number.ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>ModeSelect is mode select, CO2Level CO2 level.</summary>
    private static string Spaced(string name)
    {
        var said = new System.Text.StringBuilder();
        for (var place = 0; place < name.Length; place++)
        {
            var starts = place > 0 && char.IsAsciiLetterUpper(name[place]) && (char.IsAsciiLetterLower(name[place - 1]) || (place + 1 < name.Length && char.IsAsciiLetterLower(name[place + 1])));
            if (starts) said.Append(' ');
            var isWord = place + 1 >= name.Length || !char.IsAsciiLetterUpper(name[place + 1]);
            said.Append(isWord && (starts || place == 0 || said[^1] == ' ') ? char.ToLowerInvariant(name[place]) : name[place]);
        }
        return said.ToString();
    }
}
