namespace Kith.Bridges;

/// <summary>How much of what a bridge can meet it understands: what kith bridges coverage prints.</summary>
/// <param name="Bridge">The bridge's kind.</param>
/// <param name="Tried">What was tried and how many: 4,478 definitions, 29 platforms.</param>
/// <param name="Devices">Of these, what became a device.</param>
/// <param name="Typed">Properties, events and actions that a service of the library has.</param>
/// <param name="Open">Those that stand beside the library, with their own unit, range and choices.</param>
/// <param name="Refused">Those that were not taken.</param>
/// <param name="Reasons">Why something is open or refused, most frequent first.</param>
/// <param name="Types">What the devices are, most frequent first.</param>
public sealed record CoverageTable(
    string Bridge, CoverageCount Tried, int Devices, int Typed, int Open, int Refused, IReadOnlyList<CoverageReason> Reasons, IReadOnlyList<CoverageCount> Types);

/// <summary>So many of something.</summary>
public sealed record CoverageCount(string What, int Count);

/// <summary>Why things are not typed.</summary>
/// <param name="Fate">open or refused.</param>
/// <param name="Why">The reason, for people.</param>
/// <param name="Examples">The most frequent of them.</param>
public sealed record CoverageReason(string Fate, string Why, int Count, IReadOnlyList<CoverageCount> Examples);
