using Kith.Ledger.Points;

namespace Kith.Ledger.Folding;

/// <summary>A chunk while points are folded into it: it takes all from its key up to the next chunk's.</summary>
internal sealed class Leaf(long id, long keyMs, long endMs, List<Point> points)
{
    /// <summary>Its row; 0 for a new one.</summary>
    public long Id { get; } = id;

    /// <summary>The first time in its row; the very first chunk takes what is earlier too.</summary>
    public long KeyMs { get; } = keyMs;

    /// <summary>The next chunk's first time.</summary>
    public long EndMs { get; } = endMs;

    public List<Point> Points { get; private set; } = points;

    public bool Changed { get; private set; }

    /// <summary>Adds points in order of time; those already there are passed over. Returns what was new.</summary>
    public List<Point> Merge(List<Point> points)
    {
        var fresh = new List<Point>(points.Count);
        if (Points.Count == 0 || points[0].AtMs > Points[^1].AtMs) Append(points, fresh);
        else Weave(points, fresh);
        Changed |= fresh.Count > 0;
        return fresh;
    }

    /// <summary>The usual case: all of it lies after what is here.</summary>
    private void Append(List<Point> points, List<Point> fresh)
    {
        foreach (var point in points) Put(Points, point, fresh);
    }

    private void Weave(List<Point> points, List<Point> fresh)
    {
        var woven = new List<Point>(Points.Count + points.Count);
        var old = 0;
        foreach (var point in points)
        {
            while (old < Points.Count && Points[old].AtMs <= point.AtMs) woven.Add(Points[old++]);
            Put(woven, point, fresh);
        }
        while (old < Points.Count) woven.Add(Points[old++]);
        Points = woven;
    }

    private static void Put(List<Point> target, Point point, List<Point> fresh)
    {
        for (var i = target.Count - 1; i >= 0 && target[i].AtMs == point.AtMs; i--)
            if (target[i].Value == point.Value) return;
        target.Add(point);
        fresh.Add(point);
    }
}
