namespace Kith.Bridges.Bluetooth;

/// <summary>What became of an advertisement.</summary>
internal enum Verdict
{
    /// <summary>It says something.</summary>
    Read,
    /// <summary>It is sealed, and nobody gave the key yet.</summary>
    NeedsKey,
    /// <summary>It is sealed with another key, or was changed on the way.</summary>
    WrongKey,
    /// <summary>It is cut off, or not of its format.</summary>
    Malformed,
}

/// <summary>An advertisement that was understood, or why not.</summary>
/// <param name="Sealed">It was encrypted: its counter may only grow.</param>
/// <param name="Counter">Tells repetitions of one message from a new one; null when the format has none here.</param>
/// <param name="Model">What the format says of the maker's model; null for nothing.</param>
internal sealed record Decoded(Verdict Verdict, IReadOnlyList<Reading> Readings, IReadOnlyList<Happening> Happenings, bool Sealed = false, uint? Counter = null, string? Model = null)
{
    internal static Decoded Failed(Verdict verdict, string? model = null) => new(verdict, [], [], Model: model);
}
