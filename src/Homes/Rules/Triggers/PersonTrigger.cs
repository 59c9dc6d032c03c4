using System.Text.Json.Serialization;
using Kith.Homes.Actor;
using Kith.Homes.Rules.Expressions;
using Kith.Homes.Whereabouts;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Triggers;

/// <summary>Somebody comes home or leaves. A leaving counts when it lasted (docs/presence.md).</summary>
/// <param name="Does">What they do.</param>
/// <param name="Person">Who; anybody when not said. The first who comes and the last who leaves may be anybody.</param>
public sealed record PersonTrigger(PersonDoing Does, PersonId? Person = null) : Trigger
{
    internal override Watch? Compile(RuleCheck check, string path)
    {
        if (Person is { } person) check.Person(person, $"{path}.person");
        if (Person is not null && Does is PersonDoing.FirstComes or PersonDoing.LastLeaves) check.Wrong($"{path}.person", ErrorCodes.RequestInvalid.Code, "the first or last may be anybody");
        check.Tells("person", Kind.Text);
        return new PersonWatch(this);
    }

    private sealed class PersonWatch(PersonTrigger trigger) : Watch
    {
        internal override Edge Judge(Happening happening, Dictionary<string, Value> told)
        {
            var who = (trigger.Does, happening) switch
            {
                (PersonDoing.Arrives, PersonCame came) => came.Person,
                (PersonDoing.Leaves, PersonLeft left) => left.Person,
                (PersonDoing.FirstComes, FirstCame first) => first.Person,
                (PersonDoing.LastLeaves, EverybodyLeft last) => last.Person,
                _ => null,
            };
            if (who is null || (trigger.Person is { } wanted && wanted != who.Id)) return Edge.None;
            told["person"] = Value.Of(who.Name);
            return Edge.Begun;
        }
    }
}

/// <summary>What people do.</summary>
[JsonConverter(typeof(CamelEnum<PersonDoing>))]
public enum PersonDoing : byte
{
    /// <summary>Come home.</summary>
    Arrives,
    /// <summary>Leave, and are not back soon.</summary>
    Leaves,
    /// <summary>Come home where nobody was.</summary>
    FirstComes,
    /// <summary>Leave nobody at home.</summary>
    LastLeaves,
}
