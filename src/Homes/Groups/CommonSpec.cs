using Kith.Model.Specs;

namespace Kith.Homes.Groups;

/// <summary>What devices of one type have in common: what each of them can be, be told and take.</summary>
internal static class CommonSpec
{
    private static readonly Lazy<Library> Standard = new(Library.Standard);

    /// <summary>The services that make the type what it is; of a type that requires none, all. A radio's strength or a battery is each one's own.</summary>
    internal static IReadOnlyList<Service> Of(IReadOnlyList<Spec> specs)
    {
        var required = Standard.Value.FindType(specs[0].Type)?.Required ?? [];
        return [.. specs[0].Services.Where(service => required.Count == 0 || required.Contains(service.Type)).Select(service => Of(service, specs)).OfType<Service>()];
    }

    private static Service? Of(Service first, IReadOnlyList<Spec> specs)
    {
        var all = specs.Select(spec => spec.Services.FirstOrDefault(service => service.Id == first.Id && service.Type == first.Type)).ToList();
        if (all.Any(service => service is null)) return null;
        var properties = first.Properties.Select(property => Of([.. all.Select(service => service!.Properties.FirstOrDefault(other => other.Name == property.Name))])).OfType<Property>().ToList();
        var actions = first.Actions.Select(action => Of([.. all.Select(service => service!.Actions.FirstOrDefault(other => other.Name == action.Name))], properties)).OfType<SpecAction>().ToList();
        return properties.Count + actions.Count == 0 ? null : new Service { Id = first.Id, Type = first.Type, Siid = first.Siid, Name = first.Name, Properties = properties, Actions = actions };
    }

    /// <summary>Null where they differ in kind, have no value in common, or add up: a sum of counters that come and go is no counter.</summary>
    private static Property? Of(IReadOnlyList<Property?> all)
    {
        if (all[0] is not { } first) return null;
        if (all.Any(its => its is null || its.Format != first.Format || its.Unit != first.Unit || its.Accumulation is not Accumulation.Instant || its.Choices is null != first.Choices is null)) return null;
        var access = all.Aggregate(first.Access, (common, its) => common & its!.Access);
        var ranges = all.Select(its => its!.Range).OfType<ValueRange>().ToList();
        var range = ranges.Count == 0 ? null : new ValueRange(ranges.Max(its => its.Min), ranges.Min(its => its.Max), ranges.Max(its => its.Step));
        var choices = first.Choices?.Where(choice => all.All(its => its!.Choices!.Any(other => other.Value == choice.Value && other.Key == choice.Key))).ToList();
        if (access == 0 || range is { } bounds && bounds.Min > bounds.Max || choices is { Count: 0 }) return null;
        return new Property
        {
            Name = first.Name, Piid = first.Piid, Title = first.Title, Format = first.Format, Access = access, Unit = first.Unit, Range = range, Choices = choices,
            MaxLength = all.Min(its => its!.MaxLength ?? Property.DefaultMaxLength) is var longest && first.Format is Format.String ? longest : null,
            Risk = all.Max(its => its!.Risk), Sensing = all.Max(its => its!.Sensing),
            Assumed = all.Any(its => its!.Assumed == true) ? true : null,
        };
    }

    private static SpecAction? Of(IReadOnlyList<SpecAction?> all, IReadOnlyList<Property> properties) =>
        all[0] is { } first && all.All(its => its is not null && its.In.SequenceEqual(first.In)) && first.In.All(name => properties.Any(property => property.Name == name))
            ? new SpecAction { Name = first.Name, Aiid = first.Aiid, Title = first.Title, In = first.In, Risk = all.Max(its => its!.Risk) }
            : null;
}
