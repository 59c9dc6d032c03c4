using Kith.Homes.Twins;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Rules.Templates;

/// <summary>A device that an input may be, and which of its members the rule will use.</summary>
/// <param name="Address">The member's address; null where any device will do.</param>
public sealed record Candidate(DeviceId Device, string? Address = null)
{
    /// <summary>As people write it: device/address.</summary>
    /// <inheritdoc/>
    public override string ToString() => Address is null ? Device.ToString() : $"{Device}/{Address}";

    /// <summary>Those of a home, in the order of its devices.</summary>
    internal static IReadOnlyList<Candidate> Of(Home home, TemplateInput input) => !input.IsDevices ? []
        : [.. home.Twins.Values.Where(twin => input.Types?.Contains(twin.Spec.Type) != false).OrderBy(twin => twin.Device.Order).SelectMany(twin => Of(home, twin, input))];

    private static IEnumerable<Candidate> Of(Home home, Twin twin, TemplateInput input)
    {
        if (input.Has is not { } wanted) return home.Virtual.Find(twin.Device.Id) is null ? [new Candidate(twin.Device.Id)] : [];
        return twin.Spec.Services.SelectMany(service =>
                service.Properties.Where(its => IsFor(its, input)).Select(its => (Key: $"{service.Type}.{its.Name}", its.Address))
                    .Concat(service.Actions.Select(its => (Key: $"{service.Type}.{its.Name}", its.Address)))
                    .Concat(service.Events.Select(its => (Key: $"{service.Type}.{its.Name}", its.Address))))
            .Where(member => wanted.Contains(member.Key)).Select(member => new Candidate(twin.Device.Id, member.Address));
    }

    private static bool IsFor(Property property, TemplateInput input) =>
        input.Writes ? property.Access.HasFlag(Access.Write) : (property.Access & (Access.Read | Access.Notify)) != 0;
}
