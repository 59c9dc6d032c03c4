using Kith.Model.Interchange;

namespace Kith.Model.Specs;

/// <summary>The rules of the library's files among each other.</summary>
internal static class LibraryLint
{
    internal static IReadOnlyList<Finding> Check(Shelf shelf)
    {
        var products = shelf.FiledProducts();
        var findings = new List<Finding>(shelf.Broken);
        // Twins would not make a library; everything else can be said of the rest once they are gone.
        if (findings.Exists(finding => finding.Rule == Rules.DuplicateName.Name)) return findings;
        var library = new Library(() => shelf);
        foreach (var (path, service) in shelf.Services) Service(library, path, service, findings);
        foreach (var (path, type) in shelf.Types) DeviceTypeLint.Check(library, path, type, findings);
        foreach (var (path, product) in products)
        {
            if (path != $"products/{product.Maker}/{product.Product[Math.Min(product.Product.Length, product.Maker.Length + 1)..]}.json")
                findings.Add(Rules.FileMisnamed.At(path, $"it holds {Resolver.Shown(product.Product)}"));
            findings.AddRange(SpecLint.Document(library, product).Select(finding => finding with { Path = $"{path}/{finding.Path}" }));
        }
        foreach (var twins in products.GroupBy(item => item.Thing.Product, StringComparer.Ordinal).Where(group => group.Count() > 1))
            findings.Add(Rules.DuplicateName.At(twins.Last().Path, $"{Resolver.Shown(twins.Key)} stands in {twins.First().Path} as well"));
        Words(shelf, findings);
        return findings;
    }

    private static void Service(Library library, string path, ServiceDefinition service, List<Finding> findings)
    {
        if (path != $"services/{service.Name}.json") findings.Add(Rules.FileMisnamed.At(path, $"it holds {Resolver.Shown(service.Name)}"));
        DocumentLint.Unknown(service.Unknown, path, findings);
        if (service.Miot is { } urn && !(MiotUrn.TryParse(urn, out var type) && type is { Kind: "service", Product: null }))
            findings.Add(Rules.MiotInvalid.At(path, $"'{Resolver.Shown(urn)}'"));
        Hex(path, service.Properties?.Select(property => (property?.Name, property?.Miot)), findings);
        Hex(path, service.Actions?.Select(action => (action?.Name, action?.Miot)), findings);
        Hex(path, service.Events?.Select(happening => (happening?.Name, happening?.Miot)), findings);
        // A product that has all of the service breaks whatever rules the service breaks.
        var whole = new ProductDocument
        {
            Product = "library.whole",
            Maker = "library",
            Version = 1,
            Type = Resolver.OpenType,
            Name = service.Title,
            Services = [new ServiceUse { Type = service.Name, Properties = service.Properties ?? [], Actions = service.Actions ?? [], Events = service.Events ?? [] }],
        };
        findings.AddRange(SpecLint.Document(library, whole)
            .Select(finding => finding with { Path = path + finding.Path.Replace($"services/{service.Name}", "", StringComparison.Ordinal) }));
    }

    private static void Hex(string path, IEnumerable<(string? Name, string? Miot)>? members, List<Finding> findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, hex) in members ?? [])
        {
            if (hex is null) continue;
            if (!MiotUrn.IsShortUuid(MiotMembers.MiotName(name ?? "", hex).Hex))
                findings.Add(Rules.MiotInvalid.At($"{path}/{name}", $"'{Resolver.Shown(hex)}'"));
            else if (!seen.Add(hex)) findings.Add(Rules.DuplicateMiot.At($"{path}/{name}", $"{hex} stands twice in the service"));
        }
    }

    /// <summary>One word, one meaning: a property name has the same format, unit and accumulation wherever it stands.</summary>
    private static void Words(Shelf shelf, List<Finding> findings)
    {
        var words = shelf.Services
            .SelectMany(item => (item.Thing.Properties ?? []).Where(property => property is not null).Select(property => (item.Path, Property: property)));
        foreach (var word in words.GroupBy(row => row.Property.Name, StringComparer.Ordinal))
        {
            var first = word.First();
            foreach (var (path, property) in word.Skip(1))
                if ((property.Format, property.Unit, property.Accumulation) != (first.Property.Format, first.Property.Unit, first.Property.Accumulation))
                    findings.Add(Rules.WordsVary.At($"{path}/{property.Name}", $"{Meaning(property)}, but {Meaning(first.Property)} in {first.Path}"));
        }
    }

    private static string Meaning(PropertyDefinition property) => $"{property.Format} {property.Unit} {property.Accumulation}";
}
