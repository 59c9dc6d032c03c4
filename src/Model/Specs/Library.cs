using Kith.Model.Errors;

namespace Kith.Model.Specs;

/// <summary>
/// The specification library: services, device types and demo products as data. Read on first use and then immutable; safe for any
/// number of threads. Keep one instance: each reads its files anew (10 ms; about 100 ms of CPU for the first in a process).
/// </summary>
public sealed class Library
{
    private readonly Lazy<Shelf> _shelf;
    private readonly Lazy<IReadOnlyList<ProductDocument>> _products;
    private readonly Lazy<Dictionary<string, ServiceDefinition>> _services, _servicesByMiot;
    private readonly Lazy<Dictionary<string, DeviceType>> _types, _typesByMiot;

    internal Library(Func<Shelf> shelf)
    {
        _shelf = new(shelf);
        _products = new(() => _shelf.Value.Products());
        _services = new(() => _shelf.Value.Services.ToDictionary(item => item.Thing.Name, item => item.Thing, StringComparer.Ordinal));
        _types = new(() => _shelf.Value.Types.ToDictionary(item => item.Thing.Name, item => item.Thing, StringComparer.Ordinal));
        _servicesByMiot = new(() => Services.Where(service => service.Miot is not null).ToDictionary(service => service.Miot!, StringComparer.Ordinal));
        _typesByMiot = new(() => Types.Where(type => type.Miot is not null).ToDictionary(type => type.Miot!, StringComparer.Ordinal));
    }

    /// <summary>The library that Kith comes with, out of this assembly.</summary>
    public static Library Standard() => new(() => Shelf.Sound(Shelf.Embedded()));

    /// <summary>A library out of a folder with services, types and products. Fails with spec.invalid for the first file that cannot be read.</summary>
    public static Result<Library> FromFolder(string folder)
    {
        var shelf = Shelf.Folder(folder);
        shelf.FiledProducts();
        return shelf.Broken is [var first, ..] ? first.ToFault() : new Library(() => shelf);
    }

    /// <summary>All services, by name.</summary>
    public IReadOnlyCollection<ServiceDefinition> Services => _services.Value.Values;

    /// <summary>All device types, by name.</summary>
    public IReadOnlyCollection<DeviceType> Types => _types.Value.Values;

    /// <summary>The products that come with the library, by id: the demo household.</summary>
    public IReadOnlyList<ProductDocument> Products => _products.Value;

    /// <summary>The service of a name, or null.</summary>
    public ServiceDefinition? FindService(string name) => _services.Value.GetValueOrDefault(name);

    /// <summary>The device type of a name, or null.</summary>
    public DeviceType? FindType(string name) => _types.Value.GetValueOrDefault(name);

    /// <summary>The product of an id such as kith-demo.bulb, or null.</summary>
    public ProductDocument? FindProduct(string product) => Products.FirstOrDefault(document => document.Product == product);

    /// <summary>The service of a MIoT type (a URN of five parts), or null.</summary>
    public ServiceDefinition? FindServiceByMiot(string urn) => _servicesByMiot.Value.GetValueOrDefault(urn);

    /// <summary>The device type of a MIoT type (a URN of five parts), or null.</summary>
    public DeviceType? FindTypeByMiot(string urn) => _typesByMiot.Value.GetValueOrDefault(urn);

    /// <summary>
    /// The complete spec of a product. Fails with spec.invalid, whose detail begins with the broken rule's name; never throws for what
    /// a document says. What the linter merely dislikes resolves: see <see cref="SpecLint"/>.
    /// </summary>
    public Result<Spec> Resolve(ProductDocument document)
    {
        var resolver = new Resolver(this);
        var spec = resolver.Resolve(document);
        return spec is not null ? spec : resolver.Findings.First(finding => finding.Severity == Severity.Fatal).ToFault();
    }
}
