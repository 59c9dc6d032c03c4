using System.Text.Json;
using Kith.Bridges.Products;
using Kith.Bridges.Zigbee2Mqtt.Exposes;
using Kith.Bridges.Zigbee2Mqtt.Mapping.Services;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping;

/// <summary>A definition as zigbee2mqtt has it: who makes it and what it exposes.</summary>
internal sealed record Definition(string Vendor, string Model, string Description, bool SupportsUpdates, JsonElement Exposes)
{
    /// <summary>Several devices under one name: it has no radio of its own.</summary>
    internal bool IsGroup { get; init; }
}

/// <summary>
/// Makes a product out of a definition: features -> typed services by the tables, buttons -> events, the rest -> open properties.
/// Services say the type. Every definition becomes a device.
/// </summary>
internal sealed class DeviceMapper(Library library)
{
    private static readonly string[] Phases = ["_phase_a", "_phase_b", "_phase_c", "_a", "_b", "_c"];

    /// <summary>The mapping; with a fault when the spec could not be made and a device that only shows its radio stands in.</summary>
    /// <param name="told">Hears what became of each feature.</param>
    internal (DeviceMapping Mapping, Fault? Fault) Map(Definition definition, Action<Feature, Fate>? told = null)
    {
        var features = FeatureReader.Read(definition.Exposes);
        var draft = new SpecDraft();
        var typed = new TypedMapper(library, draft);
        var tally = new Pass(library, draft, typed, definition.Description, features).Run(told);
        typed.AddColorModes();
        if (definition.SupportsUpdates) typed.AddFirmware();
        // zigbee2mqtt adds it to every device when it sends the list; a definition alone lacks it.
        if (!definition.IsGroup) typed.TryBind(new Feature(FeatureKind.Number, "linkquality", ["linkquality"]) { Published = true }, Tables.Rules["linkquality"].First());
        var spec = library.Resolve(Document(definition, TypeOf(definition, draft), [.. draft.Services]));
        var question = features.FirstOrDefault(feature => feature is { Gettable: true, Group: not null, Path.Count: 1 })?.Path[0];
        if (spec.Ok) return (new DeviceMapping(spec.Value, draft.Bindings, draft.Presses, draft.Happenings, tally, question), null);
        var bare = Document(definition, "device", [new ServiceUse { Type = "radio-link", Properties = [new PropertyDefinition { Name = "link-quality" }] }]);
        return (new DeviceMapping(library.Resolve(bare).Value, [], [], [], tally with { Typed = 0, Open = 0, Dropped = features.Count }), spec.Fault);
    }

    private static ProductDocument Document(Definition definition, string type, IReadOnlyList<ServiceUse> services) =>
        ProductDocuments.Of("zigbee", definition.Vendor, definition.Model, type, services);

    private static string TypeOf(Definition definition, SpecDraft draft)
    {
        var type = DeviceTypes.Of(draft);
        var better = Tables.Words.FirstOrDefault(row => row.Type == type && definition.Description.Contains(row.Word, StringComparison.OrdinalIgnoreCase)).Better;
        return better ?? type;
    }

    /// <summary>One walk over the features of a device.</summary>
    private sealed class Pass(Library library, SpecDraft draft, TypedMapper typed, string description, IReadOnlyList<Feature> features)
    {
        private readonly HashSet<string> _present = [.. features.Select(feature => feature.Name), .. features.Select(feature => feature.Group).OfType<string>()];
        private readonly HashSet<Feature> _bound = new(ReferenceEqualityComparer.Instance);

        internal Tally Run(Action<Feature, Fate>? told)
        {
            foreach (var feature in features.Where(IsButton)) AddButton(feature);
            // Two rounds: what joins a service needs it to be there.
            foreach (var joins in (ReadOnlySpan<bool>)[false, true])
                foreach (var feature in features.Where(feature => feature.Path.Count <= 2)) Bind(feature, joins);
            var (open, dropped) = (0, 0);
            var more = new OpenMapper(draft);
            foreach (var feature in features)
            {
                var missing = TypedMapper.AccessOf(feature) & ~Covered(feature);
                if (missing is Access.None || (missing is not Access.Write && _bound.Contains(feature) && feature.Group is "cover")) continue;
                var isThere = more.Add(feature, missing);
                if (isThere && _bound.Contains(feature)) continue;
                if (isThere) open++;
                else dropped++;
                told?.Invoke(feature, isThere ? Fate.Open : Fate.Dropped);
            }
            foreach (var feature in _bound) told?.Invoke(feature, Fate.Typed);
            return new Tally(features.Count, _bound.Count, open, dropped);
        }

        private static bool IsButton(Feature feature) => feature is { Name: "action", Kind: FeatureKind.Choice, Published: true, Settable: false, Path.Count: 1 };

        private void AddButton(Feature feature)
        {
            new ButtonMapper(library, draft).Add(feature);
            _bound.Add(feature);
        }

        private void Bind(Feature feature, bool joins)
        {
            if (_bound.Contains(feature) && IsButton(feature)) return;
            if (feature is { Name: "identify", Kind: FeatureKind.Choice, Published: false, Values: [var only], Path.Count: 1 })
            {
                var id = TypedMapper.IdOf("identify", feature.Endpoint);
                if (joins || !draft.Add(id, "identify", null, new ActionDefinition { Name = "identify" })) return;
                draft.Presses.Add(new Press($"{id}.identify", feature.Path, only));
                _bound.Add(feature);
                return;
            }
            var (rules, its) = RulesFor(feature);
            foreach (var rule in rules)
                if (rule.Joins == joins && (rule.Also || !_bound.Contains(feature)) && Fits(rule, feature) && typed.TryBind(its, rule)) _bound.Add(feature);
        }

        /// <summary>A meter with three phases names them behind the quantity: each is a service of its own.</summary>
        private static (IEnumerable<MappingRow>, Feature) RulesFor(Feature feature)
        {
            if (feature.Path.Count > 1) return (Tables.Rules[$"{feature.Path[0]}/{feature.Name}"], feature);
            if (Tables.Rules.Contains(feature.Name)) return (Tables.Rules[feature.Name], feature);
            foreach (var phase in Phases)
            {
                if (feature.Endpoint is not null || !feature.Name.EndsWith(phase, StringComparison.Ordinal)) continue;
                var rules = Tables.Rules[feature.Name[..^phase.Length]].Where(rule => rule.Service is "power-consumption" or "power-generation");
                return (rules, feature with { Endpoint = $"phase-{phase[^1]}" });
            }
            return ([], feature);
        }

        private bool Fits(MappingRow rule, Feature feature) =>
            rule.In == feature.Group
            && (rule.Unit is null || rule.Unit == feature.Unit)
            && (!rule.MustSet || feature.Settable)
            && (rule.Described is null || description.Contains(rule.Described, StringComparison.OrdinalIgnoreCase))
            && (rule.With is null || rule.With.Any(_present.Contains))
            && (rule.Without is null || !rule.Without.Any(_present.Contains));

        /// <summary>What of a feature somebody can already do: by bindings at its place, by events, by an action.</summary>
        private Access Covered(Feature feature)
        {
            if (IsButton(feature) && _bound.Contains(feature)) return Access.Read | Access.Notify;
            if (!_bound.Contains(feature)) return Access.None;
            if (feature.Kind is FeatureKind.Color) return ~Access.None;
            var covered = draft.Presses.Exists(press => press.Path.SequenceEqual(feature.Path)) ? Access.Write : Access.None;
            foreach (var binding in draft.Bindings.Where(binding => binding.Path.SequenceEqual(feature.Path))) covered |= draft.AccessOf(binding.Address);
            return covered;
        }
    }
}
