using System.Text.Json;
using Kith.Homes.Actor;
using Kith.Homes.Operations;
using Kith.Homes.Rules;
using Kith.Ledger.Facts;
using Kith.Model.Commands;
using Kith.Model.Errors;

namespace Kith.Homes.Tests.Played;

/// <summary>
/// The loop of a home without disk and clock: messages of one moment are taken in batches of any size, and after each batch what it wants is done.
/// Devices and programs answer by the number of what they were asked, later. What it says and does is written down.
/// </summary>
internal sealed class PlayedHome
{
    private readonly Home _home;
    private readonly Turn _turn;
    private readonly PriorityQueue<Action<Turn>, (long AtMs, int Number)> _answers = new();
    private readonly RandomHome _days;
    private readonly Random? _split;
    private readonly List<string> _told = [], _given = [], _called = [];

    private PlayedHome(int seed, Random? split)
    {
        (_days, _split) = (new RandomHome(seed), split);
        _home = _days.Home;
        _turn = new Turn(_home);
    }

    /// <summary>What stands in the ledger of rules and modes, what devices were told, what programs were told: each in its order.</summary>
    internal IEnumerable<string> Said => [.. _told, .. _given, .. _called];

    internal int Runs { get; private set; }

    internal int Commands => _given.Count;

    internal long Facts => _home.Sequence;

    /// <param name="split">Decides how many messages a batch has; all of a moment when null.</param>
    internal static PlayedHome Play(int seed, long facts, Random? split)
    {
        var played = new PlayedHome(seed, split);
        // The afternoon before clocks are set forward in Berlin.
        var nowMs = new DateTimeOffset(2026, 3, 28, 15, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        played.Batch(nowMs, [turn =>
        {
            foreach (var kept in played._days.Kept)
            {
                var live = new LiveRule(played._home.Rules, kept);
                played._home.Rules.Put(live);
                live.Wire(turn);
            }
        }]);
        var moment = new List<Action<Turn>>();
        while (played.Facts < facts)
        {
            var (wait, apply) = played._days.Next();
            if (wait > 0)
            {
                played.Moment(nowMs, moment);
                for (var untilMs = nowMs + wait; ; played.Moment(nowMs, []))
                {
                    // What is due meanwhile has its own moment.
                    nowMs = Math.Min(untilMs, Math.Max(nowMs + 1, played.NextMs));
                    if (nowMs == untilMs) break;
                }
            }
            moment.Add(turn => apply(played._home, turn));
        }
        played.Moment(nowMs, moment);
        played._told.Add($"{played._home.Sequence} facts, {string.Join(' ', played._home.Rules.All.Select(rule => $"{rule.Kept.Id} {rule.Kept.Enabled} {rule.Runs.Count}"))}");
        return played;
    }

    private long NextMs => Math.Min(Math.Min(_home.Wakes.NextMs, _answers.TryPeek(out _, out var next) ? next.AtMs : long.MaxValue), _home.Waiting.Count == 0 ? long.MaxValue : _home.Waiting.Min(row => row.Operation.DeadlineMs));

    /// <summary>All that comes at one moment: the answers that are due, then what happens; then the sweep.</summary>
    private void Moment(long nowMs, List<Action<Turn>> messages)
    {
        List<Action<Turn>> all = [];
        while (_answers.TryPeek(out var answer, out var due) && due.AtMs <= nowMs)
        {
            _answers.Dequeue();
            all.Add(answer);
        }
        all.AddRange(messages);
        messages.Clear();
        for (var at = 0; at < all.Count;)
        {
            var size = _split is null ? all.Count : Math.Min(all.Count - at, _split.Next(1, 9));
            Batch(nowMs, all.GetRange(at, size));
            at += size;
        }
        if (!_home.HasOverdue(nowMs) && _home.Wakes.NextMs > nowMs) return;
        _turn.Begin(nowMs);
        OperationFlow.TimeOut(_turn);
        Consequences.Run(_turn);
        _home.Wakes.Run(_turn);
        Leave(nowMs);
    }

    private void Batch(long nowMs, List<Action<Turn>> messages)
    {
        _turn.Begin(nowMs);
        foreach (var message in messages)
        {
            message(_turn);
            Consequences.Run(_turn);
        }
        Leave(nowMs);
    }

    private void Leave(long nowMs)
    {
        foreach (var fact in _turn.Facts)
            if (fact.Kind is FactKind.RuleTrace or FactKind.Rule or FactKind.Home)
            {
                _told.Add($"{fact.Sequence} {fact.AtMs} {fact.Kind} {fact.Subject} {fact.Detail}");
                if (fact.Kind is FactKind.RuleTrace) Runs++;
            }
        foreach (var (twin, pending) in _turn.Deliveries)
        {
            var (operation, number) = (pending.Operation, _given.Count);
            _given.Add($"{nowMs} {twin.Device.Id} {operation.Kind} {operation.Address} {JsonSerializer.Serialize(operation.Values, RulesJson.Default.IReadOnlyDictionaryStringValue)} by {operation.Cause.Actor}");
            // One in nine says nothing, one in nine refuses.
            if (number % 9 == 0) continue;
            var outcome = number % 9 == 1 ? Outcome.Rejected(new Fault(ErrorCodes.DeviceRefused, "no")) : Outcome.Done;
            _answers.Enqueue(turn => OperationFlow.Answer(turn, twin, operation.Id, outcome, null), (nowMs + 1 + number * 37 % 900, 2 * number));
        }
        foreach (var call in _turn.Outside)
        {
            var number = _called.Count;
            _called.Add($"{nowMs} {call.Address} {call.Json}");
            _answers.Enqueue(turn => _home.Rules.Answered(turn, call.Operation, number % 5 == 0 ? "http.503" : "done"), (nowMs + 1 + number * 61 % 9_000, 2 * number + 1));
        }
        _turn.Clear();
    }
}
