using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Model.Commands;

/// <summary>How a command ended; exactly one of these becomes visible for each operation.</summary>
[JsonConverter(typeof(CamelEnum<OutcomeKind>))]
public enum OutcomeKind : byte
{
    /// <summary>Handed to the device, no answer yet.</summary>
    Pending,
    /// <summary>The device says it is so.</summary>
    Done,
    /// <summary>The device took it and will need longer than the time limit.</summary>
    Accepted,
    /// <summary>The device was not reachable; nothing was sent or queued.</summary>
    Offline,
    /// <summary>Refused, by the home or by the device; <see cref="Outcome.Code"/> says why.</summary>
    Rejected,
    /// <summary>No answer within the limit; whether it took effect is not known.</summary>
    TimedOut,
}

/// <summary>The end of an operation.</summary>
/// <param name="Kind">Which end.</param>
/// <param name="Code">A code of <see cref="ErrorCodes"/> or a device's own code; null for done, accepted and pending.</param>
/// <param name="Detail">What happened, for a person; null when the code says it all.</param>
public sealed record Outcome(OutcomeKind Kind, string? Code = null, string? Detail = null)
{
    /// <summary>No answer yet.</summary>
    public static readonly Outcome Pending = new(OutcomeKind.Pending);

    /// <summary>It is so.</summary>
    public static readonly Outcome Done = new(OutcomeKind.Done);

    /// <summary>Refused for a reason of the table.</summary>
    public static Outcome Rejected(Fault fault) => new(OutcomeKind.Rejected, fault.Error.Code, fault.Detail);
}
