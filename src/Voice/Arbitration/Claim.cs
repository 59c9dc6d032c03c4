using Kith.Model.Ids;

namespace Kith.Voice.Arbitration;

/// <summary>A speaker heard its wake word and would answer.</summary>
/// <param name="Number">Counts the wakes of this speaker: the same number again is the same claim, said twice.</param>
/// <param name="HeardAt">When the wake was heard, on the clock of whoever decides.</param>
public readonly record struct Claim(HomeId Home, string Speaker, long Number, TimeSpan HeardAt);

/// <summary>What becomes of a claim: it answers, or another does.</summary>
public readonly record struct Verdict(HomeId Home, string Speaker, long Number, bool Answers);
