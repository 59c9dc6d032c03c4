using System.Text.Json.Nodes;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Model.Interchange;

/// <summary>
/// W3C Web of Things (Thing Description 1.1): Thing Models of services, device types and products, and the Thing Description of one
/// device. Property names are addresses (light.brightness) in products and bare names in services, which a type links with tm:submodel.
/// </summary>
public static class WotThing
{
    /// <summary>The context that the standard asks for first.</summary>
    public const string Context = "https://www.w3.org/2022/wot/td/v1.1";

    /// <summary>The media type of a Thing Model.</summary>
    public const string ModelMediaType = "application/tm+json";

    /// <summary>The media type of a Thing Description.</summary>
    public const string DescriptionMediaType = "application/td+json";

    /// <summary>The Thing Model of a service; tm:required names what every product with it has.</summary>
    public static JsonObject Model(ServiceDefinition service)
    {
        var model = Head(service.Title, "tm:ThingModel");
        var schemas = new WotSchemas(service);
        schemas.Fill(model, name => name);
        var required = new JsonArray();
        Required(required, "properties", service.Properties?.Where(property => property.Required == true && property.Access != Access.None).Select(property => property.Name));
        Required(required, "actions", service.Actions?.Where(action => action.Required == true).Select(action => action.Name));
        Required(required, "events", service.Events?.Where(happening => happening.Required == true).Select(happening => happening.Name));
        if (required.Count > 0) model["tm:required"] = required;
        return model;
    }

    /// <summary>The Thing Model of a device type: a link to the model of each of its services, below an address that ends with a slash.</summary>
    public static JsonObject Model(DeviceType type, Uri servicesAt)
    {
        var model = Head(type.Title, "tm:ThingModel");
        var links = new JsonArray();
        foreach (var (list, required) in new[] { (type.Required, true), (type.Optional, false) })
        {
            foreach (var service in list ?? [])
                links.Add((JsonNode)new JsonObject
                {
                    ["rel"] = "tm:submodel",
                    ["href"] = new Uri(servicesAt, service).ToString(),
                    ["type"] = ModelMediaType,
                    ["instanceName"] = service,
                    ["kith:required"] = required,
                });
        }
        if (links.Count > 0) model["links"] = links;
        return model;
    }

    /// <summary>The Thing Model of a product: everything that it has, all of it required.</summary>
    public static JsonObject Model(Spec spec)
    {
        var model = Product(spec, "tm:ThingModel");
        model["tm:required"] = new JsonArray([
            .. Pointers("properties", model), .. Pointers("actions", model), .. Pointers("events", model)]);
        return model;
    }

    /// <summary>
    /// The Thing Description of one device: the product's, with an id, forms below the device's address (properties/x, properties/x/changes,
    /// actions/x, events/x over HTTP, changes and events as Server-Sent Events) and the bearer token that they ask for. The address ends with a slash.
    /// </summary>
    public static JsonObject Description(Spec spec, string id, string title, Uri deviceAt)
    {
        var thing = Product(spec, null);
        thing["id"] = id;
        thing["title"] = title;
        thing.Remove("titles");
        thing["base"] = deviceAt.ToString();
        thing["securityDefinitions"] = new JsonObject { ["bearer"] = new JsonObject { ["scheme"] = "bearer", ["in"] = "header" } };
        thing["security"] = "bearer";
        foreach (var property in spec.Properties)
        {
            if (thing["properties"]?[property.Address] is not JsonObject written) continue;
            var (forms, operations) = (new JsonArray(), new JsonArray());
            if (property.Access.HasFlag(Access.Read)) operations.Add((JsonNode)"readproperty");
            if (property.Access.HasFlag(Access.Write)) operations.Add((JsonNode)"writeproperty");
            if (operations.Count > 0) forms.Add((JsonNode)Form($"properties/{property.Address}", operations));
            if (property.Access.HasFlag(Access.Notify)) forms.Add((JsonNode)Stream($"properties/{property.Address}/changes", "observeproperty", "unobserveproperty"));
            written["forms"] = forms;
        }
        foreach (var (address, written) in Members(thing, "actions")) written["forms"] = new JsonArray(Form($"actions/{address}", "invokeaction"));
        foreach (var (address, written) in Members(thing, "events")) written["forms"] = new JsonArray(Stream($"events/{address}", "subscribeevent", "unsubscribeevent"));
        return thing;
    }

    private static JsonObject Product(Spec spec, string? type)
    {
        var thing = Head(spec.Name, type);
        thing["version"] = new JsonObject { ["model"] = $"{spec.Version}.0.0" };
        if (type is null) thing["version"]!["instance"] = $"{spec.Version}.0.0";
        thing["kith:product"] = spec.Product;
        thing["kith:deviceType"] = spec.Type;
        foreach (var service in spec.Services) new WotSchemas(service).Fill(thing, name => $"{service.Id}.{name}");
        return thing;
    }

    private static JsonObject Head(LocalText title, string? type)
    {
        var head = new JsonObject
        {
            ["@context"] = new JsonArray(Context, new JsonObject { ["kith"] = "urn:kith:wot:" }),
            ["title"] = title.En,
            ["titles"] = WotSchemas.Languages(title),
        };
        if (type is not null) head.Insert(1, "@type", type);
        return head;
    }

    private static void Required(JsonArray required, string kind, IEnumerable<string>? names)
    {
        foreach (var name in names ?? []) required.Add((JsonNode)$"/{kind}/{name}");
    }

    /// <summary>JSON pointers of everything of a kind; addresses have no character that a pointer would escape.</summary>
    private static IEnumerable<JsonNode> Pointers(string kind, JsonObject thing) => Members(thing, kind).Select(member => (JsonNode)$"/{kind}/{member.Key}");

    private static IEnumerable<(string Key, JsonObject Value)> Members(JsonObject thing, string kind) =>
        (thing[kind] as JsonObject)?.Select(member => (member.Key, (JsonObject)member.Value!)) ?? [];

    private static JsonObject Form(string href, JsonNode operations) => new() { ["href"] = href, ["contentType"] = "application/json", ["op"] = operations };

    private static JsonObject Stream(string href, string begin, string end)
    {
        var form = Form(href, new JsonArray(begin, end));
        form["subprotocol"] = "sse";
        return form;
    }
}
