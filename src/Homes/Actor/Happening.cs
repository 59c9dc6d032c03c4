namespace Kith.Homes.Actor;

/// <summary>
/// Something that happened in a home, for what the home itself makes of it (its virtual devices and rules), in the very turn in which it
/// happened. One kind stands beside the feature that it is of.
/// </summary>
internal abstract record Happening
{
    /// <summary>When it was so by its device's clock, Unix milliseconds; null for now.</summary>
    internal long? AtMs { get; init; }
}
