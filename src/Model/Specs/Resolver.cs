using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>Makes the complete spec out of a product document and names every structural rule that the document breaks on the way.</summary>
internal sealed class Resolver(Library library)
{
    /// <summary>The service type of what the library does not know.</summary>
    internal const string OpenService = "open";

    /// <summary>The device type of what the library does not know.</summary>
    internal const string OpenType = "device";

    private readonly List<Finding> _findings = [];
    private int _properties, _actions, _events;

    /// <summary>What was found so far, in the order of the document.</summary>
    internal IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The spec, or null when a fatal rule is broken; then <see cref="Findings"/> says which.</summary>
    internal Spec? Resolve(ProductDocument document)
    {
        CheckHead(document);
        var uses = document.Services ?? [];
        if (uses.Count == 0) _findings.Add(Rules.Empty.At("services", "there is no service"));
        if (uses.Count > SpecLimits.Services)
        {
            _findings.Add(Rules.TooMany.At("services", $"{uses.Count} services, at most {SpecLimits.Services}"));
            return null;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        var siids = new HashSet<int>();
        var numbering = new Numbering(uses.Select(use => use?.Siid));
        var services = new List<Service>();
        for (var place = 0; place < uses.Count; place++)
        {
            if (uses[place] is not { } use)
            {
                _findings.Add(Rules.ServiceUnknown.At($"services/{place}", "a service is null"));
                continue;
            }
            var id = use.Id ?? use.Type;
            var path = $"services/{id}";
            CheckName(id, path);
            if (!ids.Add(id)) _findings.Add(Rules.DuplicateName.At(path, $"two services are called {id}"));
            // MIoT keeps siid 1 for device-information (reference: first service of every instance).
            var siid = numbering.Take(use.Siid, use.Type == "device-information" ? 1 : 0, 2);
            CheckIid(siid, siids, path);
            if (Service(use, id, siid, path) is { } service) services.Add(service);
        }
        if (services.Count == uses.Count && services.Count > 0 && _properties + _actions + _events == 0)
            _findings.Add(Rules.Empty.At("services", "no service has a property, an action or an event"));
        return _findings.Exists(finding => finding.Severity == Severity.Fatal)
            ? null
            : new Spec(document.Product, document.Version, document.Maker, document.Type, document.Name, services, document.Model);
    }

    private void CheckHead(ProductDocument document)
    {
        var maker = document.Maker;
        if (!IdText.IsSlug(maker) || !document.Product.StartsWith(maker + '.', StringComparison.Ordinal)
            || document.Product.Length > SpecLimits.ProductLength || !IsMemberName(document.Product.AsSpan(maker.Length + 1)))
            _findings.Add(Rules.ProductInvalid.At("product", $"'{Shown(document.Product)}' is not {Shown(maker)}.name"));
        if (document.Version < 1) _findings.Add(Rules.VersionInvalid.At("version", $"version {document.Version}"));
        if (document.Model is { } model && (model.Length > SpecLimits.TextLength || string.IsNullOrWhiteSpace(model)))
            _findings.Add(Rules.TextInvalid.At("model", $"a model name of {model.Length} characters"));
        if (document.Type != OpenType && library.FindType(document.Type) is null)
            _findings.Add(Rules.TypeUnknown.At("type", $"there is no device type '{Shown(document.Type)}'"));
        CheckText(document.Name, "name");
    }

    private Service? Service(ServiceUse use, string id, int siid, string path)
    {
        var known = use.Type == OpenService ? null : library.FindService(use.Type);
        if (known is null && use.Type != OpenService)
        {
            _findings.Add(Rules.ServiceUnknown.At(path, $"there is no service '{Shown(use.Type)}'"));
            return null;
        }
        var name = use.Name ?? known?.Title;
        CheckText(name, $"{path}/name");
        var properties = use.Properties ?? known?.Properties?.Where(property => property.Required == true).ToList() ?? [];
        var actions = use.Actions ?? known?.Actions?.Where(action => action.Required == true).ToList() ?? [];
        var events = use.Events ?? known?.Events?.Where(happening => happening.Required == true).ToList() ?? [];
        _properties += properties.Count;
        _actions += actions.Count;
        _events += events.Count;
        if (Full("properties", _properties, SpecLimits.Properties, path) | Full("actions", _actions, SpecLimits.Actions, path)
            | Full("events", _events, SpecLimits.Events, path))
            return null;
        var members = new MemberResolver(_findings, known, path);
        return new Service
        {
            Id = id,
            Type = use.Type,
            Siid = siid,
            Name = name ?? LocalText.Same(id),
            Properties = members.Properties(properties),
            Actions = members.Actions(actions),
            Events = members.Events(events),
        };
    }

    private bool Full(string kind, int count, int limit, string path)
    {
        if (count <= limit) return false;
        _findings.Add(Rules.TooMany.At(path, $"the product has more than {limit} {kind}"));
        return true;
    }

    private void CheckName(string name, string path)
    {
        if (!IdText.IsSlug(name)) _findings.Add(Rules.NameInvalid.At(path, $"'{Shown(name)}' is not a name"));
    }

    private void CheckText(LocalText? text, string path) => MemberResolver.CheckText(_findings, text, path);

    private void CheckIid(int iid, HashSet<int> taken, string path) => MemberResolver.CheckIid(_findings, iid, taken, path);

    /// <summary>A slug in which single dots may stand as well: pm2.5-density.</summary>
    internal static bool IsMemberName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > SpecLimits.NameLength || name.IndexOf("..", StringComparison.Ordinal) >= 0) return false;
        foreach (var c in name)
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.')) return false;
        return name[0] is not ('-' or '.') && name[^1] is not ('-' or '.');
    }

    /// <summary>At most 40 characters of what was found, so that a finding never echoes a large document.</summary>
    internal static string Shown(string? text) => text is null ? "null" : text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "...");
}
