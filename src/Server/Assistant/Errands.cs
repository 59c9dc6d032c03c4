using Kith.Assistant.Dialogue;
using Kith.Assistant.Understanding;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Words;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Assistant;

/// <summary>What is no command to a device: timers that run, lists, and words for everybody.</summary>
internal sealed class Errands(HomeHost homes, HomeId home, Caller caller, Later later, IReadOnlyList<SpokenView> waiting, DateTimeOffset now, Replies replies)
{
    internal static readonly IReadOnlyList<string> Kinds = ["timer.change", "timer.cancel", "timer.pause", "timer.resume", "schedule.cancel", "list.add", "list.remove", "list.done", "broadcast"];

    /// <summary>Does one; gives what takes it back, if anything does.</summary>
    internal async Task<Result<Act?>> DoAsync(Act act) => act.Kind switch
    {
        "list.add" => await ListAsync(homes.AddToListAsync(home, caller, act.List ?? "shopping", act.Item ?? ""), act, "list.remove"),
        "list.remove" or "list.done" => await ListAsync(homes.DropFromListAsync(home, caller, act.List ?? "shopping", act.Item ?? ""), act, "list.add"),
        "broadcast" => await homes.BroadcastAsync(home, caller, act.Text ?? "") is { } fault ? fault : (Act?)null,
        "schedule.cancel" => await CancelAsync(Meant(act)),
        "rule" => RuleId.TryParse(act.Schedule, null, out var id) && await homes.RemoveRuleAsync(home, caller, id) is { Fault: { } refused } ? refused : (Act?)null,
        // 取消定时 may mean a timer or anything else that waits.
        "timer.cancel" when act.Timer is null && !Timers(act).Any() => await CancelAsync(Meant(act)),
        "timer.cancel" => await CancelAsync(act.All == true ? Timers(act).ToList() : Timers(act).Take(1).ToList()),
        _ => await ChangeAsync(act),
    };

    /// <summary>As the listener wants to know them.</summary>
    internal static IReadOnlyList<RunningTimer> Running(IReadOnlyList<SpokenView> waiting, DateTimeOffset now) =>
        [.. waiting.Where(one => one.Spoken.Kind is SpokenKind.Timer).Select(one => new RunningTimer(one.Id.ToString(), one.Spoken.Name, one.Spoken.Seconds ?? 0, LeftOf(one, now), Paused: one.Spoken.Left is not null))];

    private static async Task<Result<Act?>> ListAsync(ValueTask<Fault?> work, Act act, string back) => await work is { } fault ? fault : act with { Kind = back };

    private List<SpokenView> Meant(Act act)
    {
        if (act.Schedule is { } id && waiting.FirstOrDefault(known => known.Id.ToString() == id) is { } one) return [one];
        var some = waiting.Where(other => act.Schedule == "alarm" ? other.Spoken.Kind is SpokenKind.Alarm : other.Spoken.Kind is SpokenKind.Later or SpokenKind.Reminder or SpokenKind.Alarm).ToList();
        return act.All == true ? some : [.. some.Take(1)];
    }

    private async Task<Result<Act?>> CancelAsync(List<SpokenView> those)
    {
        if (those.Count == 0) return Nothing();
        foreach (var one in those)
            if (await homes.DropSpokenAsync(home, caller, one.Id) is { Fault: { } fault }) return fault;
        return (Act?)null;
    }

    /// <summary>Longer, shorter, standing still or going on: another timer in its place.</summary>
    private async Task<Result<Act?>> ChangeAsync(Act act)
    {
        var meant = Timers(act).Where(timer => act.Kind switch { "timer.pause" => timer.Spoken.Left is null, "timer.resume" => timer.Spoken.Left is not null, _ => true }).ToList();
        if (meant.Count == 0) return Nothing();
        foreach (var timer in act.All == true ? meant : meant.Take(1))
        {
            if (await homes.DropSpokenAsync(home, caller, timer.Id) is { Fault: { } gone }) return gone;
            var left = Math.Max(1, LeftOf(timer, now) + (act.Kind == "timer.change" ? act.Seconds ?? 0 : 0));
            var seconds = (timer.Spoken.Seconds ?? 0) + (act.Kind == "timer.change" ? act.Seconds ?? 0 : 0);
            var stands = act.Kind == "timer.pause" || act.Kind == "timer.change" && timer.Spoken.Left is not null;
            var kept = stands ? await later.PausedAsync(seconds, timer.Spoken.Name, left) : await later.TimerAsync(seconds, timer.Spoken.Name, left);
            if (kept.Fault is { } fault) return fault;
        }
        return (Act?)null;
    }

    private IEnumerable<SpokenView> Timers(Act act) => waiting.Where(one => one.Spoken.Kind is SpokenKind.Timer
        && (act.Timer?.Name is not { } name || string.Equals(one.Spoken.Name, name, StringComparison.OrdinalIgnoreCase)) && (act.Timer?.Seconds is not { } seconds || one.Spoken.Seconds == seconds));

    private static double LeftOf(SpokenView timer, DateTimeOffset now) => timer.Spoken.Left ?? Math.Max(0, Math.Round(((timer.Spoken.Due ?? now) - now).TotalSeconds));

    private Fault Nothing() => new(ErrorCodes.NotFound, replies.Say("nothing like that is running", "没有这样的定时"));
}
