using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>Properties, actions and events of one service: the library's definition with what the product has otherwise.</summary>
internal sealed class MemberResolver(List<Finding> findings, ServiceDefinition? known, string path)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    internal List<Property> Properties(IReadOnlyList<PropertyDefinition> uses)
    {
        var iids = new HashSet<int>();
        var numbering = new Numbering(uses.Select(use => use?.Piid));
        var properties = new List<Property>(uses.Count);
        for (var place = 0; place < uses.Count; place++)
        {
            if (uses[place] is not { } use)
            {
                findings.Add(Rules.MemberUnknown.At($"{path}/properties/{place}", "a property is null"));
                continue;
            }
            var at = $"{path}/properties/{use.Name}";
            if (!Named(use.Name, _names, at)) continue;
            var iid = numbering.Take(use.Piid, use.Of is null ? Place(known?.Properties, property => property.Name == use.Name) : 0, Numbering.FirstOwn);
            CheckIid(findings, iid, iids, at);
            if (Property(use, iid, at) is not { } property) continue;
            PropertyShape.Check(property, at, findings);
            properties.Add(property);
        }
        return properties;
    }

    internal List<SpecAction> Actions(IReadOnlyList<ActionDefinition> uses)
    {
        var (names, iids, numbering) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<int>(), new Numbering(uses.Select(use => use?.Aiid)));
        var actions = new List<SpecAction>(uses.Count);
        for (var place = 0; place < uses.Count; place++)
        {
            if (uses[place] is not { } use)
            {
                findings.Add(Rules.MemberUnknown.At($"{path}/actions/{place}", "an action is null"));
                continue;
            }
            var at = $"{path}/actions/{use.Name}";
            if (!Named(use.Name, names, at)) continue;
            var iid = numbering.Take(use.Aiid, use.Of is null ? Place(known?.Actions, action => action.Name == use.Name) : 0, Numbering.FirstOwn);
            CheckIid(findings, iid, iids, at);
            var definition = known?.FindAction(use.Of ?? use.Name);
            if (Title(use.Title, definition?.Title, use.Of, definition is null, at) is not { } title) continue;
            actions.Add(new SpecAction
            {
                Name = use.Name,
                Aiid = iid,
                Title = title,
                In = References(use.In ?? definition?.In, at),
                Out = References(use.Out ?? definition?.Out, at),
                Risk = use.Risk ?? definition?.Risk ?? Risk.Comfort,
            });
        }
        return actions;
    }

    internal List<SpecEvent> Events(IReadOnlyList<EventDefinition> uses)
    {
        var (names, iids, numbering) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<int>(), new Numbering(uses.Select(use => use?.Eiid)));
        var events = new List<SpecEvent>(uses.Count);
        for (var place = 0; place < uses.Count; place++)
        {
            if (uses[place] is not { } use)
            {
                findings.Add(Rules.MemberUnknown.At($"{path}/events/{place}", "an event is null"));
                continue;
            }
            var at = $"{path}/events/{use.Name}";
            if (!Named(use.Name, names, at)) continue;
            var iid = numbering.Take(use.Eiid, use.Of is null ? Place(known?.Events, happening => happening.Name == use.Name) : 0, Numbering.FirstOwn);
            CheckIid(findings, iid, iids, at);
            var definition = known?.FindEvent(use.Of ?? use.Name);
            if (Title(use.Title, definition?.Title, use.Of, definition is null, at) is not { } title) continue;
            events.Add(new SpecEvent
            {
                Name = use.Name,
                Eiid = iid,
                Title = title,
                Arguments = References(use.Arguments ?? definition?.Arguments, at),
                Sensing = use.Sensing ?? definition?.Sensing ?? Sensing.None,
            });
        }
        return events;
    }

    private Property? Property(PropertyDefinition use, int iid, string at)
    {
        var definition = known?.FindProperty(use.Of ?? use.Name);
        if (Title(use.Title, definition?.Title, use.Of, definition is null, at) is not { } title) return null;
        if ((use.Format ?? definition?.Format) is not { } format)
        {
            findings.Add(Rules.MemberUnknown.At(at, "the library does not know it and it has no format"));
            return null;
        }
        // Bounds come from one place: a product's choices replace the library's range, and a text has neither.
        var bounds = use.Range is not null || use.Choices is not null ? use : format == definition?.Format || format is not (Format.Bool or Format.String) ? definition : null;
        var unit = use.Unit ?? (format is Format.Bool or Format.String ? null : definition?.Unit);
        return new Property
        {
            Name = use.Name,
            Piid = iid,
            Title = title,
            Format = format,
            Access = use.Access ?? definition?.Access ?? Access.None,
            Unit = unit is "none" ? null : unit,
            Range = bounds?.Range,
            Choices = bounds?.Choices,
            MaxLength = use.MaxLength ?? (format == Format.String ? definition?.MaxLength : null),
            Accumulation = use.Accumulation ?? definition?.Accumulation ?? Accumulation.Instant,
            Risk = use.Risk ?? definition?.Risk ?? Risk.Comfort,
            Sensing = use.Sensing ?? definition?.Sensing ?? Sensing.None,
            Assumed = use.Assumed == true ? true : null,
        };
    }

    private LocalText? Title(LocalText? own, LocalText? library, string? of, bool unknown, string at)
    {
        if (of is not null && unknown)
        {
            findings.Add(Rules.MemberUnknown.At(at, $"the service has no '{Resolver.Shown(of)}' of the library"));
            return null;
        }
        if ((own ?? library) is not { } title)
        {
            findings.Add(Rules.MemberUnknown.At(at, "the library does not know it and it has no title"));
            return null;
        }
        CheckText(findings, title, $"{at}/title");
        return title;
    }

    private IReadOnlyList<string> References(IReadOnlyList<string>? names, string at)
    {
        if (names is null) return [];
        if (names.Count > SpecLimits.Arguments)
            findings.Add(Rules.TooMany.At(at, $"{names.Count} arguments, at most {SpecLimits.Arguments}"));
        foreach (var name in names)
            if (name is null || !_names.Contains(name))
                findings.Add(Rules.ReferenceUnknown.At(at, $"the service has no property '{Resolver.Shown(name)}'"));
        return names;
    }

    private bool Named(string name, HashSet<string> names, string at)
    {
        if (!Resolver.IsMemberName(name)) findings.Add(Rules.NameInvalid.At(at, $"'{Resolver.Shown(name)}' is not a name"));
        else if (!names.Add(name)) findings.Add(Rules.DuplicateName.At(at, $"two are called {name}"));
        else return true;
        return false;
    }

    /// <summary>The place in the library's list counted from 1, 0 when it is not in it.</summary>
    private static int Place<T>(IReadOnlyList<T>? list, Func<T, bool> match)
    {
        for (var place = 0; place < (list?.Count ?? 0); place++)
            if (match(list![place])) return place + 1;
        return 0;
    }

    internal static void CheckText(List<Finding> findings, LocalText? text, string at)
    {
        if (text is null) findings.Add(Rules.TextInvalid.At(at, "there is no text"));
        else if (string.IsNullOrWhiteSpace(text.En) || string.IsNullOrWhiteSpace(text.Zh))
            findings.Add(Rules.TextInvalid.At(at, "a text is empty"));
        else if (text.En.Length > SpecLimits.TextLength || text.Zh.Length > SpecLimits.TextLength)
            findings.Add(Rules.TextInvalid.At(at, $"a text of {Math.Max(text.En.Length, text.Zh.Length)} characters"));
    }

    internal static void CheckIid(List<Finding> findings, int iid, HashSet<int> taken, string at)
    {
        if (iid is < 1 or > SpecLimits.Iid) findings.Add(Rules.IidInvalid.At(at, $"the id {iid}"));
        else if (!taken.Add(iid)) findings.Add(Rules.DuplicateIid.At(at, $"the id {iid} is given twice"));
    }
}
