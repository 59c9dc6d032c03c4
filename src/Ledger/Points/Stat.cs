namespace Kith.Ledger.Points;

/// <summary>
/// What is kept of a stretch of time. Stretches that follow each other are joined without loss, so that minutes make hours and hours days.
/// </summary>
internal struct Stat
{
    /// <summary>A total that falls by less than a tenth was corrected; by more, the meter began anew at 0.</summary>
    internal const double CorrectionShare = 0.1;

    public long Count;

    /// <summary>Of the points, those that are numbers or truths; the next four are of these.</summary>
    public long Numbers;
    public double Min, Max, Sum;

    /// <summary>By how much a total grew from the first to the last point, resets considered.</summary>
    public double Growth;

    public Point First, Last;

    public readonly double? Mean => Numbers > 0 ? Sum / Numbers : null;

    /// <summary>Takes in a point that is not earlier than those before.</summary>
    public void Add(Point point)
    {
        var number = point.Value.AsDouble();
        if (Count == 0) First = point;
        else Growth += Step(Last, point);
        if (!double.IsNaN(number))
        {
            Min = Numbers == 0 ? number : Math.Min(Min, number);
            Max = Numbers == 0 ? number : Math.Max(Max, number);
            Sum += number;
            Numbers++;
        }
        Last = point;
        Count++;
    }

    /// <summary>Takes in a stretch that lies after this one.</summary>
    public void Join(in Stat next)
    {
        if (next.Count == 0) return;
        if (Count == 0)
        {
            this = next;
            return;
        }
        Growth += next.Growth + Step(Last, next.First);
        Merge(next);
        Last = next.Last;
    }

    /// <summary>Takes in points of the same stretch whose fellows are gone: all is exact but the growth, which counts what each part grew by itself.</summary>
    public void Mix(in Stat other)
    {
        if (Count == 0)
        {
            this = other;
            return;
        }
        if (other.Count == 0) return;
        Growth += other.Growth;
        Merge(other);
        if (other.First.AtMs < First.AtMs) First = other.First;
        if (other.Last.AtMs >= Last.AtMs) Last = other.Last;
    }

    public static double Step(Point from, Point to)
    {
        double before = from.Value.AsDouble(), after = to.Value.AsDouble();
        if (double.IsNaN(before) || double.IsNaN(after)) return 0;
        var change = after - before;
        return change >= 0 || -change < Math.Abs(before) * CorrectionShare ? change : after;
    }

    private void Merge(in Stat other)
    {
        if (other.Numbers > 0)
        {
            Min = Numbers == 0 ? other.Min : Math.Min(Min, other.Min);
            Max = Numbers == 0 ? other.Max : Math.Max(Max, other.Max);
            Sum += other.Sum;
            Numbers += other.Numbers;
        }
        Count += other.Count;
    }
}
