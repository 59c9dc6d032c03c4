using System.Text.Json.Serialization;
using Kith.Homes.Actor;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Whereabouts;

/// <summary>Whether somebody is at home.</summary>
[JsonConverter(typeof(CamelEnum<Place>))]
public enum Place : byte
{
    /// <summary>Nothing of theirs has ever said so; they do not count when it is asked whether somebody is there.</summary>
    Unknown,
    Home,
    Away,
}

/// <summary>Where somebody is, as kept.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Left">When they were said to leave, while it does not count yet; null else.</param>
public sealed record PersonAt(Place At = Place.Unknown, DateTimeOffset? Since = null, DateTimeOffset? Left = null)
{
    internal static PersonAt Nowhere { get; } = new();
}

/// <summary>Somebody came or left, for the live feed.</summary>
/// <param name="P">The person.</param>
public sealed record PersonMove(PersonId P, Place At, DateTimeOffset? Since);

/// <summary>Somebody came home who was away or of whom nothing was known.</summary>
internal sealed record PersonCame(Person Person) : Happening;

/// <summary>Somebody left, and it counts now.</summary>
internal sealed record PersonLeft(Person Person) : Happening;

/// <summary>Nobody was at home, and now somebody is.</summary>
internal sealed record FirstCame(Person Person) : Happening;

/// <summary>Of those whose whereabouts are known nobody is at home any more.</summary>
internal sealed record EverybodyLeft(Person Person) : Happening;
