using System.Globalization;
using System.Text;

namespace Kith.Server.Observability;

/// <summary>One instrument's numbers, by label set, in the Prometheus text format 0.0.4.</summary>
internal sealed class Series(string name, string type, string help)
{
    /// <summary>Label sets of one instrument; more would mean that somebody labels by an unbounded thing, and they are dropped.</summary>
    internal const int MostLabelSets = 500;

    /// <summary>Upper bounds in the instrument's unit; seconds for almost all (OpenTelemetry's advice for HTTP durations).</summary>
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Cell> _cells = new(StringComparer.Ordinal);

    private sealed class Cell
    {
        internal double Sum;
        internal long Count;
        internal readonly long[] Buckets = new long[Bounds.Length];
    }

    internal void Set(double value, string labels) => Change(labels, cell => cell.Sum = value);

    internal void Add(double value, string labels) => Change(labels, cell => cell.Sum += value);

    internal void Observe(double value, string labels) => Change(labels, cell =>
    {
        cell.Sum += value;
        cell.Count++;
        for (var bucket = 0; bucket < Bounds.Length; bucket++)
            if (value <= Bounds[bucket]) cell.Buckets[bucket]++;
    });

    internal void Write(StringBuilder text)
    {
        lock (_lock)
        {
            if (_cells.Count == 0) return;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
            foreach (var (labels, cell) in _cells)
            {
                if (type == "histogram") WriteHistogram(text, labels, cell);
                else text.Append(CultureInfo.InvariantCulture, $"{name}{Braced(labels)} {cell.Sum}\n");
            }
        }
    }

    private void Change(string labels, Action<Cell> change)
    {
        lock (_lock)
        {
            if (!_cells.TryGetValue(labels, out var cell))
            {
                if (_cells.Count >= MostLabelSets) return;
                _cells.Add(labels, cell = new());
            }
            change(cell);
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, Cell cell)
    {
        var more = labels.Length > 0 ? labels + "," : "";
        for (var bucket = 0; bucket < Bounds.Length; bucket++)
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{more}le=\"{Bounds[bucket]}\"}} {cell.Buckets[bucket]}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{more}le=\"+Inf\"}} {cell.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_sum{Braced(labels)} {cell.Sum}\n{name}_count{Braced(labels)} {cell.Count}\n");
    }

    private static string Braced(string labels) => labels.Length > 0 ? $"{{{labels}}}" : "";
}
