using System.Globalization;

namespace Kith.Bench;

/// <summary>What Linux says of another process: processor time of its threads, and memory in use.</summary>
internal readonly record struct ProcessFigures(Dictionary<string, long> Threads, long Bytes)
{
    internal static ProcessFigures Of(int process)
    {
        // The first number of each is nanoseconds; /proc/PID/stat knows only hundredths of a second.
        var threads = new Dictionary<string, long>();
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
            try
            {
                threads[thread] = long.Parse(File.ReadAllText(thread + "/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It ended between two lines of ours.
            }
        var resident = File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith("Rss:", StringComparison.Ordinal));
        return new(threads, 1024 * long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Of a thread that ended meanwhile its last moments are not known, and not counted.</summary>
    internal TimeSpan CpuSince(ProcessFigures before) =>
        TimeSpan.FromTicks(Threads.Sum(thread => thread.Value - before.Threads.GetValueOrDefault(thread.Key)) / TimeSpan.NanosecondsPerTick);
}
