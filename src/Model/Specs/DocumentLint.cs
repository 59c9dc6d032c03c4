using System.Text.Json;

namespace Kith.Model.Specs;

/// <summary>The rules of one product document.</summary>
internal sealed class DocumentLint(Library library)
{
    private readonly List<Finding> _findings = [];

    internal IReadOnlyList<Finding> Check(ProductDocument document)
    {
        var resolver = new Resolver(library);
        var spec = resolver.Resolve(document);
        _findings.AddRange(resolver.Findings);
        Unknown(document.Unknown, "");
        if (spec is null) return _findings;
        PropertyLint.CheckText(_findings, document.Name, "name");
        for (var place = 0; place < spec.Services.Count; place++) CheckService(document.Services![place], spec.Services[place]);
        foreach (var required in library.FindType(document.Type)?.Required ?? [])
            if (!spec.Services.Any(service => service.Type == required))
                _findings.Add(Rules.RequiredMissing.At("services", $"a {document.Type} has a {required}"));
        return _findings;
    }

    private void CheckService(ServiceUse use, Service service)
    {
        var path = $"services/{service.Id}";
        var known = library.FindService(use.Type);
        Unknown(use.Unknown, path);
        PropertyLint.CheckText(_findings, service.Name, $"{path}/name");
        foreach (var definition in use.Properties ?? []) Unknown(definition.Unknown, $"{path}/properties/{definition.Name}");
        foreach (var definition in use.Actions ?? []) Unknown(definition.Unknown, $"{path}/actions/{definition.Name}");
        foreach (var definition in use.Events ?? []) Unknown(definition.Unknown, $"{path}/events/{definition.Name}");
        Require(use.Properties?.Select(property => property.Of ?? property.Name),
            known?.Properties?.Where(property => property.Required == true).Select(property => property.Name), $"{path}/properties");
        Require(use.Actions?.Select(action => action.Of ?? action.Name),
            known?.Actions?.Where(action => action.Required == true).Select(action => action.Name), $"{path}/actions");
        Require(use.Events?.Select(happening => happening.Of ?? happening.Name),
            known?.Events?.Where(happening => happening.Required == true).Select(happening => happening.Name), $"{path}/events");

        var parameters = service.Actions.SelectMany(action => action.In.Concat(action.Out))
            .Concat(service.Events.SelectMany(happening => happening.Arguments)).ToHashSet(StringComparer.Ordinal);
        foreach (var property in service.Properties)
        {
            var definition = use.Properties?.FirstOrDefault(candidate => candidate.Name == property.Name);
            var original = known?.FindProperty(definition?.Of ?? property.Name);
            var at = $"{path}/properties/{property.Name}";
            PropertyLint.Check(property, definition?.Accumulation is not null || original?.Accumulation is not null, at, _findings);
            if (definition?.Access is null && original?.Access is null) _findings.Add(Rules.AccessMissing.At(at, "no access is said"));
            else if (property.Access == Access.None && !parameters.Contains(property.Name))
                _findings.Add(Rules.ParameterUnused.At(at, "it can be neither read nor set, and no action or event has it"));
            if (original is null || definition is null) continue;
            if (definition.Format is { } format && format != original.Format)
                _findings.Add(Rules.FormatChanged.At(at, $"{format} instead of the library's {original.Format}"));
            if (definition.Unit is { } unit && unit != original.Unit)
                _findings.Add(Rules.UnitChanged.At(at, $"{Resolver.Shown(unit)} instead of the library's {original.Unit ?? "none"}"));
        }
        foreach (var action in service.Actions) PropertyLint.CheckText(_findings, action.Title, $"{path}/actions/{action.Name}/title");
        foreach (var happening in service.Events)
            PropertyLint.CheckText(_findings, happening.Title, $"{path}/events/{happening.Name}/title");
    }

    private void Require(IEnumerable<string>? found, IEnumerable<string>? required, string path)
    {
        if (found is null || required is null) return;
        foreach (var missing in required.Except(found)) _findings.Add(Rules.RequiredMissing.At(path, $"there is no {missing}"));
    }

    private void Unknown(IDictionary<string, JsonElement>? fields, string path) => Unknown(fields, path, _findings);

    internal static void Unknown(IDictionary<string, JsonElement>? fields, string path, List<Finding> findings)
    {
        foreach (var field in fields?.Keys ?? []) findings.Add(Rules.FieldUnknown.At(path, $"the field '{Resolver.Shown(field)}'"));
    }
}
