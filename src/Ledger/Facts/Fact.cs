using Kith.Model.Values;

namespace Kith.Ledger.Facts;

/// <summary>What kind of line a fact is. The numbers stand in files: never change or reuse one.</summary>
public enum FactKind : byte
{
    /// <summary>A device says what a property is; kept as a series, not shown in the activity.</summary>
    Report = 1,
    /// <summary>Something happened once at a device.</summary>
    Event = 2,
    /// <summary>A command was given.</summary>
    Operation = 3,
    /// <summary>A command ended.</summary>
    Outcome = 4,
    /// <summary>A device came or went.</summary>
    Presence = 5,
    /// <summary>A device was added, renamed, moved or removed.</summary>
    Device = 6,
    /// <summary>A person joined, left or changed role.</summary>
    Membership = 7,
    /// <summary>A room was added, renamed or removed.</summary>
    Room = 8,
    /// <summary>A credential was made, rotated or revoked.</summary>
    Credential = 9,
    /// <summary>The home itself was made or changed.</summary>
    Home = 10,
    /// <summary>A state change that a person can see and may ask about: the lamp went on.</summary>
    Change = 11,
    /// <summary>A consent was given or withdrawn.</summary>
    Consent = 12,
    /// <summary>A rule or scene was changed or ran.</summary>
    Rule = 13,
    /// <summary>A person arranged what they see. Only moves the home on, so that their other screens hear of it; not shown in the activity.</summary>
    Arrangement = 14,
    /// <summary>People were told something; it names them, and so it is not shown in the activity.</summary>
    Notice = 15,
    /// <summary>A person came home or left.</summary>
    Whereabouts = 16,
    /// <summary>What became of one start of a rule, step by step; asked for by rule, not shown in the activity.</summary>
    RuleTrace = 17,
    /// <summary>A person began to watch what a device or a program of a bridge says and hears.</summary>
    Traffic = 18,
}

/// <summary>An immutable line in a home's ledger.</summary>
/// <param name="Sequence">Given by the home: 1 and up, each fact one more than the one before.</param>
/// <param name="AtMs">When it happened: milliseconds since 1970, UTC. May be earlier than that of facts before it.</param>
/// <param name="Kind">What kind of line it is.</param>
/// <param name="Device">The device's id; empty for none.</param>
/// <param name="Subject">For a report the property's address within the device, else the event, operation, person ... it is about.</param>
/// <param name="Value">The value, for reports and changes.</param>
/// <param name="Detail">
/// A small JSON object for facts that are no reports. The top-level keys "person", "room" and "cause" (a text, or an object with "kind")
/// are those that the activity can be filtered by. At most <see cref="LedgerOptions.MaxDetailBytes"/>.
/// </param>
public readonly record struct Fact(
    long Sequence, long AtMs, FactKind Kind, string Device, string Subject, Value Value, string? Detail = null);
