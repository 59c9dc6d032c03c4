using Kith.Assistant.Households;
using Kith.Assistant.Understanding;
using Kith.Homes;
using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Steps;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Assistant;

/// <summary>What is said for later becomes a rule of the home: it survives a restart, shows what it did, and goes when it is done.</summary>
internal sealed class Later(HomeHost homes, HomeId home, Caller caller, SpokenHome spoken, IState state, TimeZoneInfo zone, DateTimeOffset now, string phrase, Replies replies)
{
    private const int LongestName = 60;

    /// <summary>Devices of one step of a rule.</summary>
    private const int AtOnce = 50;

    internal static bool IsOf(Act act) => act.Kind is "rule" ? act.On != false : act.When is not null || act.Kind is "alarm.set" or "reminder.set" or "timer.start";

    /// <summary>Several acts for one time; gives what takes them back.</summary>
    internal async Task<Result<Act>> AddAsync(IReadOnlyList<Act> acts)
    {
        var first = acts[0];
        if (first.Kind == "timer.start") return await TimerAsync(first.Seconds ?? 0, first.Name);
        if (first.Kind is "alarm.set" or "reminder.set")
        {
            var isAlarm = first.Kind == "alarm.set";
            return await KeepAsync(isAlarm ? SpokenKind.Alarm : SpokenKind.Reminder, first.When ?? new() { At = first.At, AfterS = first.AfterS, Every = first.Every, EveryS = first.EveryS },
                [Tell(isAlarm ? replies.Say("Good morning: your alarm", "闹钟响了") : first.Text ?? phrase, isAlarm && caller.Voice is null ? NoticeLevel.Critical : NoticeLevel.Important)], first.Text);
        }
        if (first.Kind == "rule") return await RuleAsync(first);
        var steps = StepsOf(acts);
        if (steps.Fault is { } fault) return fault;
        if (first.ForS is not { } seconds) return await KeepAsync(SpokenKind.Later, first.When!, steps.Value, null);
        var back = StepsOf(Back(acts));
        return back.Fault is { } wrong ? wrong : await KeepAsync(SpokenKind.Later, first.When!, [.. steps.Value, .. Timing.After(TimeSpan.FromSeconds(seconds), now).Waits, .. back.Value], null);
    }

    /// <summary>What was just done is taken back after a while.</summary>
    internal async Task<Result<Act>> TakeBackAsync(IReadOnlyList<Act> acts, double seconds)
    {
        var steps = StepsOf(Back(acts));
        return steps.Fault is { } fault ? fault : await KeepAsync(SpokenKind.Later, new() { AfterS = seconds }, steps.Value, null);
    }

    internal Task<Result<Act>> TimerAsync(double seconds, string? name, double? left = null)
    {
        var title = name is null ? replies.Say("The timer is over", "计时结束") : replies.Say($"The {name} timer is over", $"{name}计时结束");
        return KeepAsync(SpokenKind.Timer, new() { AfterS = left is { } rest ? Math.Max(1, rest) : seconds }, [Tell(title)], name, seconds);
    }

    /// <summary>A timer that stands still: kept with what it has left.</summary>
    internal async Task<Result<Act>> PausedAsync(double seconds, string? name, double left) =>
        Taken(await homes.AddSpokenAsync(home, caller, new Rule(Name(), [], [new StopStep()]), new(SpokenKind.Timer, default, phrase, true, null, seconds, left, name)));

    private async Task<Result<Act>> KeepAsync(SpokenKind kind, When when, IReadOnlyList<Step> steps, string? name, double? seconds = null)
    {
        if (Timing.Of(when, spoken, zone, now) is not { } timing) return new Fault(ErrorCodes.TimeOutOfRange, replies.Say("that time is past or too far away", "这个时间已经过去，或者太远了"));
        return Taken(await homes.AddSpokenAsync(home, caller, new Rule(Name(), timing.Triggers, [.. timing.Waits, .. steps]), new(kind, default, phrase, timing.Once, timing.Due, seconds, null, name)));
    }

    private async Task<Result<Act>> RuleAsync(Act act)
    {
        if (act.When is not { } when || Timing.Of(when, spoken, zone, now) is not { Triggers.Count: > 0 } timing) return new Fault(ErrorCodes.RuleInvalid, replies.Say("I cannot watch for that", "这个条件没法监测"));
        var steps = StepsOf(act.Acts ?? []);
        if (steps.Fault is { } fault) return fault;
        var added = await homes.AddRuleAsync(home, caller, new Rule(Name(), timing.Triggers, steps.Value, Note: phrase), enabled: true);
        return added.Fault is { } refused ? refused : new Act { Kind = "rule", On = false, Schedule = added.Value.Id.ToString() };
    }

    private static Result<Act> Taken(Result<SpokenView> added) => added.Fault is { } fault ? fault : new Act { Kind = "schedule.cancel", Schedule = added.Value.Id.ToString() };

    /// <summary>What undoes acts: on and off are turned round, what has a size becomes what it was.</summary>
    private List<Act> Back(IReadOnlyList<Act> acts) =>
    [
        .. acts.Where(act => act is { Kind: "set", Property: not null }).SelectMany(act => (act.Targets ?? []).Select(spoken.Find).OfType<SpokenDevice>()
            .Select(device => act with { Targets = [device.Thing.Id], Value = act.Value is bool truth ? !truth : state.Read(device.Thing, act.Property!), When = null, ForS = null }).Where(back => back.Value is not null)),
        .. acts.Where(act => act is { Kind: "call", Action: "start" or "play" }).Select(act => act with { Action = "stop", When = null, ForS = null }),
    ];

    private Result<IReadOnlyList<Step>> StepsOf(IReadOnlyList<Act> acts)
    {
        var steps = new List<Step>();
        var orders = acts.Where(act => act.Kind is "set" or "step" or "call").SelectMany(act => (act.Targets ?? []).Select(spoken.Find).OfType<SpokenDevice>().Select(device => Order.Of(device, act, state))).ToList();
        if (orders.Find(order => order.Hitch is not null) is { } cannot) return new Fault(ErrorCodes.RequestInvalid, replies.Of(cannot.Hitch!.Value, cannot.Device.Thing.Name).TrimEnd('.', '。'));
        // What is set alike on several devices is one step, so that they change together.
        foreach (var alike in orders.GroupBy(order => string.Join('\n', (order.Values ?? order.Arguments ?? new Dictionary<string, Model.Values.Value>()).Select(row => $"{row.Key}={row.Value}").Prepend(order.Action ?? ""))))
            foreach (var some in alike.Chunk(AtOnce))
            {
                List<DeviceId> devices = [.. some.Select(order => DeviceId.Parse(order.Device.Thing.Id))];
                steps.Add(some[0].Values is { } values ? new SetStep(devices, values) : new CallStep(devices, some[0].Action!, some[0].Arguments));
            }
        foreach (var act in acts)
            switch (act.Kind)
            {
                case "scene": steps.Add(new CallStep([DeviceId.Parse(act.Scene!)], act.On == false ? "scene.undo" : "scene.run")); break;
                case "reminder.set": steps.Add(Tell(act.Text ?? phrase)); break;
                case "broadcast": steps.Add(new NotifyStep(Plain(act.Text ?? phrase), To: [.. spoken.House.People.Select(person => PersonId.Parse(person.Id))])); break;
            }
        return steps.Count > 0 ? steps : new Fault(ErrorCodes.RequestInvalid, replies.Say("I cannot do that later", "这件事没法定时做"));
    }

    /// <summary>Whoever asked for it; every adult of the home where nobody knows whose voice it was.</summary>
    private NotifyStep Tell(string title, NoticeLevel level = NoticeLevel.Important) =>
        caller.Voice is null ? new(Plain(title), To: [PersonId.Parse(caller.Cause!.Actor)], Level: level) : new(Plain(title), Text: null, Level: level);

    private string Name() => Plain(phrase.Length > LongestName ? phrase[..LongestName] : phrase);

    /// <summary>Braces would be reckoned in a rule's texts.</summary>
    private static string Plain(string text) => new([.. text.Select(letter => letter is '{' ? '(' : letter is '}' ? ')' : char.IsControl(letter) ? ' ' : letter)]);
}
