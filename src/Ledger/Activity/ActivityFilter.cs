using Kith.Ledger.Facts;

namespace Kith.Ledger.Activity;

/// <summary>Which lines of the activity are wanted; null takes all.</summary>
public sealed record ActivityFilter
{
    /// <summary>Most lines one question may ask for: 200.</summary>
    public const int MaxLimit = 200;

    /// <summary>Only facts with a lower sequence: the <see cref="ActivityPage.Before"/> of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>1 to 200; what is beyond is cut.</summary>
    public int Limit { get; init; } = 50;

    public IReadOnlySet<FactKind>? Kinds { get; init; }

    public IReadOnlySet<string>? Devices { get; init; }

    /// <summary>What the facts are about: a rule's id, an event's address.</summary>
    public string? Subject { get; init; }

    /// <summary>The detail's "room".</summary>
    public string? Room { get; init; }

    /// <summary>The detail's "person", or the "actor" of its "cause" when that is a person or a voice.</summary>
    public string? Person { get; init; }

    /// <summary>The detail's "cause" when it is a text, or the "kind" of it; upper and lower case are one.</summary>
    public string? CauseKind { get; init; }

    /// <summary>Facts of this time or later, milliseconds since 1970.</summary>
    public long? FromMs { get; init; }

    /// <summary>Facts before this time.</summary>
    public long? ToMs { get; init; }
}

/// <summary>A part of the activity, newest first.</summary>
/// <param name="Facts">May be fewer than asked for while there are more: a rare filter is answered piece by piece.</param>
/// <param name="Before">Where the next page begins; null when there is no more.</param>
/// <param name="Unreadable">Stored pages that could not be read.</param>
public sealed record ActivityPage(IReadOnlyList<Fact> Facts, long? Before, int Unreadable);
