using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Actor;

/// <summary>One message to a home. Applied in the loop, settled after the commit that holds what it did.</summary>
internal abstract class Mail(HomeId home)
{
    internal HomeId Home { get; } = home;

    /// <summary>Changes the home and the turn; never waits.</summary>
    internal abstract void Apply(Home home, Turn turn);

    /// <summary>The commit holds: acknowledge, answer.</summary>
    internal abstract void Settle();

    /// <summary>Nothing of it happened: the home does not exist or the commit failed.</summary>
    internal abstract void Fail(Fault fault);
}

/// <summary>A question or a deed with an answer.</summary>
internal sealed class Ask<T>(HomeId home, Func<Home, Turn, Result<T>> deed) : Mail(home)
{
    private readonly TaskCompletionSource<Result<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<T> _result;

    internal Task<Result<T>> Answer => _answer.Task;

    internal override void Apply(Home home, Turn turn) => _result = deed(home, turn);

    internal override void Settle() => _answer.TrySetResult(_result);

    internal override void Fail(Fault fault) => _answer.TrySetResult(fault);
}

/// <summary>News from a link: presence, events, replies; the receipt, if there is one, goes back after the commit.</summary>
internal sealed class Tell(HomeId home, Func<Home, Turn, ReportVerdict> deed, Receipt? receipt) : Mail(home)
{
    private ReportVerdict _verdict;

    internal override void Apply(Home home, Turn turn) => _verdict = deed(home, turn);

    internal override void Settle() => receipt?.Settle(_verdict);

    internal override void Fail(Fault fault) => receipt?.Settle(ReportVerdict.Refused(fault));
}
