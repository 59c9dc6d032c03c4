using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Errors;

namespace Kith.Homes.Operations;

/// <summary>An operation that waits for its device. The waiting caller gets the outcome after its commit.</summary>
internal sealed class PendingOperation(Operation operation, Person? person, long deadlineMs, PendingOperation? whole = null)
{
    internal Operation Operation { get; set; } = operation;

    internal Person? Person { get; } = person;

    /// <summary>When it has timed out, Unix milliseconds.</summary>
    internal long DeadlineMs { get; set; } = deadlineMs;

    /// <summary>The command to a virtual device that this one is a part of.</summary>
    internal PendingOperation? Whole { get; } = whole;

    /// <summary>How deep in wholes it is; 0 for what was asked for.</summary>
    internal int Depth { get; } = whole is null ? 0 : whole.Depth + 1;

    /// <summary>What it was made of, and has begun so far; null for a command to a real device.</summary>
    internal Parts? Parts { get; set; }

    internal TaskCompletionSource<Operation> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The device had it, and what it answered could not be kept: for the waiting caller, as the home closes it when it is loaded again.</summary>
    internal void Lose(DateTimeOffset now) => Ended.TrySetResult(Operation with { Ended = now, Outcome = OperationFlow.Lost });

    /// <summary>Ends it for the waiting caller alone, when its beginning could not be written and so nothing was sent.</summary>
    internal void Fail(Fault fault, DateTimeOffset now) => Ended.TrySetResult(Operation with { Ended = now, Outcome = Outcome.Rejected(fault) });
}
