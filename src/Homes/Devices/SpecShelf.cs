using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Model;
using Kith.Model.Specs;

namespace Kith.Homes.Devices;

/// <summary>
/// Specs in memory, one object for equal documents however many homes and devices use them. Holds nothing of any home: a spec is a product's.
/// </summary>
internal sealed class SpecShelf
{
    /// <summary>New specs after which those that no twin uses any more are looked for.</summary>
    private const int SweepEvery = 256;

    // Weak: a hub that says something else of itself every minute must not fill the memory.
    private readonly Dictionary<UInt128, WeakReference<Spec>> _byHash = [];
    private readonly Lock _lock = new();
    private int _added;

    internal int Count => _byHash.Count;

    internal Spec Take(string json)
    {
        var hash = HashOf(json);
        return Find(hash) ?? Keep(hash, JsonSerializer.Deserialize(json, ModelJson.Default.Spec)!);
    }

    /// <summary>The shelf's own object for a spec, and its text for the record.</summary>
    internal (Spec Spec, string Json) Put(Spec spec)
    {
        var json = JsonSerializer.Serialize(spec, ModelJson.Default.Spec);
        return (Keep(HashOf(json), spec), json);
    }

    private Spec? Find(UInt128 hash)
    {
        lock (_lock) return _byHash.TryGetValue(hash, out var known) && known.TryGetTarget(out var spec) ? spec : null;
    }

    private Spec Keep(UInt128 hash, Spec spec)
    {
        lock (_lock)
        {
            if (_byHash.TryGetValue(hash, out var known) && known.TryGetTarget(out var older)) return older;
            _byHash[hash] = new WeakReference<Spec>(spec);
            if (++_added % SweepEvery == 0)
                foreach (var (key, reference) in _byHash)
                    if (!reference.TryGetTarget(out _)) _byHash.Remove(key);
            return spec;
        }
    }

    /// <summary>128 of the 256 bits: nobody finds two documents with the same.</summary>
    private static UInt128 HashOf(string json) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
