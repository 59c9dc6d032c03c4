using System.Diagnostics;
using System.Globalization;
using Kith.Ledger;
using Kith.Ledger.Facts;
using Kith.Model.Ids;
using Kith.Model.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>
/// How long until a ledger with many homes answers? Each home has 20 properties; first all is folded, then each home has 5 reports that are not.
/// The argument is the number of homes, 10,000 by default.
/// </summary>
internal static class ColdStart
{
    private const int Properties = 20, Waiting = 5, Together = 500;

    public static async Task RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var folder = Directory.CreateTempSubdirectory("kith-bench-").FullName;
        var homes = Enumerable.Range(0, count).Select(_ => HomeId.New()).ToList();
        var clock = Stopwatch.StartNew();
        await using (var ledger = await OpenAsync(folder))
        {
            await AppendAsync(ledger, homes, 1, Properties);
            await ledger.FoldAsync();
        }
        Console.WriteLine(FormattableString.Invariant($"made {count} homes in {clock.Elapsed.TotalSeconds:N1} s, {new FileInfo(Path.Combine(folder, "kith.db")).Length / 1e6:N0} MB"));
        await MeasureAsync(folder, homes, "all folded");
        await using (var ledger = await OpenAsync(folder)) await AppendAsync(ledger, homes, Properties + 1, Waiting);
        await MeasureAsync(folder, homes, "some waiting in each");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task MeasureAsync(string folder, List<HomeId> homes, string state)
    {
        var clock = Stopwatch.StartNew();
        await using var ledger = await OpenAsync(folder);
        var opened = clock.Elapsed;
        var times = new List<double>();
        foreach (var home in homes.Take(1000))
        {
            clock.Restart();
            await ledger.LoadAsync(home);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(FormattableString.Invariant(
            $"{state}: opened in {opened.TotalMilliseconds:N0} ms; a home loads in p50 {times[times.Count / 2]:N2} ms, p99 {times[times.Count * 99 / 100]:N2} ms; heap {GC.GetTotalMemory(true) / 1e6:N0} MB"));
    }

    private static async Task AppendAsync(SqliteLedger ledger, List<HomeId> homes, int first, int count)
    {
        foreach (var some in homes.Chunk(Together))
            await ledger.AppendAsync([.. some.Select(home => new HomeBatch(home, [.. Enumerable.Range(first, count).Select(Report)]))]);
    }

    private static Fact Report(int sequence) =>
        new(sequence, 1_790_000_000_000 + sequence, FactKind.Report, $"device-{sequence % Properties / 4}", $"service.property-{sequence % Properties}", Value.Of(sequence));

    private static Task<SqliteLedger> OpenAsync(string folder) =>
        SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder }, [], TimeProvider.System, NullLogger.Instance);
}
