using System.Threading.Channels;
using Kith.Homes;
using Kith.Homes.Notices;

namespace Kith.Server.Delivery;

/// <summary>
/// Carries notices out of the house: takes what is due from the outbox of the homes, tries each way once, and puts off or takes away.
/// A power cut between a try and its end repeats that try, and never loses a notice.
/// </summary>
internal sealed partial class Courier(HomeHost homes, IEnumerable<ISender> senders, TimeProvider time, ILogger<Courier> logger) : BackgroundService
{
    /// <summary>Tried at once; one that never answers holds the others up for its ten seconds at most.</summary>
    private const int AtOnce = 32;

    /// <summary>After so many tries, about four hours, nobody waits for it any more.</summary>
    private const int MostTries = 10;

    /// <summary>Nor after a day, however long this server was off.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    /// <summary>How much later than due it may look: between two lines a clock moves by next to nothing.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10), LongestPause = TimeSpan.FromHours(1);

    /// <summary>One word is enough: whoever hears it looks for everything that is due.</summary>
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        homes.NoticesWait += Hear;
        try
        {
            while (true)
            {
                try
                {
                    var due = await homes.DueAsync(AtOnce);
                    if (due.Count > 0) await Task.WhenAll(due.Select(outgoing => CarryAsync(outgoing, stoppingToken)));
                    else await RestAsync(stoppingToken);
                }
                catch (Exception failure) when (!EndsAll(failure, stoppingToken))
                {
                    // The timer's edge: a disk that cannot be read or written now may be so in a while.
                    LogBroken(logger, failure);
                    await Task.Delay(FirstPause, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what is left waits in the outbox.
        }
        finally
        {
            homes.NoticesWait -= Hear;
        }
    }

    private void Hear() => _news.Writer.TryWrite(true);

    private async Task RestAsync(CancellationToken cancel)
    {
        var next = await homes.NextDueAsync();
        var pause = next is { } at ? at - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        if (next is not null && pause <= TimeSpan.Zero) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var due = Task.Delay(pause, time, either.Token);
        // A clock that was set forward between the lines above must not make us sleep past what is due.
        if (next is null || time.GetUtcNow() + pause < next + Late) await Task.WhenAny(_news.Reader.WaitToReadAsync(either.Token).AsTask(), due);
        await either.CancelAsync();
        _news.Reader.TryRead(out _);
        cancel.ThrowIfCancellationRequested();
    }

    private async Task CarryAsync(Outgoing outgoing, CancellationToken cancel)
    {
        try
        {
            var sender = senders.FirstOrDefault(sender => sender.Channel == outgoing.Channel);
            var sent = sender is null || time.GetUtcNow() - outgoing.Made > Oldest ? Sent.Done : await sender.SendAsync(outgoing, cancel);
            if (sent.IsLater && outgoing.Tries + 1 < MostTries) await homes.PutOffAsync(outgoing, sent.After ?? PauseAfter(outgoing.Tries));
            else
            {
                if (sent.IsLater) LogGivenUp(logger, outgoing.Channel, outgoing.Notice.Id.ToString(), MostTries);
                await homes.SettleAsync(outgoing);
            }
        }
        catch (Exception failure) when (!EndsAll(failure, cancel))
        {
            // The timer's edge: one notice that cannot be sent must not stop all others.
            LogFailed(logger, failure, outgoing.Channel);
            await homes.PutOffAsync(outgoing, LongestPause);
        }
    }

    /// <summary>Not a sender's own time-out, which is called the same.</summary>
    private static bool EndsAll(Exception failure, CancellationToken stopping) => failure is OutOfMemoryException || (failure is OperationCanceledException && stopping.IsCancellationRequested);

    /// <summary>10 s, 30 s, 90 s ... an hour.</summary>
    private static TimeSpan PauseAfter(int tries) => FirstPause * Math.Pow(3, tries) is var pause && pause < LongestPause ? pause : LongestPause;

    [LoggerMessage(5010, LogLevel.Warning, "A notice ({Notice}) could not be delivered by {Channel} in {Tries} tries; it is found in the app")]
    private static partial void LogGivenUp(ILogger logger, NoticeChannel channel, string notice, int tries);

    [LoggerMessage(5011, LogLevel.Error, "Delivering a notice by {Channel} failed on our side; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception failure, NoticeChannel channel);

    [LoggerMessage(5012, LogLevel.Error, "The outbox of notices could not be read; it is tried again")]
    private static partial void LogBroken(ILogger logger, Exception failure);
}
