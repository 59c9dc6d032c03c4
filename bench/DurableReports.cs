using System.Diagnostics;
using Kith.Ledger;
using Kith.Ledger.Facts;
using Kith.Model.Ids;
using Kith.Model.Values;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>
/// What does a durable report cost, against the bare cost of the same commits to SQLite? Both sides write blobs of the same size, one commit each,
/// WAL and synchronous=FULL, in turns within one run. Bare has nothing to encode, seal, keep in memory or tell. One caller waits for each commit,
/// then 32 callers at once (the ledger commits in groups; bare has no such thing).
/// </summary>
internal static class DurableReports
{
    private const int Rounds = 5, Devices = 1000;

    public static async Task RunAsync(string[] args)
    {
        Console.WriteLine("batch callers | ledger reports/s  us CPU/report  bytes/report | bare reports/s  us CPU/report | ledger/bare time");
        foreach (var (batch, callers) in ((int, int)[])[(1, 1), (10, 1), (100, 1), (1000, 1), (1, 32), (10, 32), (100, 32)])
        {
            var ledger = new List<Cost>();
            var bare = new List<Cost>();
            var commits = Math.Max(callers, Math.Min(1500, 200_000 / batch));
            for (var round = 0; round < Rounds; round++)
            {
                ledger.Add(await InFolderAsync(folder => LedgerAsync(folder, batch, callers, commits)));
                var bytes = (int)(ledger[^1].Bytes / commits);
                bare.Add(await InFolderAsync(folder => Task.FromResult(Bare(folder, batch, commits, bytes))));
            }
            var (one, other) = (Median(ledger), Median(bare));
            Console.WriteLine(FormattableString.Invariant(
                $"{batch,5} {callers,7} | {one.Rate,16:N0} {one.CpuMicroseconds,14:N2} {(double)one.Bytes / one.Reports,13:N1} | {other.Rate,14:N0} {other.CpuMicroseconds,14:N2} | {other.Rate / one.Rate,6:N2}x"));
        }
    }

    private readonly record struct Cost(long Reports, TimeSpan Time, TimeSpan Cpu, long Bytes)
    {
        public double Rate => Reports / Time.TotalSeconds;

        public double CpuMicroseconds => Cpu.TotalMicroseconds / Reports;
    }

    private static Cost Median(List<Cost> costs) => costs.OrderBy(cost => cost.Rate).ElementAt(costs.Count / 2);

    private static async Task<Cost> InFolderAsync(Func<string, Task<Cost>> measure)
    {
        var folder = Directory.CreateTempSubdirectory("kith-bench-").FullName;
        try
        {
            return await measure(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Cost> LedgerAsync(string folder, int batch, int callers, int commits)
    {
        await using var ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder }, [], TimeProvider.System, NullLogger.Instance);
        var homes = Enumerable.Range(0, callers).Select(_ => HomeId.New()).ToList();
        foreach (var home in homes) await ledger.AppendAsync([new HomeBatch(home, Batch(0, 1))]); // Keys are made, files are there.
        var (cpu, clock) = Start();
        await Task.WhenAll(homes.Select(home => Task.Run(async () =>
        {
            long sequence = 1;
            for (var i = 0; i < commits / callers; i++, sequence += batch) await ledger.AppendAsync([new HomeBatch(home, Batch(sequence, batch))]);
        })));
        var cost = new Cost((long)batch * (commits / callers) * callers, clock.Elapsed, Environment.CpuUsage.TotalTime - cpu, 0);
        var bytes = await ledger.ReadAsync(connection => Scalar(connection, "SELECT coalesce(sum(length(body)), 0) FROM ledger_block"));
        return cost with { Bytes = Math.Max(bytes, commits) };
    }

    private static Cost Bare(string folder, int batch, int commits, int bytes)
    {
        var (time, cpu) = BareCommits.Run(folder, commits, bytes);
        return new Cost((long)batch * commits, time, cpu, 0);
    }

    private static (TimeSpan Cpu, Stopwatch Clock) Start()
    {
        GC.Collect();
        return (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
    }

    private static readonly string[] Names = [.. Enumerable.Range(0, Devices).Select(i => $"sensor-{i}")];

    private static List<Fact> Batch(long after, int count)
    {
        var facts = new List<Fact>(count);
        for (var i = 1; i <= count; i++)
        {
            var sequence = after + i;
            facts.Add(new Fact(sequence, 1_790_000_000_000 + sequence * 10, FactKind.Report, Names[sequence % Devices], "environment.temperature", Value.Of(2000 + sequence % 700 / 100.0)));
        }
        return facts;
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
