using Kith.Ledger.Facts;
using Kith.Model.Ids;

namespace Kith.Ledger.Homes;

/// <summary>A block that still holds sections with facts that are not folded.</summary>
internal sealed class BlockHold(long id)
{
    public long Id { get; } = id;

    /// <summary>Changed with Interlocked; 0 means that the block may go.</summary>
    public int Sections;
}

/// <summary>A home in memory. The writer's thread adds what was committed, the folder takes away what was folded, readers copy; all under the gate.</summary>
internal sealed class OpenHome(HomeId id)
{
    public HomeId Id { get; } = id;

    public Lock Gate { get; } = new();

    /// <summary>Its row in the table; 0 until its first commit.</summary>
    public long Row { get; set; }

    /// <summary>Its data key; null until its first append.</summary>
    public byte[]? Key { get; set; }

    public bool Erased { get; set; }

    /// <summary>Its facts of before the start have joined it.</summary>
    public volatile bool Awake;

    public long LastSequence { get; set; }

    /// <summary>All facts up to this sequence that are no reports are in pages.</summary>
    public long ActivityFolded { get; set; }

    /// <summary>Steps of the sequence that were more than one.</summary>
    public long Gaps { get; set; }

    /// <summary>Sections, series and pages that could not be read when the home was opened.</summary>
    public int Unreadable { get; set; }

    public Dictionary<SeriesName, OpenSeries> Series { get; } = [];

    /// <summary>Facts that are no reports and not folded yet, in order of sequence.</summary>
    public List<Fact> Activity { get; } = [];

    /// <summary>Its parts of blocks, oldest first, each with its last sequence.</summary>
    public Queue<(long LastSequence, BlockHold Block)> Sections { get; } = [];

    /// <summary>When the oldest fact that waits came; long.MaxValue when none waits.</summary>
    public long OldestArrivalMs { get; set; } = long.MaxValue;

    public long LastUsedMs { get; set; }

    /// <summary>What the writer has put into the commit under way; 0 when none is. Writer's thread only.</summary>
    public long StagedSequence { get; set; }

    /// <inheritdoc cref="StagedSequence"/>
    public long StagedRow { get; set; }

    public OpenSeries SeriesOf(SeriesName name)
    {
        if (Series.TryGetValue(name, out var series)) return series;
        series = new OpenSeries(name);
        Series.Add(name, series);
        return series;
    }

    /// <summary>Takes in committed facts; those that were folded before a restart are passed over. Returns how many wait now that did not before.</summary>
    public int Add(IReadOnlyList<Fact> facts, BlockHold block, long nowMs, Action<OpenHome, OpenSeries> grown)
    {
        if (facts.Count == 0) return 0;
        var added = 0;
        OpenSeries? series = null;
        for (var i = 0; i < facts.Count; i++)
        {
            var fact = facts[i];
            if (LastSequence > 0 && fact.Sequence > LastSequence + 1) Gaps++;
            LastSequence = Math.Max(LastSequence, fact.Sequence);
            if (fact.Kind != FactKind.Report)
            {
                if (fact.Sequence <= ActivityFolded) continue;
                Activity.Add(fact);
            }
            else
            {
                var name = new SeriesName(fact.Device, fact.Subject);
                if (series is null || series.Name != name) series = SeriesOf(name);
                if (fact.Sequence <= series.FoldedSequence) continue;
                series.Add(new TailPoint(fact.Sequence, fact.AtMs, fact.Value));
                grown(this, series);
            }
            added++;
        }
        Sections.Enqueue((facts[^1].Sequence, block));
        OldestArrivalMs = Math.Min(OldestArrivalMs, nowMs);
        return added;
    }

    /// <summary>The lowest sequence that is not folded; long.MaxValue when all are.</summary>
    public long LowestWaiting()
    {
        var lowest = Activity.Count > 0 ? Activity[0].Sequence : long.MaxValue;
        foreach (var series in Series.Values)
            if (series.Tail.Count > 0) lowest = Math.Min(lowest, series.Tail[0].Sequence);
        return lowest;
    }
}
