using Kith.Bridges.Matter.Mapping.Services;
using Kith.Bridges.Matter.Nodes;
using Kith.Bridges.Products;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping;

/// <summary>Makes a product out of endpoints: clusters -> services by the tables, buttons -> events, the rest -> open properties. Services say the type.</summary>
internal sealed class ProductMapper(Library library)
{
    /// <param name="about">The endpoint that says who made it: the root, or the bridged one.</param>
    internal MatterProduct Map(MatterEndpoint about, IReadOnlyList<MatterEndpoint> endpoints, bool isHub)
    {
        var pass = new Pass(library);
        // Two rounds: what joins a service needs it to be there.
        foreach (var joins in (ReadOnlySpan<bool>)[false, true])
            foreach (var endpoint in endpoints)
                foreach (var row in Tables.Rows)
                    if (row.Joins == joins && row.Fits(endpoint) && !endpoints.Any(its => row.Without is { } cluster && its.HasCluster(cluster))) pass.Bind(endpoint, row);
        foreach (var endpoint in endpoints) pass.Press(endpoint);
        foreach (var endpoint in endpoints) pass.Open(endpoint);
        var type = isHub ? "gateway" : TypeOf(endpoints, pass.Draft);
        var document = Document(about, type, [.. pass.Draft.Services]);
        var spec = library.Resolve(document);
        // A row that does not fit the library is a mistake here, and a test finds it; a home still gets its device.
        if (!spec.Ok) spec = library.Resolve(Document(about, "device", [new ServiceUse { Type = "device-information", Properties = [new PropertyDefinition { Name = "manufacturer" }, new PropertyDefinition { Name = "model" }] }]));
        return new MatterProduct(spec.Value, [.. pass.Bindings.Where(binding => spec.Value.FindProperty(binding.Address) is not null)], pass.Presses, pass.Buttons);
    }

    private static ProductDocument Document(MatterEndpoint about, string type, IReadOnlyList<ServiceUse> services)
    {
        string? Said(uint attribute) => about.Text(Clusters.BasicInformation, attribute) ?? about.Text(Clusters.BridgedInformation, attribute);
        return ProductDocuments.Of("matter", Said(1) ?? "", Said(3) ?? "", type, services);
    }

    private static string TypeOf(IReadOnlyList<MatterEndpoint> endpoints, SpecDraft draft)
    {
        foreach (var endpoint in endpoints)
            foreach (var type in endpoint.DeviceTypes)
                if (Tables.Types.TryGetValue(type, out var its)) return its;
        return DeviceTypes.Of(draft);
    }

    /// <summary>One walk over the endpoints of a device.</summary>
    private sealed class Pass(Library library)
    {
        private readonly Dictionary<(string Service, int Endpoint), string> _ids = [];

        internal SpecDraft Draft { get; } = new();

        internal List<MatterBinding> Bindings { get; } = [];

        internal Dictionary<string, (int Endpoint, Press Press)> Presses { get; } = new(StringComparer.Ordinal);

        internal Dictionary<int, string> Buttons { get; } = [];

        internal void Bind(MatterEndpoint endpoint, Row row)
        {
            if (library.FindService(row.Service)?.FindProperty(row.Property) is not { } known) return;
            // What joins may join what another endpoint of the same device began: the humidity beside the temperature.
            if (row.Joins && Joined(row.Service, endpoint.Id) is null) return;
            var id = row.Joins ? Joined(row.Service, endpoint.Id)! : IdOf(row.Service, endpoint.Id, row.Property);
            if (Draft.HasProperty(id, row.Property)) return;
            var choices = ChoicesOf(known, row, endpoint);
            var access = Access.Read | Access.Notify;
            if (known.Access is Access.Write) access = Access.Write;
            else if (row.Set is not null && known.Access is { } its && its.HasFlag(Access.Write)) access |= Access.Write;
            var property = new PropertyDefinition
            {
                Name = row.Property, Access = access, Range = row.Range?.Invoke(endpoint),
                Choices = choices is not null && choices.Count < known.Choices!.Count ? choices : null,
            };
            if (!Draft.Add(id, row.Service, NameOf(row.Service, id, endpoint.Id), property)) return;
            Bindings.Add(new MatterBinding($"{id}.{row.Property}", endpoint.Id, row, choices?.ToDictionary(choice => choice.Key, choice => choice.Value)));
        }

        internal void Press(MatterEndpoint endpoint)
        {
            foreach (var press in Tables.Presses)
            {
                if (!press.Fits(endpoint)) continue;
                // A device blinks once, however many endpoints it has; anything else belongs to a service that is there.
                var id = press.Service == "identify" ? "identify" : Joined(press.Service, endpoint.Id);
                if (id is not null && !Presses.ContainsKey($"{id}.{press.Action}") && Draft.Add(id, press.Service, null, new ActionDefinition { Name = press.Action })) Presses[$"{id}.{press.Action}"] = (endpoint.Id, press);
            }
            if (!Mapping.Buttons.Has(endpoint)) return;
            var button = IdOf("switch-sensor", endpoint.Id, "");
            foreach (var happening in Mapping.Buttons.EventsOf(endpoint))
                if (Draft.Add(button, "switch-sensor", NameOf("switch-sensor", button, endpoint.Id), new EventDefinition { Name = happening, Arguments = [] })) Buttons[endpoint.Id] = button;
        }

        internal void Open(MatterEndpoint endpoint)
        {
            var taken = Bindings.Where(binding => binding.Endpoint == endpoint.Id).Select(binding => binding.Row.Cluster)
                .Concat(Presses.Values.Where(press => press.Endpoint == endpoint.Id).Select(press => press.Press.Cluster)).Concat(Buttons.ContainsKey(endpoint.Id) ? [Clusters.Switch] : []).ToHashSet();
            Bindings.AddRange(OpenAttributes.Add(endpoint, Draft, taken.Contains));
        }

        /// <summary>The first endpoint with a service has its plain name; others carry their number.</summary>
        private string IdOf(string service, int endpoint, string property)
        {
            if (_ids.TryGetValue((service, endpoint), out var known)) return known;
            var plain = service == "switch-sensor" ? "button" : service;
            // Who made it, the battery and the filter are one for the device; a second socket is a second switch.
            var id = !Draft.Has(plain) || service is "device-information" or "environment" or "radio-link" && !Draft.HasProperty(plain, property) ? plain : $"{plain}-{endpoint}";
            return _ids[(service, endpoint)] = id;
        }

        private string? Joined(string service, int endpoint) => _ids.TryGetValue((service, endpoint), out var own) ? own : Draft.Has(service) && service is "temperature-humidity-sensor" ? service : null;

        private static IReadOnlyList<Choice>? ChoicesOf(PropertyDefinition known, Row row, MatterEndpoint endpoint)
        {
            if (known.Choices is not { } all) return null;
            return row.Choices?.Invoke(endpoint) is { } keys ? [.. all.Where(choice => keys.Contains(choice.Key))] : all;
        }

        private LocalText? NameOf(string service, string id, int endpoint)
        {
            if (id is "button" || id == service || library.FindService(service)?.Title is not { } title) return null;
            return new LocalText($"{title.En} {endpoint}", $"{title.Zh} {endpoint}");
        }
    }
}
