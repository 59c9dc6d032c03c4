using System.Diagnostics;
using System.Globalization;
using Kith.Ledger;
using Kith.Ledger.Charts;
using Kith.Ledger.Facts;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>
/// How much does the ledger take in and how fast are its answers when there is much? 2,000 series in 50 homes, a reading of two decimals every 10 s
/// with jitter; 4 callers with batches of 1,000; folding runs beside. The argument is the number of reports, 2,000,000 by default.
/// </summary>
internal static class LedgerVolume
{
    private const int Homes = 50, SeriesPerHome = 40, BatchSize = 1000, Callers = 4;
    private const long StartMs = 1_790_000_000_000;

    public static async Task RunAsync(string[] args)
    {
        var reports = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 2_000_000;
        var folder = Directory.CreateTempSubdirectory("kith-bench-").FullName;
        try
        {
            await MeasureAsync(folder, reports);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string folder, long reports)
    {
        var homes = Enumerable.Range(0, Homes).Select(_ => HomeId.New()).ToList();
        var steps = reports / Homes / BatchSize;
        await using (var ledger = await OpenAsync(folder))
        {
            var (cpu, clock, allocated) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            {
                for (long step = 0; step < steps; step++)
                    for (var home = caller; home < Homes; home += Callers) await ledger.AppendAsync([new HomeBatch(homes[home], Batch(home, step))]);
            })));
            var appended = clock.Elapsed;
            await ledger.FoldAsync();
            Say($"appended {steps * Homes * BatchSize:N0} in {appended.TotalSeconds:N2} s: {steps * Homes * BatchSize / appended.TotalSeconds:N0}/s; all folded after {clock.Elapsed.TotalSeconds:N2} s");
            Say($"{(Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / reports:N2} us CPU and {(GC.GetTotalAllocatedBytes() - allocated) / reports:N0} bytes allocated a report, folding and making the reports included");
            Say($"heap {GC.GetTotalMemory(true) / 1e6:N0} MB");
        }
        Say($"{new FileInfo(Path.Combine(folder, "kith.db")).Length / (double)reports:N1} bytes a report on disk");
        var opening = Stopwatch.StartNew();
        await using var again = await OpenAsync(folder);
        Say($"opened again in {opening.Elapsed.TotalMilliseconds:N0} ms");
        var end = StartMs + steps * BatchSize / SeriesPerHome * 10_000;
        await TimeAsync("load a home", 50, i => again.LoadAsync(homes[i]).AsTask());
        await TimeAsync("chart: all of it, 300 buckets", 50, i => again.ChartAsync(homes[i], new ChartQuery("d1", "environment.temperature", StartMs, end, 300, Accumulation.Instant)).AsTask());
        await TimeAsync("chart: a tenth, 300 buckets", 50, i => again.ChartAsync(homes[i], new ChartQuery("d2", "environment.temperature", end - (end - StartMs) / 10, end, 300, Accumulation.Instant)).AsTask());
        await TimeAsync("value at a time", 50, i => again.AtAsync(homes[i], "d3", null, StartMs + (end - StartMs) / 50 * i).AsTask());
    }

    private static Task<SqliteLedger> OpenAsync(string folder) =>
        SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder }, [], TimeProvider.System, NullLogger.Instance);

    private static async Task TimeAsync(string what, int count, Func<int, Task> ask)
    {
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var clock = Stopwatch.StartNew();
            await ask(i);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Say($"{what}: p50 {times[count / 2]:N2} ms, p95 {times[count * 95 / 100]:N2} ms");
    }

    private static readonly string[] Devices = [.. Enumerable.Range(0, SeriesPerHome).Select(i => $"d{i}")];

    private static List<Fact> Batch(int home, long step)
    {
        var facts = new List<Fact>(BatchSize);
        for (var i = 0; i < BatchSize; i++)
        {
            var sequence = step * BatchSize + i + 1;
            var beat = (sequence - 1) / SeriesPerHome;
            var wave = Math.Round(20 + Math.Sin((beat + home) / 50.0) + sequence % 7 / 100.0, 2);
            facts.Add(new Fact(sequence, StartMs + beat * 10_000 + sequence % 40, FactKind.Report, Devices[(sequence - 1) % SeriesPerHome], "environment.temperature", Value.Of(wave)));
        }
        return facts;
    }


    private static void Say(string line) => Console.WriteLine(line);
}
