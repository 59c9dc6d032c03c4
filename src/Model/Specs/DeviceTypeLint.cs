using Kith.Model.Interchange;

namespace Kith.Model.Specs;

/// <summary>The rules of a device type's file.</summary>
internal static class DeviceTypeLint
{
    internal static void Check(Library library, string path, DeviceType type, List<Finding> findings)
    {
        if (path != $"types/{type.Name}.json") findings.Add(Rules.FileMisnamed.At(path, $"it holds {Resolver.Shown(type.Name)}"));
        DocumentLint.Unknown(type.Unknown, path, findings);
        MemberResolver.CheckText(findings, type.Title, $"{path}/title");
        PropertyLint.CheckText(findings, type.Title, $"{path}/title");
        if (!Icons.All.Contains(type.Icon)) findings.Add(Rules.IconUnknown.At(path, $"the icon '{Resolver.Shown(type.Icon)}'"));
        if (type.Miot is { } urn && !(MiotUrn.TryParse(urn, out var miot) && miot is { Kind: "device", Product: null }))
            findings.Add(Rules.MiotInvalid.At(path, $"'{Resolver.Shown(urn)}'"));
        var services = (type.Required ?? []).Concat(type.Optional ?? []).ToList();
        foreach (var service in services)
            if (service is null || library.FindService(service) is null)
                findings.Add(Rules.ServiceUnknown.At(path, $"there is no service '{Resolver.Shown(service)}'"));
        foreach (var twin in services.GroupBy(service => service, StringComparer.Ordinal).Where(group => group.Count() > 1))
            findings.Add(Rules.DuplicateName.At(path, $"{Resolver.Shown(twin.Key)} is listed twice"));
        if (type.Tile is not { } tile) return;
        foreach (var shown in tile.Show ?? [])
            if (Member(library, services, shown, (service, name) => service.FindProperty(name)) is not { } property || !(property.Access ?? Access.None).HasFlag(Access.Read))
                Tile(shown);
        if (tile.Toggle is { } toggle
            && (Member(library, services, toggle, (service, name) => service.FindProperty(name)) is not { Format: Format.Bool } switched
                || !(switched.Access ?? Access.None).HasFlag(Access.Write))) Tile(toggle);
        if (tile.Run is { } run && Member(library, services, run, (service, name) => service.FindAction(name)) is null) Tile(run);

        void Tile(string? address) => findings.Add(Rules.TileUnknown.At($"{path}/tile", $"'{Resolver.Shown(address)}'"));
    }

    private static T? Member<T>(Library library, List<string> services, string? address, Func<ServiceDefinition, string, T?> find) where T : class
    {
        var dot = address?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0 || !services.Contains(address![..dot]) || library.FindService(address[..dot]) is not { } service) return null;
        return find(service, address[(dot + 1)..]);
    }
}
