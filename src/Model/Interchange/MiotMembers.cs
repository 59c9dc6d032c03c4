using System.Text.Json;
using Kith.Model.Specs;

namespace Kith.Model.Interchange;

/// <summary>Properties, actions and events of one service of an instance.</summary>
internal sealed class MiotMembers(ServiceDefinition? known, string service, List<MiotNotice> notices, MiotBudget budget)
{
    private readonly Dictionary<int, string> _names = [];

    internal List<PropertyDefinition> Properties(JsonElement item)
    {
        var (properties, names, iids) = (new List<PropertyDefinition>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<int>());
        foreach (var element in Elements(item, "properties"))
        {
            if (MiotReader.Iid(element, iids) is not { } piid || !budget.Property())
            {
                Unread("property", properties.Count);
                continue;
            }
            var path = $"{service} piid {piid}";
            var head = Head(element, path, known?.Properties, property => property.Name, property => property.Miot);
            var name = MiotReader.Free(head.Name, names);
            if (name != head.Name) notices.Add(new("repeated-type", path, $"another {head.Name}; it became {name}"));
            _names[piid] = name;
            var shape = MiotShape.Read(element, head.Known, path, notices);
            properties.Add(shape with
            {
                Name = name,
                Of = head.Known is not null && name != head.Known.Name ? head.Known.Name : null,
                Piid = piid,
                Title = head.Known is null || name != head.Known.Name ? MiotReader.Words(MiotReader.Text(element, "description"), head.Name) : null,
                Miot = head.Type,
            });
        }
        return properties;
    }

    internal List<ActionDefinition> Actions(JsonElement item)
    {
        var (actions, names, iids) = (new List<ActionDefinition>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<int>());
        foreach (var element in Elements(item, "actions"))
        {
            if (MiotReader.Iid(element, iids) is not { } aiid || !budget.Action())
            {
                Unread("action", actions.Count);
                continue;
            }
            var path = $"{service} aiid {aiid}";
            var head = Head(element, path, known?.Actions, action => action.Name, action => action.Miot);
            var name = MiotReader.Free(head.Name, names);
            actions.Add(new ActionDefinition
            {
                Name = name,
                Of = head.Known is not null && name != head.Known.Name ? head.Known.Name : null,
                Aiid = aiid,
                Title = head.Known is null || name != head.Known.Name ? MiotReader.Words(MiotReader.Text(element, "description"), head.Name) : null,
                In = References(element, "in", path),
                Out = References(element, "out", path),
                Miot = head.Type,
            });
        }
        return actions;
    }

    internal List<EventDefinition> Events(JsonElement item)
    {
        var (events, names, iids) = (new List<EventDefinition>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<int>());
        foreach (var element in Elements(item, "events"))
        {
            if (MiotReader.Iid(element, iids) is not { } eiid || !budget.Event())
            {
                Unread("event", events.Count);
                continue;
            }
            var path = $"{service} eiid {eiid}";
            var head = Head(element, path, known?.Events, happening => happening.Name, happening => happening.Miot);
            var name = MiotReader.Free(head.Name, names);
            events.Add(new EventDefinition
            {
                Name = name,
                Of = head.Known is not null && name != head.Known.Name ? head.Known.Name : null,
                Eiid = eiid,
                Title = head.Known is null || name != head.Known.Name ? MiotReader.Words(MiotReader.Text(element, "description"), head.Name) : null,
                Arguments = References(element, "arguments", path),
                Miot = head.Type,
            });
        }
        return events;
    }

    private List<JsonElement> Elements(JsonElement item, string list)
    {
        if (!item.TryGetProperty(list, out var elements) || elements.ValueKind == JsonValueKind.Null) return [];
        if (elements.ValueKind == JsonValueKind.Array) return [.. elements.EnumerateArray()];
        notices.Add(new("unread", $"{service} {list}", "not a list; kept as it stands"));
        return [];
    }

    private (string Name, T? Known, string? Type) Head<T>(
        JsonElement element, string path, IReadOnlyList<T>? library, Func<T, string> name, Func<T, string?> miot) where T : class
    {
        var text = MiotReader.Text(element, "type");
        var type = text is { Length: <= MiotUrn.LengthLimit } ? text : null;
        if (!MiotUrn.TryParse(text, out var urn))
        {
            notices.Add(new("type-unreadable", path, $"'{Resolver.Shown(text)}' is no URN; its description names it"));
            return (MiotReader.Slug(MiotReader.Text(element, "description"), "unnamed"), null, type);
        }
        var found = urn.Standard ? Known(urn, path, library, name, miot) : null;
        if (found is not null) return (name(found), found, type);
        // A word of the library must not be used for something else that happens to have its name.
        var own = MemberName(urn.Name);
        return (library?.Any(member => name(member) == own) == true ? MemberName($"own-{own}") : own, null, type);
    }

    private T? Known<T>(MiotUrn urn, string path, IReadOnlyList<T>? library, Func<T, string> name, Func<T, string?> miot) where T : class
    {
        if (library is null) return null;
        if (urn.Namespace == MiotUrn.KithNamespace)
            return library.FirstOrDefault(member => name(member) == urn.Name && miot(member) is null);
        var value = urn.Value.ToUpperInvariant();
        if (library.FirstOrDefault(member => MiotName(name(member), miot(member)) == (urn.Name, value)) is { } exact) return exact;
        var named = library.FirstOrDefault(member => miot(member) is not null && MiotName(name(member), miot(member)).Name == urn.Name);
        if (named is not null) notices.Add(new("hex-differs", path, $"{urn.Name} has the value {urn.Value}; taken by its name"));
        else if (library.Any(member => MiotName(name(member), miot(member)).Hex == value))
            notices.Add(new("hex-shared", path, $"{urn.Name} shares the value {urn.Value} with another name; taken by its name"));
        return named;
    }

    /// <summary>MIoT's name and value of a library member: "00000006" has the member's own name, "alarm:00000012" another.</summary>
    internal static (string Name, string? Hex) MiotName(string name, string? miot)
    {
        var colon = miot?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon < 0 ? (name, miot) : (miot![..colon], miot[(colon + 1)..]);
    }

    private static string MemberName(string name)
    {
        var lower = name.ToLowerInvariant().Replace('_', '-').Trim('-', '.');
        return Resolver.IsMemberName(lower) ? lower : MiotReader.Slug(name, "unnamed");
    }

    private List<string> References(JsonElement element, string field, string path)
    {
        var names = new List<string>();
        if (!element.TryGetProperty(field, out var list) || list.ValueKind == JsonValueKind.Null) return names;
        if (list.ValueKind != JsonValueKind.Array)
        {
            notices.Add(new("unread", path, $"{field} is not a list; kept as it stands"));
            return names;
        }
        foreach (var piid in list.EnumerateArray())
        {
            if (names.Count < SpecLimits.Arguments && piid.ValueKind == JsonValueKind.Number && piid.TryGetInt32(out var number) && _names.TryGetValue(number, out var name))
                names.Add(name);
            else notices.Add(new("missing-argument", path, $"{field} names {Resolver.Shown(piid.GetRawText())}, which the service does not have; left out"));
        }
        return names;
    }

    private void Unread(string what, int place) =>
        notices.Add(new("unread", $"{service} {what} {place + 1}", "not an object with its own iid, or one too many; kept as it stands"));
}
