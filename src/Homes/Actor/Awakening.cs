using Kith.Homes.Operations;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;

namespace Kith.Homes.Actor;

/// <summary>What a home does first after it was loaded: it closes what was open when it was last in memory.</summary>
internal static class Awakening
{
    /// <param name="again">It was in memory a moment ago, before a commit failed: its devices are still connected.</param>
    internal static void Settle(Turn turn, bool again)
    {
        if (turn.Home.Orphans is { } orphans) OperationFlow.CloseOrphans(turn, orphans);
        if (again)
        {
            turn.Home.Virtual.Awake(turn, turn.NowMs);
            turn.Home.Rules.Awake(turn, turn.NowMs);
            return;
        }
        // Nobody saw them go: the server was not there. Also moves the sequence on, so that no viewer resumes with a picture from before.
        foreach (var twin in turn.Home.Twins.Values)
            if (twin.Online && twin.Device.Via != VirtualDevice.Via) Reports.Presence(turn, twin, online: false, cause: "system");
        // What a start found out is no news: no rule acts upon it.
        turn.ForgetHappenings();
        var devicesBackMs = turn.NowMs + (long)turn.Home.Options.DevicesReturn.TotalMilliseconds;
        turn.Home.Virtual.Awake(turn, devicesBackMs);
        turn.Home.Rules.Awake(turn, devicesBackMs);
    }
}
