using System.Globalization;
using System.Text.Json;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Model.Interchange;

/// <summary>The device and its services out of an instance; <see cref="MiotMembers"/> reads what is in a service.</summary>
internal sealed class MiotReader(Library library, List<MiotNotice> notices)
{
    private readonly MiotBudget _budget = new();

    internal ProductDocument Read(JsonElement root)
    {
        var text = Text(root, "type");
        if (!MiotUrn.TryParse(text, out var urn))
            notices.Add(new("type-unreadable", "device", $"'{Resolver.Shown(text)}' is no URN; the product has no vendor and no type"));
        var type = urn is not { Standard: true } ? null : library.FindTypeByMiot(urn.Type) ?? library.FindType(urn.Name);
        if (type is null) notices.Add(new("device-type-unknown", "device", "the library has no such device type; it became a device"));
        var maker = Slug(urn?.Vendor, "miot");
        var product = Slug(urn?.Product is { } whole ? whole[Math.Min(whole.Length, urn.Vendor!.Length + 1)..] : urn?.Name, "device");
        return new ProductDocument
        {
            Product = $"{maker}.{product}",
            Maker = maker,
            Version = urn?.Version is >= 1 and { } version ? version : 1,
            Type = type?.Name ?? Resolver.OpenType,
            Name = Words(Text(root, "description"), urn?.Name ?? "device"),
            Miot = text is { Length: <= MiotUrn.LengthLimit } ? text : null,
            Services = Services(root.GetProperty("services")),
        };
    }

    private List<ServiceUse> Services(JsonElement list)
    {
        var (services, ids, siids) = (new List<ServiceUse>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<int>());
        var repeated = list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            .GroupBy(item => MiotUrn.TryParse(Text(item, "type"), out var urn) ? urn.Type : "")
            .Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var expected = 1;
        foreach (var item in list.EnumerateArray())
        {
            var siid = Iid(item, siids);
            if (siid is null || !_budget.Service())
            {
                notices.Add(new(siid is null ? "unread" : "over-limit", $"service {services.Count + 1}",
                    "not an object with its own iid, or one too many; kept as it stands"));
                continue;
            }
            if (services.Count == 0 && siid != 1)
                notices.Add(new("device-information-missing", $"siid {siid}", "the first service is not device-information with siid 1"));
            if (services.Count > 0 && siid != expected)
                notices.Add(new("iids-not-contiguous", $"siid {siid}", $"it follows {expected - 1}"));
            expected = siid.Value + 1;
            services.Add(Service(item, siid.Value, ids, repeated));
        }
        return services;
    }

    private ServiceUse Service(JsonElement item, int siid, HashSet<string> ids, HashSet<string> repeated)
    {
        var (path, text) = ($"siid {siid}", Text(item, "type"));
        if (!MiotUrn.TryParse(text, out var urn)) notices.Add(new("type-unreadable", path, $"'{Resolver.Shown(text)}' is no URN"));
        var known = urn is not { Standard: true } ? null : library.FindServiceByMiot(urn.Type) ?? library.FindService(urn.Name);
        if (known is null)
            notices.Add(new("service-unknown", path, $"{urn?.Name ?? "a service"} is not in the library; it became an open service"));
        else if (urn!.Namespace == MiotUrn.MiotNamespace && known.Miot != urn.Type)
            notices.Add(new("hex-differs", path, $"{urn.Type} was taken for {known.Name}"));
        var several = urn is not null && repeated.Contains(urn.Type);
        var description = Text(item, "description");
        // Of three switches, "Left" says more than switch-2.
        var id = Free(several && Slug(description, "") is { Length: > 0 } own && library.FindService(own) is null ? own : known?.Name ?? Slug(urn?.Name, "service"), ids);
        var members = new MiotMembers(known, path, notices, _budget);
        var properties = members.Properties(item);
        return new ServiceUse
        {
            Id = id,
            Type = known?.Name ?? Resolver.OpenService,
            Siid = siid,
            Name = known is null || several ? Words(description, urn?.Name ?? id) : null,
            Miot = text is { Length: <= MiotUrn.LengthLimit } ? text : null,
            Properties = properties,
            Actions = members.Actions(item),
            Events = members.Events(item),
        };
    }

    /// <summary>The iid of an element, null where it has none that can be used or shares it.</summary>
    internal static int? Iid(JsonElement item, HashSet<int> taken) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("iid", out var iid) && iid.ValueKind == JsonValueKind.Number && iid.TryGetInt32(out var number)
        && number is >= 1 and <= SpecLimits.Iid && taken.Add(number) ? number : null;

    internal static string? Text(JsonElement item, string field) =>
        item.TryGetProperty(field, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    /// <summary>A text for people, cut to what a spec may hold.</summary>
    internal static LocalText Words(string? description, string otherwise)
    {
        var text = string.IsNullOrWhiteSpace(description) ? otherwise : description.Trim();
        return LocalText.Same(text.Length > SpecLimits.TextLength ? text[..SpecLimits.TextLength] : text);
    }

    /// <summary>A slug of a foreign name.</summary>
    internal static string Slug(string? name, string otherwise) => IdText.Slug(name) is { Length: > 0 } slug ? slug : otherwise;

    /// <summary>The name itself, or with the first free number behind it.</summary>
    internal static string Free(string name, HashSet<string> taken)
    {
        if (taken.Add(name)) return name;
        for (var number = 2; ; number++)
        {
            var tail = string.Create(CultureInfo.InvariantCulture, $"-{number}");
            var next = (name.Length + tail.Length > SpecLimits.NameLength ? name[..(SpecLimits.NameLength - tail.Length)].TrimEnd('-', '.') : name) + tail;
            if (taken.Add(next)) return next;
        }
    }
}

/// <summary>How much of an instance may still be taken into a spec.</summary>
internal sealed class MiotBudget
{
    private int _services, _properties, _actions, _events;

    internal bool Service() => _services++ < SpecLimits.Services;

    internal bool Property() => _properties++ < SpecLimits.Properties;

    internal bool Action() => _actions++ < SpecLimits.Actions;

    internal bool Event() => _events++ < SpecLimits.Events;
}
