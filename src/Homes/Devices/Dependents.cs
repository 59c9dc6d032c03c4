using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Devices;

/// <summary>Something that would miss a device.</summary>
/// <param name="Kind">device: it speaks through this one; scene, group, alarm: it is made of it; rule: it names it; favourite: a person has it among theirs.</param>
/// <param name="Id">The device's or person's id.</param>
/// <param name="Name">What people call it.</param>
public sealed record Dependent(string Kind, string Id, string Name);

/// <summary>The one place that knows what depends on a device, for whoever wants to remove it.</summary>
public static class Dependents
{
    /// <summary>What would miss a device, the heaviest first.</summary>
    public static ValueTask<Result<IReadOnlyList<Dependent>>> DependentsAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id) =>
        homes.AskAsync<IReadOnlyList<Dependent>>(home, caller, (its, _, asker) =>
            Rights.Check(asker, Deed.Arrange) is { } denied ? denied
            : its.Twins.ContainsKey(id) ? DependentsOf(its, id)
            : Home.Unknown(id));

    internal static List<Dependent> DependentsOf(Home home, DeviceId id) =>
    [
        .. home.Twins.Values.Where(twin => twin.Device.Hub == id).Select(twin => new Dependent("device", twin.Device.Id.ToString(), twin.Device.Name)),
        .. home.Virtual.Of(id).Select(made => new Dependent(made.Record.Kind, made.Id.ToString(), home.Twins[made.Id].Device.Name)),
        .. home.Rules.All.Where(rule => rule.Check.Devices.Contains(id)).Select(rule => new Dependent("rule", rule.Kept.Id.ToString(), rule.Kept.Rule.Name)),
        .. home.People.Values.Where(person => home.Arrangements.GetValueOrDefault(person.Id)?.Favourites?.Contains(id) == true)
            .Select(person => new Dependent("favourite", person.Id.ToString(), person.Name)),
    ];
}
