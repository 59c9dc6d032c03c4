using System.Diagnostics;
using System.Threading.Channels;
using Kith.Homes.Operations;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Microsoft.Extensions.Logging;

namespace Kith.Homes.Actor;

/// <summary>
/// One of the 256 loops. Everything that touches a home of this partition runs in here, one message at a time:
///
///   mailbox -> take a batch -> load homes -> apply -> COMMIT (one append for all homes of the batch) -> feed, device commands, answers, acks
///
/// Nothing leaves a home before the commit that holds it. A home whose message or commit fails is dropped from memory and loaded again from
/// what is on disk; everybody who waited for it hears of it, and the other homes of the batch go on.
/// </summary>
internal sealed partial class Partition(HomeHost host, HomesOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Between two tries to write what a failed commit left behind. 5 s: soon after the disk has room, without a log full of it.</summary>
    private const long RetryMs = 5_000;

    private static readonly Fault NoSuchHome = new(ErrorCodes.NotFound, "there is no such home");
    private static readonly Fault NotKept = new(ErrorCodes.ServerBusy, "it could not be written to disk; nothing of it happened");
    private static readonly Fault Broken = new(ErrorCodes.Unexpected, "something went wrong on our side; nothing of it happened");
    private static readonly Fault Stopping = new(ErrorCodes.ServerBusy, "the server is stopping");

    // Unbounded here because it is bounded at its doors: people and QoS 0 by MailboxLimit, QoS 1 by each client's receive maximum.
    private readonly Channel<Mail> _mailbox = Channel.CreateUnbounded<Mail>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<HomeId, Home> _homes = [];
    private readonly Dictionary<HomeId, Turn> _turns = [];
    private readonly List<Mail> _batch = new(options.BatchLimit);
    private readonly List<Mail> _taken = new(options.BatchLimit);
    private readonly List<HomeBatch> _commit = [];
    private readonly Missed _missed = new();
    private Task _loop = Task.CompletedTask;
    private int _waiting;
    private int _sweepIsOn;

    internal bool IsFull => Waiting >= options.MailboxLimit;

    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Read by the sweep from outside the loop, to wake only partitions that wait for something.</summary>
    internal volatile bool NeedsSweep;

    internal void Start(CancellationToken stop) => _loop = Task.Run(() => RunAsync(stop), CancellationToken.None);

    internal void Post(Mail mail)
    {
        Interlocked.Increment(ref _waiting);
        if (!_mailbox.Writer.TryWrite(mail)) mail.Fail(Stopping);
    }

    /// <summary>At most one waits, however long a commit takes.</summary>
    internal void PostSweep()
    {
        if (Interlocked.Exchange(ref _sweepIsOn, 1) == 0) Post(new Sweep());
    }

    internal async Task StopAsync()
    {
        _mailbox.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (await _mailbox.Reader.WaitToReadAsync(CancellationToken.None))
        {
            _batch.Clear();
            _taken.Clear();
            while (_batch.Count < options.BatchLimit && _mailbox.Reader.TryRead(out var mail)) _batch.Add(mail);
            Interlocked.Add(ref _waiting, -_batch.Count);
            var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
            foreach (var mail in _batch)
            {
                if (mail is Sweep) await SweepAllAsync(nowMs);
                else await TakeAsync(mail, nowMs);
            }
            await CommitAsync(stop);
            Leave();
        }
        // Whoever still waits for a device is told what the next start will write: the outcome is not known.
        foreach (var home in _homes.Values) home.Close();
    }

    private async ValueTask TakeAsync(Mail mail, long nowMs)
    {
        Turn? turn = null;
        try
        {
            turn = await TurnForAsync(mail.Home, mail as Found, nowMs);
            if (turn is null or { IsLast: true })
            {
                mail.Fail(NoSuchHome);
                return;
            }
            _taken.Add(mail);
            mail.Apply(turn.Home, turn);
            Consequences.Run(turn);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // An edge (design.md, section 10): one bad message or one damaged home must not end the loop of every home in the partition.
            LogHomeFailed(logger, failure, mail.Home);
            if (turn is not null) Drop(turn, Broken);
            else Refuse(mail, Broken);
        }
    }

    private async ValueTask<Turn?> TurnForAsync(HomeId id, Found? found, long nowMs)
    {
        if (_turns.TryGetValue(id, out var turn)) return turn;
        if (!_homes.TryGetValue(id, out var home))
        {
            var again = _missed.Knows(id);
            home = found is not null ? new Home(found.Record, options) : await HomeLoader.LoadAsync(host.Ledger, host.Specs, id, options, nowMs);
            if (home is null)
            {
                _missed.Kept(id);
                return null;
            }
            _homes[id] = home;
            turn = Begin(home, nowMs);
            if (again) _missed.Apply(turn);
            Awakening.Settle(turn, again);
            return turn;
        }
        return Begin(home, nowMs);
    }

    private Turn Begin(Home home, long nowMs)
    {
        home.TouchedMs = nowMs;
        var turn = home.Turn ??= new Turn(home);
        turn.Begin(nowMs);
        return _turns[home.Id] = turn;
    }

    private async ValueTask SweepAllAsync(long nowMs)
    {
        Volatile.Write(ref _sweepIsOn, 0);
        foreach (var home in _homes.Values.ToList())
        {
            home.Feed.EndExpired(nowMs);
            if (home.HasOverdue(nowMs) || home.Wakes.NextMs <= nowMs) Wake(home, nowMs);
            else if (home.IsIdle(nowMs) && !_turns.ContainsKey(home.Id)) _homes.Remove(home.Id);
        }
        if (_missed.IsEmpty || nowMs < _missed.RetryMs) return;
        _missed.RetryMs = nowMs + RetryMs;
        foreach (var id in _missed.Homes)
        {
            try
            {
                await TurnForAsync(id, null, nowMs);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // The timer's edge: it is tried again.
                LogHomeFailed(logger, failure, id);
            }
        }
    }

    /// <summary>Time has come for something: commands that nobody answered, and what the home wanted to do now.</summary>
    private void Wake(Home home, long nowMs)
    {
        var turn = _turns.GetValueOrDefault(home.Id) ?? Begin(home, nowMs);
        try
        {
            OperationFlow.TimeOut(turn);
            Consequences.Run(turn);
            home.Wakes.Run(turn);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The timer's edge: one home's trouble is not its neighbours'.
            LogHomeFailed(logger, failure, home.Id);
            Drop(turn, Broken);
        }
    }

    /// <summary>One append for all; when it fails one for each home, so that only those suffer that cannot be written.</summary>
    private async ValueTask CommitAsync(CancellationToken stop)
    {
        _commit.Clear();
        foreach (var turn in _turns.Values)
            if (!turn.IsEmpty) _commit.Add(turn.Batch);
        if (_commit.Count == 0) return;
        var started = Stopwatch.GetTimestamp();
        if (await TryAppendAsync(_commit, stop) is { } whole)
        {
            foreach (var turn in _turns.Values.Where(turn => !turn.IsEmpty).ToList())
                if ((_commit.Count == 1 ? whole : await TryAppendAsync([turn.Batch], stop)) is { } fault) Drop(turn, fault);
        }
        host.Metrics.Committed(Stopwatch.GetElapsedTime(started), _turns.Values.Sum(turn => turn.Facts.Count));
    }

    private async ValueTask<Fault?> TryAppendAsync(List<HomeBatch> batches, CancellationToken stop)
    {
        try
        {
            await host.Ledger.AppendAsync(batches, stop);
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The disk's edge: full or broken; or the ledger refuses what breaks its rules, which is a bug and not worth a repeat.
            LogNotKept(logger, failure, batches.Count);
            return failure is Ledger.LedgerException { Trouble: Ledger.LedgerTrouble.Refused } ? Broken : NotKept;
        }
    }

    /// <summary>The commit holds: now it may leave, in this order. What a consumer throws is its own fault and nobody else's.</summary>
    private void Leave()
    {
        foreach (var turn in _turns.Values) Guard(turn, static turn => turn.Publish());
        foreach (var turn in _turns.Values) Guard((turn, this), static its => its.Item2.Deliver(its.turn));
        foreach (var turn in _turns.Values.Where(turn => turn.Outside.Count > 0)) Guard((turn, this), static its => its.Item2.CallOutside(its.turn));
        foreach (var turn in _turns.Values) Guard(turn, static turn => turn.RunAfter());
        foreach (var turn in _turns.Values)
            if (turn.LaysOut) Guard(host, static host => host.WasLaidOut());
        foreach (var mail in _taken) Guard(mail, static mail => mail.Settle());
        foreach (var turn in _turns.Values)
        {
            if (turn.IsLast) _homes.Remove(turn.Home.Id);
            _missed.Kept(turn.Home.Id);
            turn.Clear();
        }
        _turns.Clear();
        NeedsSweep = _homes.Count > 0 || !_missed.IsEmpty;
    }

    /// <summary>Tells links what to forget, then hands them commands; what a link refuses ends in the next batch.</summary>
    private void Deliver(Turn turn)
    {
        var id = turn.Home.Id;
        foreach (var device in turn.Forgotten) Guard((device, id, host.LinkFor(device.Via)), static its => its.Item3?.Forget(its.id, its.device));
        foreach (var (twin, pending) in turn.Deliveries)
        {
            var link = host.LinkFor(twin.Device.Via);
            Fault? fault = new Fault(ErrorCodes.DeviceOffline, $"nothing reaches devices of {twin.Device.Via} now");
            if (link is not null) Guard((link, id, twin, pending), its => fault = its.link.Deliver(its.id, its.twin.Device, its.twin.Spec, its.pending.Operation));
            if (fault is not null) Post(new Undelivered(id, twin.Device.Id, pending.Operation.Id, fault));
        }
    }

    private void CallOutside(Turn turn)
    {
        foreach (var call in turn.Outside) _ = host.CallOutsideAsync(turn.Home.Id, call);
    }

    private void Drop(Turn turn, Fault fault)
    {
        var id = turn.Home.Id;
        turn.Abandon(fault);
        _homes.Remove(id);
        _turns.Remove(id);
        _missed.Dropped(id);
        foreach (var mail in _taken)
            if (mail.Home == id) Refuse(mail, fault);
        _taken.RemoveAll(mail => mail.Home == id);
        NeedsSweep = true;
    }

    private void Refuse(Mail mail, Fault fault)
    {
        if (mail is PresenceMail presence) _missed.Add(presence);
        Guard((mail, fault), static its => its.mail.Fail(its.fault));
    }

    private void Guard<T>(T its, Action<T> deed)
    {
        try
        {
            deed(its);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The consumer's edge: the commit holds, whatever a link or a follower makes of it.
            LogConsumerFailed(logger, failure);
        }
    }

    [LoggerMessage(1000, LogLevel.Error, "A message to home {Home} failed; the home is loaded again")]
    private static partial void LogHomeFailed(ILogger logger, Exception failure, HomeId home);

    [LoggerMessage(1001, LogLevel.Error, "A commit of {Count} homes failed; nothing of it was acknowledged")]
    private static partial void LogNotKept(ILogger logger, Exception failure, int count);

    [LoggerMessage(1002, LogLevel.Error, "A link or a consumer of committed changes failed")]
    private static partial void LogConsumerFailed(ILogger logger, Exception failure);
}

/// <summary>Time passes: wakes a partition to look for what is overdue.</summary>
internal sealed class Sweep() : Mail(default)
{
    internal override void Apply(Home home, Turn turn) { }

    internal override void Settle() { }

    internal override void Fail(Fault fault) { }
}
