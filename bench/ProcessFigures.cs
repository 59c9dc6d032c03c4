using System.Globalization;

namespace Kith.Bench;

/// <summary>What Linux says of another process: processor time of its threads that live, and memory in use.</summary>
internal readonly record struct ProcessFigures(TimeSpan Cpu, long Bytes)
{
    internal static ProcessFigures Of(int process)
    {
        // The first number of each is nanoseconds; /proc/PID/stat knows only hundredths of a second.
        var nanoseconds = Directory.EnumerateDirectories($"/proc/{process}/task").Sum(thread => long.Parse(File.ReadAllText(thread + "/schedstat").Split(' ')[0], CultureInfo.InvariantCulture));
        var resident = File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith("Rss:", StringComparison.Ordinal));
        return new(TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick), 1024 * long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
    }
}
