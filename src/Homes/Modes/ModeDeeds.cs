using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Ledger.Facts;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Modes;

/// <summary>The home is lived in otherwise than before.</summary>
internal sealed record ModeChanged(Mode Before, Mode After) : Happening;

/// <summary>How a home goes from one mode to another: by its adults, or by a rule from inside.</summary>
public static class ModeDeeds
{
    /// <summary>Sets the mode. The same one again changes nothing.</summary>
    public static ValueTask<Result<HomeView>> SetModeAsync(this HomeHost homes, HomeId home, Caller caller, Mode mode) =>
        homes.AskAsync<HomeView>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.SetMode) is { } denied) return denied;
            Set(turn, mode, asker.Cause);
            return Snapshots.ViewOf(its, asker);
        });

    /// <summary>For people and rules alike, in the home's own loop. False when it was so already.</summary>
    internal static bool Set(Turn turn, Mode mode, Cause cause)
    {
        var home = turn.Home;
        if (home.Record.Mode.Now == mode) return false;
        turn.Happened(new ModeChanged(home.Record.Mode.Now, mode));
        home.Record = home.Record with { ModeKept = new ModeState(mode, turn.Now) };
        turn.Record(HomeRecords.PutHome, HomeRecords.Row(home.Record));
        turn.Fact(FactKind.Home, "", "mode", ActivityDetail.Of(cause, new Said("mode", home.Record.Name, Name(mode))));
        turn.HomeChanged();
        return true;
    }

    internal static string Name(Mode mode) => mode.ToString().ToLowerInvariant();
}
