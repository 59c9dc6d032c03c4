using System.Globalization;

namespace Kith.Bench;

/// <summary>What Linux says of another process: processor time (in hundredths of a second) and memory in use.</summary>
internal readonly record struct ProcessFigures(TimeSpan Cpu, long Bytes)
{
    internal static ProcessFigures Of(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        var resident = File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith("Rss:", StringComparison.Ordinal));
        return new(TimeSpan.FromMilliseconds(ticks * 10), 1024 * long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
    }
}
