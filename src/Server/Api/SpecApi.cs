using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Errors;
using Kith.Model.Interchange;
using Kith.Model.Specs;
using Kith.Model.Units;
using Kith.Model.Values;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/spec: the library of services and device types, and the specs of its products. Public, as a specification is.</summary>
internal static class SpecApi
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = ApiJson.Encoder, TypeInfoResolver = ApiJson.Default };

    internal static void MapSpec(this IEndpointRouteBuilder root)
    {
        var spec = root.MapGroup("/spec").WithTags("Specification");
        spec.MapGet("", (Library library) => (Answer<SpecIndex>)SpecIndex.Of(library)).Public()
            .Described("listSpec", "What the library has", "Services, device types and products by name.");
        spec.MapGet("/services/{name}", (string name, string? format, Library library, HttpRequest request) =>
                Found(library.FindService(name), $"There is no service {name}.", request, WotThing.Model))
            .Public().Produces<ServiceDefinition>()
            .Described("getService", "One service of the library", $"Its properties, actions and events. {AsThingModel}");
        spec.MapGet("/types/{name}", (string name, string? format, Library library, HttpRequest request) =>
                Found(library.FindType(name), $"There is no device type {name}.", request,
                    type => WotThing.Model(type, ServicesAt(request))))
            .Public().Produces<DeviceType>()
            .Described("getType", "One device type of the library", $"The services it must and may have. {AsThingModel}");
        spec.MapGet("/products/{product}/{version}", (string product, int version, string? format, Library library, HttpRequest request) =>
            {
                var found = SpecOf(library, product, version);
                return found.Fault is { } fault ? new Problem(fault) : Found(found.Value, "", request, WotThing.Model);
            }).Public().Produces<Spec>()
            .Described(
                "getProduct", "The whole spec of a product's version",
                $"Every service with every property, action and event written out. {AsThingModel}");
        spec.MapGet("/units", () => (Answer<Unit[]>)UnitTable.All.ToArray()).Public()
            .Described("listUnits", "The units", "Every unit a property may have: its symbol, what it measures, and how it converts.");
    }

    private const string AsThingModel = "With format=wot, or when application/tm+json or application/td+json is accepted: a W3C Thing Model.";

    private static IResult Found<T>(T? thing, string otherwise, HttpRequest request, Func<T, JsonObject> model) where T : class =>
        thing is null ? new Problem(new Fault(ErrorCodes.NotFound, otherwise))
        : WantsThingModel(request) ? TypedResults.Text(model(thing).ToJsonString(Plain), WotThing.ModelMediaType)
        : TypedResults.Ok(thing);

    private static bool WantsThingModel(HttpRequest request) => request.Query["format"] == "wot"
        || request.Headers.Accept.Any(type => type is not null
            && (type.Contains(WotThing.ModelMediaType, StringComparison.OrdinalIgnoreCase)
                || type.Contains(WotThing.DescriptionMediaType, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Where the models of services are, as this caller reaches them; ends with a slash.</summary>
    private static Uri ServicesAt(HttpRequest request) => new($"{request.Scheme}://{request.Host}/spec/services/");

    private static Result<Spec> SpecOf(Library library, string product, int version) =>
        library.FindProduct(product) is { } document && document.Version == version
            ? library.Resolve(document)
            : new Fault(ErrorCodes.SpecUnknown, $"There is no product {product} of version {version}.");
}

/// <summary>The library's table of contents.</summary>
internal sealed record SpecIndex(IReadOnlyList<SpecLine> Services, IReadOnlyList<SpecLine> Types, IReadOnlyList<ProductLine> Products)
{
    internal static SpecIndex Of(Library library) => new(
        [.. library.Services.OrderBy(service => service.Name, StringComparer.Ordinal)
            .Select(service => new SpecLine(service.Name, service.Title))],
        [.. library.Types.OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => new SpecLine(type.Name, type.Title))],
        [.. library.Products.Select(product =>
            new ProductLine(product.Product, product.Version, product.Maker, product.Type, product.Name))]);
}

/// <summary>A service or device type by name.</summary>
internal sealed record SpecLine(string Name, LocalText Title);

/// <summary>A product of the library.</summary>
internal sealed record ProductLine(string Product, int Version, string Maker, string Type, LocalText Name);
