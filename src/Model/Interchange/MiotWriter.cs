using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Model.Specs;

namespace Kith.Model.Interchange;

/// <summary>An instance out of a product. With <paramref name="bare"/> the kept fields are left aside: what would be written without them.</summary>
internal sealed class MiotWriter(Library library, ProductDocument document, Spec spec, bool bare = false)
{
    internal JsonObject Device()
    {
        var device = new JsonObject
        {
            ["type"] = document.Miot ?? Instance(library.FindType(document.Type)?.Miot ?? MiotUrn.OfLibrary("device", document.Type)),
            ["description"] = document.Name.En,
        };
        var services = new JsonArray();
        for (var place = 0; place < spec.Services.Count; place++) services.Add((JsonNode)Service(document.Services![place], spec.Services[place]));
        device["services"] = services;
        return Laid(device, document.Kept, "services");
    }

    internal JsonObject Service(ServiceUse use, Service service)
    {
        var known = library.FindService(use.Type);
        var written = new JsonObject
        {
            ["iid"] = service.Siid,
            ["type"] = use.Miot ?? Instance(known is null ? Own("service", service.Id, service.Siid) : known.Miot ?? MiotUrn.OfLibrary("service", known.Name)),
            ["description"] = service.Name.En,
        };
        Children(written, "properties", service.Properties.Select(property => Property(Use(use, property), known, service, property)));
        Children(written, "actions", service.Actions.Select(action =>
            Action(use.Actions?.FirstOrDefault(candidate => candidate.Name == action.Name), known, service, action)));
        Children(written, "events", service.Events.Select(happening =>
            Event(use.Events?.FirstOrDefault(candidate => candidate.Name == happening.Name), known, service, happening)));
        return Laid(written, use.Kept, "properties", "actions", "events");
    }

    internal JsonObject Property(PropertyDefinition? use, ServiceDefinition? known, Service service, Property property)
    {
        var definition = known?.FindProperty(use?.Of ?? property.Name);
        var written = new JsonObject
        {
            ["iid"] = property.Piid,
            ["type"] = use?.Miot ?? Member("property", definition?.Name, definition?.Miot, property.Name, service.Siid * 1000 + property.Piid),
            ["description"] = property.Title.En,
            ["format"] = MiotFormats.Name(property.Format),
            ["access"] = Words(property.Access),
        };
        if (property.Unit is { } unit) written["unit"] = MiotFormats.Unit(unit);
        if (property.Range is { } range) written["value-range"] = new JsonArray(Number(range.Min), Number(range.Max), Number(range.Step));
        if (property.Choices is { } choices)
            written["value-list"] = new JsonArray([.. choices.Select(choice => new JsonObject { ["value"] = choice.Value, ["description"] = choice.Name.En })]);
        return Laid(written, use?.Kept);
    }

    internal JsonObject Action(ActionDefinition? use, ServiceDefinition? known, Service service, SpecAction action)
    {
        var definition = known?.FindAction(use?.Of ?? action.Name);
        return Laid(new JsonObject
        {
            ["iid"] = action.Aiid,
            ["type"] = use?.Miot ?? Member("action", definition?.Name, definition?.Miot, action.Name, service.Siid * 1000 + action.Aiid),
            ["description"] = action.Title.En,
            ["in"] = Piids(service, action.In),
            ["out"] = Piids(service, action.Out),
        }, use?.Kept);
    }

    internal JsonObject Event(EventDefinition? use, ServiceDefinition? known, Service service, SpecEvent happening)
    {
        var definition = known?.FindEvent(use?.Of ?? happening.Name);
        return Laid(new JsonObject
        {
            ["iid"] = happening.Eiid,
            ["type"] = use?.Miot ?? Member("event", definition?.Name, definition?.Miot, happening.Name, service.Siid * 1000 + happening.Eiid),
            ["description"] = happening.Title.En,
            ["arguments"] = Piids(service, happening.Arguments),
        }, use?.Kept);
    }

    private static PropertyDefinition? Use(ServiceUse use, Property property) => use.Properties?.FirstOrDefault(candidate => candidate.Name == property.Name);

    private JsonObject Laid(JsonObject written, KeptFields? kept, params ReadOnlySpan<string> lists) => bare || kept is null ? written : MiotKept.Lay(written, kept, lists);

    private static void Children(JsonObject written, string list, IEnumerable<JsonObject> children)
    {
        var array = new JsonArray([.. children]);
        if (array.Count > 0) written[list] = array;
    }

    private static JsonArray Piids(Service service, IReadOnlyList<string> names) =>
        new([.. names.Select(name => (JsonNode)service.Properties.First(property => property.Name == name).Piid)]);

    private static JsonArray Words(Access access) =>
        new([.. new[] { (Access.Read, "read"), (Access.Write, "write"), (Access.Notify, "notify") }
            .Where(row => access.HasFlag(row.Item1)).Select(row => (JsonNode)row.Item2)]);

    /// <summary>Whole numbers without a fraction, as MIoT writes them.</summary>
    private static JsonValue Number(double number) =>
        Math.Floor(number) == number && Math.Abs(number) <= 1L << 53 ? JsonValue.Create((long)number) : JsonValue.Create(number);

    private string Member(string kind, string? library, string? miot, string name, int own)
    {
        if (library is null) return Instance(Own(kind, name, own));
        if (miot is null) return Instance(MiotUrn.OfLibrary(kind, library));
        var (miotName, hex) = MiotMembers.MiotName(library, miot);
        return Instance($"urn:{MiotUrn.MiotNamespace}:{kind}:{miotName}:{hex}");
    }

    private string Own(string kind, string name, int value) => string.Create(CultureInfo.InvariantCulture, $"urn:{document.Maker}-spec:{kind}:{name}:{value:X8}");

    private string Instance(string type) =>
        string.Create(CultureInfo.InvariantCulture, $"{type}:{document.Maker}-{document.Product[(document.Maker.Length + 1)..]}:{document.Version}");
}
