using System.Text.Json.Serialization;
using Kith.Homes.Whereabouts;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.People;

/// <summary>What a person is in a home; what each may do stands in <see cref="Rights"/>.</summary>
[JsonConverter(typeof(CamelEnum<Role>))]
public enum Role : byte
{
    Owner,
    Admin,
    Adult,
    Child,
    Guest,
}

/// <summary>A member or guest of a home, as kept.</summary>
/// <param name="Account">Who signs in as this person; null until the invitation is taken.</param>
/// <param name="From">Start of a guest's time; null for at once.</param>
/// <param name="Until">End of a guest's time, excluded; null for no end.</param>
/// <param name="Rooms">The rooms a guest or child is held to; null for all.</param>
public sealed record Person(
    PersonId Id,
    string Name,
    Role Role,
    AccountId? Account = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    IReadOnlyList<RoomId>? Rooms = null)
{
    internal bool IsWithin(DateTimeOffset now) => (From is not { } from || now >= from) && (Until is not { } until || now < until);
}

/// <summary>A person as others see it: whether they have signed in, never with which account.</summary>
/// <param name="At">Whether they are at home; null where nothing is known.</param>
/// <param name="Since">Since when.</param>
public sealed record PersonView(
    PersonId Id,
    string Name,
    Role Role,
    bool Account,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    IReadOnlyList<RoomId>? Rooms,
    bool? Expired,
    Place? At = null,
    DateTimeOffset? Since = null)
{
    internal static PersonView Of(Person person, DateTimeOffset now, PersonAt at) => new(
        person.Id, person.Name, person.Role, person.Account is not null, person.From, person.Until, person.Rooms,
        person.Until is { } until && now >= until ? true : null,
        at.At is Place.Unknown ? null : at.At, at.Since);
}
