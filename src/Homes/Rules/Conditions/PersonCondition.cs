using System.Text.Json.Serialization;
using Kith.Homes.Whereabouts;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Conditions;

/// <summary>Somebody is at home, or away. Of whom nothing is known is neither.</summary>
/// <param name="Is">Home or away.</param>
/// <param name="Person">Who. When not said: anybody is home, or everybody of whom something is known is away.</param>
public sealed record PersonCondition(PersonIs Is, PersonId? Person = null) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        if (Person is { } person) check.Person(person, $"{path}.person");
        return scope =>
        {
            var places = Person is { } one ? [Moves.Of(scope.Home, one).At] : scope.Home.Whereabouts.Values.Select(its => its.At).Where(at => at is not Place.Unknown).ToList();
            var now = places.Contains(Place.Home) ? "home" : places.Contains(Place.Away) ? "away" : "unknown";
            return scope.Saw(path, Value.Of(now), now == (Is is PersonIs.Home ? "home" : "away"));
        };
    }
}

/// <summary>Where somebody is.</summary>
[JsonConverter(typeof(CamelEnum<PersonIs>))]
public enum PersonIs : byte
{
    /// <summary>At home.</summary>
    Home,
    /// <summary>Not at home.</summary>
    Away,
}
