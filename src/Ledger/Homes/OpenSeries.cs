using Kith.Model.Values;

namespace Kith.Ledger.Homes;

/// <summary>A point that waits for folding.</summary>
internal readonly record struct TailPoint(long Sequence, long AtMs, Value Value);

/// <summary>A series in memory: where it stands and its points that are not folded yet. Guarded by its home's gate.</summary>
internal sealed class OpenSeries(SeriesName name)
{
    public SeriesName Name { get; } = name;

    /// <summary>Its row in the table; 0 until it was first folded.</summary>
    public long Row { get; set; }

    public LatestValue Latest { get; private set; }

    /// <summary>All its points up to this sequence are in chunks.</summary>
    public long FoldedSequence { get; set; }

    /// <summary>In order of sequence.</summary>
    public List<TailPoint> Tail { get; } = [];

    /// <summary>Stands in the queue of series that are full.</summary>
    public bool Queued { get; set; }

    public void Add(TailPoint point)
    {
        Tail.Add(point);
        Newest(new LatestValue(Name.Device, Name.Property, point.Value, point.AtMs, point.Sequence));
    }

    public void Newest(LatestValue value)
    {
        if (Latest.Device is null || value.AtMs >= Latest.AtMs) Latest = value;
    }
}
