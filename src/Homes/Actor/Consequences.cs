namespace Kith.Homes.Actor;

/// <summary>What a home makes of what happened in it: after each message, before the commit, so that cause and effect are on disk together.</summary>
internal static class Consequences
{
    /// <summary>
    /// Happenings that one message may set off in one turn, those of its consequences included. Rules that feed themselves are stopped long
    /// before, and named; this bounds what virtual devices could do to each other.
    /// </summary>
    internal const int Limit = 10_000;

    internal static void Run(Turn turn)
    {
        var home = turn.Home;
        home.Rules.Recheck(turn);
        for (var count = 0; count < Limit && turn.TryNext(out var next); count++)
        {
            home.Virtual.Heed(turn, next.Happening);
            home.Rules.Heed(turn, next.Happening, next.Origin);
        }
        turn.ForgetHappenings();
    }
}
