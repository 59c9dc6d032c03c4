using System.Collections.Frozen;
using System.Globalization;

namespace Kith.Bridges.Matter.Nodes;

/// <summary>An attribute as the standard has it.</summary>
/// <param name="Kind">boolean, integer, float, enum, string, bitmap, bytes, array, object, any.</param>
/// <param name="Values">Names of an enumeration's numbers.</param>
internal sealed record StandardAttribute(uint Id, string Name, string Kind, bool IsWritable, IReadOnlyList<(long Number, string Name)> Values);

internal sealed record StandardCluster(uint Id, string Name, IReadOnlyDictionary<uint, StandardAttribute> Attributes);

/// <param name="IsUtility">Not a device, but a part of every one: the root, a bridge.</param>
internal sealed record StandardDevice(uint Type, string Name, bool IsUtility, IReadOnlyList<uint> Clusters);

/// <summary>What the standard calls things: Nodes/standard.txt, which controller/standard.mjs prints out of matter.js's model of Matter.</summary>
internal static class Standard
{
    private static readonly (FrozenDictionary<uint, StandardCluster> Clusters, IReadOnlyList<StandardDevice> Devices) All = Read();

    internal static IReadOnlyList<StandardDevice> Devices => All.Devices;

    /// <summary>Null for a maker's own, and for what is newer.</summary>
    internal static StandardCluster? FindCluster(uint id) => All.Clusters.GetValueOrDefault(id);

    private static (FrozenDictionary<uint, StandardCluster>, IReadOnlyList<StandardDevice>) Read()
    {
        using var reader = new StreamReader(typeof(Standard).Assembly.GetManifestResourceStream("matter/standard.txt")!);
        var clusters = new Dictionary<uint, (string Name, Dictionary<uint, StandardAttribute> Attributes)>();
        var devices = new List<StandardDevice>();
        Dictionary<uint, StandardAttribute> current = [];
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            var id = uint.Parse(words[1], CultureInfo.InvariantCulture);
            if (words[0] == "cluster") clusters[id] = (words[2], current = []);
            else if (words[0] == "attribute") current[id] = new StandardAttribute(id, words[2], words[3], words[4] == "writable", words.Length > 5 ? [.. words[5].Split(',').Select(Named)] : []);
            else devices.Add(new StandardDevice(id, words[2], words[3] != "simple", [.. words.Skip(4).Select(word => uint.Parse(word, CultureInfo.InvariantCulture))]));
        }
        return (clusters.ToFrozenDictionary(row => row.Key, row => new StandardCluster(row.Key, row.Value.Name, row.Value.Attributes)), devices);
    }

    private static (long, string) Named(string value) => (long.Parse(value.AsSpan(0, value.IndexOf('=')), CultureInfo.InvariantCulture), value[(value.IndexOf('=') + 1)..]);
}
