using System.Text.Json;
using Kith.Assistant.Households;
using Kith.Assistant.Understanding;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Assistant;

/// <summary>What of a turn is not a command for now: what is for later, what is taken back after a while, timers, lists, words for everybody.</summary>
internal sealed class Doing(
    HomeHost homes, HomeId home, Caller caller, SpokenHome spoken, IState state, TimeZoneInfo zone, DateTimeOffset now, string phrase, IReadOnlyList<SpokenView> waiting, Replies replies, Carried carried)
{
    private readonly Later _later = new(homes, home, caller, spoken, state, zone, now, phrase, replies);

    internal async Task DoAsync(IReadOnlyList<Act> acts)
    {
        // What is said for one time is one rule.
        foreach (var together in acts.Where(Later.IsOf).GroupBy(act => act.Kind is "set" or "step" or "call" or "scene" or "broadcast" ? $"{(act.When is { } when ? JsonSerializer.Serialize(when, UnderstandJson.Default.When) : "")} {act.ForS}" : $"{act.Kind} {act.Text}{act.Name}"))
            Take(await _later.AddAsync([.. together]), [.. together]);
        if (carried.Failed.Count == 0 && carried.Unconfirmed.Count == 0)
            foreach (var together in acts.Where(act => act is { ForS: not null, When: null }).GroupBy(act => act.ForS!.Value))
                Take(await _later.TakeBackAsync([.. together], together.Key), []);
        var errands = new Errands(homes, home, caller, _later, waiting, now, replies);
        foreach (var act in acts.Where(act => !Later.IsOf(act) && act.Kind is not ("set" or "step" or "call" or "scene")))
            if (act.Kind == "rule" || Errands.Kinds.Contains(act.Kind))
            {
                var done = await errands.DoAsync(act);
                Take(done.Fault, done.Fault is null ? done.Value : null, [act]);
            }
            else carried.Failed.Add(replies.CannotYet);
    }

    private void Take(Result<Act> added, IReadOnlyList<Act> acts) => Take(added.Fault, added.Fault is null ? added.Value : null, acts);

    private void Take(Fault? fault, Act? back, IReadOnlyList<Act> acts)
    {
        if (fault is not null)
        {
            var wantsYes = fault.Error == ErrorCodes.ConfirmationNeeded || fault.Error == ErrorCodes.PinRequired;
            carried.NeedsPin |= fault.Error == ErrorCodes.PinRequired;
            carried.IsRefused |= fault.Error == ErrorCodes.RightMissing || fault.Error == ErrorCodes.ScopeMissing || fault.Error == ErrorCodes.PinUnset;
            if (wantsYes && acts.Count > 0) carried.Unconfirmed.AddRange(acts);
            else carried.Failed.Add(replies.Of(fault));
            return;
        }
        carried.Worked++;
        if (back is not null) carried.Before.Add(back);
    }
}
