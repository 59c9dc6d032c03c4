using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.People;

/// <summary>How somebody of a role gets what they want.</summary>
[JsonConverter(typeof(CamelEnum<May>))]
public enum May : byte
{
    No,
    Yes,
    /// <summary>After they confirmed it.</summary>
    Confirm,
}

/// <summary>What a role may do: the answers of <see cref="Rights"/> itself, so that what is shown and what is done cannot differ.</summary>
/// <param name="Comfort">Command what is about comfort: lamps, blinds, music.</param>
/// <param name="Cost">Command what costs: heating, cooling.</param>
/// <param name="Safety">Command what may hurt: locks, ovens, valves.</param>
/// <param name="Privacy">Command what watches: cameras, microphones.</param>
/// <param name="SetMode">Say that the home is home, away, night or on holiday.</param>
/// <param name="Arrange">Change rooms, devices and bridges.</param>
/// <param name="Invite">Add, change and remove people.</param>
/// <param name="Own">Make owners, delete the home.</param>
/// <param name="SeesPeople">Learn who is where, who did what, and what is used.</param>
/// <param name="Bounded">Can be held to rooms.</param>
public sealed record RoleView(Role Role, May Comfort, May Cost, May Safety, May Privacy, May SetMode, May Arrange, May Invite, May Own, bool SeesPeople, bool Bounded)
{
    /// <summary>All roles, the widest first.</summary>
    public static IReadOnlyList<RoleView> All { get; } = [.. Enum.GetValues<Role>().Select(Of)];

    private static RoleView Of(Role role)
    {
        var asker = new Asker(new Caller(default(AccountId), Scopes.All, "roles"), new Person(PersonId.New(), role.ToString(), role), DateTimeOffset.UnixEpoch);
        May Command(Risk risk) => Rights.Check(asker, Deed.Control, risk: risk) is not { } fault ? May.Yes : fault.Error == ErrorCodes.ConfirmationNeeded ? May.Confirm : May.No;
        May Do(Deed deed) => Rights.Check(asker, deed) is null ? May.Yes : May.No;
        return new RoleView(
            role, Command(Risk.Comfort), Command(Risk.Cost), Command(Risk.Safety), Command(Risk.Privacy),
            Do(Deed.SetMode), Do(Deed.Arrange), Do(Deed.Invite), Do(Deed.Own), Rights.Senses(asker, Sensing.Presence), role is not Role.Owner);
    }
}
