using Kith.Ledger.Facts;
using Kith.Ledger.Homes;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Activity;

/// <summary>Finds a page of activity: first among the facts in memory, then page by page back in time.</summary>
internal static class ActivityReader
{
    /// <summary>Stored pages one question looks into; a rarer filter goes on with the next question. 200 pages are some 50,000 facts and 50 ms.</summary>
    private const int MaxPages = 200;

    /// <param name="connection">A reader's.</param>
    /// <param name="home">The home.</param>
    /// <param name="waiting">The facts in memory, copied before the connection reads anything.</param>
    /// <param name="filter">What is wanted.</param>
    public static ActivityPage Read(SqliteConnection connection, OpenHome home, List<Fact> waiting, ActivityFilter filter)
    {
        var limit = Math.Clamp(filter.Limit, 1, ActivityFilter.MaxLimit);
        var before = filter.Before ?? long.MaxValue;
        var found = new List<Fact>(limit);
        if (Add(waiting, ref before)) return new ActivityPage(found, found[^1].Sequence, 0);
        if (waiting.Count > 0) before = Math.Min(before, waiting[0].Sequence);
        int pages = 0, unreadable = 0;
        foreach (var page in Pages.Before(connection, home, before, filter.FromMs ?? long.MinValue, filter.ToMs ?? long.MaxValue))
        {
            if (pages++ == MaxPages) return new ActivityPage(found, before, unreadable);
            if (page.Facts is null) unreadable++;
            else if (Add(page.Facts, ref before)) return new ActivityPage(found, found[^1].Sequence, unreadable);
            before = page.FirstSequence;
        }
        return new ActivityPage(found, null, unreadable);

        // True when the page is full.
        bool Add(List<Fact> facts, ref long below)
        {
            for (var i = facts.Count - 1; i >= 0; i--)
            {
                if (facts[i].Sequence >= below || !filter.Fits(facts[i])) continue;
                found.Add(facts[i]);
                if (found.Count == limit) return true;
            }
            return false;
        }
    }
}
