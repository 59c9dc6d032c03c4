namespace Kith.Assistant.Households;

/// <summary>What the devices of a house are like at this moment, as words see it.</summary>
public interface IState
{
    /// <summary>The value of a property: true or false, a number in the property's own unit, or a text; null where nothing is known.</summary>
    object? Read(Thing thing, string trait);

    /// <summary>Whether a person is at home; null where nothing is known.</summary>
    bool? IsHome(Person person);

    /// <summary>Where a person is, in words; null where nothing is known.</summary>
    string? PlaceOf(Person person);
}
