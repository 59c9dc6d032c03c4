using System.Text.Json;
using Kith.Bridges.Products;
using Kith.Bridges.Zigbee2Mqtt.Mapping.Services;
using Kith.Model.Specs;
using Kith.Model.Units;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping;

/// <summary>Maps every definition of a dump and counts. A line is one definition: {vendor, model, description, supports_ota, exposes}; other lines are passed over.</summary>
internal sealed class ZigbeeCoverage(Library library)
{
    private const int Examples = 12;

    private readonly DeviceMapper _mapper = new(library);
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Fate, string Why), Dictionary<string, int>> _reasons = [];
    private int _definitions, _devices, _typed, _open, _refused;

    internal CoverageTable Of(TextReader dump)
    {
        while (dump.ReadLine() is { } line)
            if (ReadLine(line) is { } definition) Count(definition);
        return new CoverageTable(ZigbeeKind.Usual, new("definitions", _definitions), _devices, _typed, _open, _refused, [.. Reasons()], [.. Sorted(_types)]);
    }

    internal static Definition? ReadLine(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty("exposes", out var exposes)) return null;
            string Of(string field) => Json.Text(json, field) ?? "";
            return new Definition(Of("vendor"), Of("model"), Of("description"), Json.Truth(json, "supports_ota") == true, exposes.Clone());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Count(Definition definition)
    {
        _definitions++;
        var (mapping, fault) = _mapper.Map(definition, Tell);
        if (fault is null)
        {
            _devices++;
            _types[mapping.Spec.Type] = _types.GetValueOrDefault(mapping.Spec.Type) + 1;
        }
        else Note("refused", fault.Detail ?? "", definition.Model);
    }

    private void Tell(Feature feature, Fate fate)
    {
        if (fate is Fate.Typed) _typed++;
        else if (fate is Fate.Open)
        {
            _open++;
            Note("open", WhyOpen(feature), Name(feature));
        }
        else
        {
            _refused++;
            Note("refused", "the device has more than a specification holds", Name(feature));
        }
    }

    private static string Name(Feature feature) => feature.Path.Count == 1 ? feature.Name : $"{feature.Path[0]}/{feature.Name}";

    private static string WhyOpen(Feature feature)
    {
        UnitTable.Normalise(feature.Unit, out var isKnown);
        return !isKnown ? "its unit is not known"
            : feature.Kind is FeatureKind.Json ? "a list or a nested object: one text of JSON"
            : Tables.Rules.Contains(Name(feature)) ? "the library has it in another form, or the device has it alone"
            : feature.Path.Count > 1 ? "a part of a composite that only its maker has"
            : feature.IsConfig ? "a setting that only its maker has"
            : feature.IsDiagnostic ? "a figure of the device's own health that only its maker has"
            : "no service of the library has it";
    }

    private void Note(string fate, string why, string what)
    {
        if (!_reasons.TryGetValue((fate, why), out var its)) _reasons[(fate, why)] = its = new(StringComparer.Ordinal);
        its[what] = its.GetValueOrDefault(what) + 1;
    }

    private IEnumerable<CoverageReason> Reasons() => _reasons
        .Select(row => new CoverageReason(row.Key.Fate, row.Key.Why, row.Value.Values.Sum(), [.. Sorted(row.Value).Take(Examples)]))
        .OrderByDescending(reason => reason.Count);

    private static IEnumerable<CoverageCount> Sorted(Dictionary<string, int> counts) =>
        counts.OrderByDescending(row => row.Value).ThenBy(row => row.Key, StringComparer.Ordinal).Select(row => new CoverageCount(row.Key, row.Value));
}
