using System.Diagnostics;
using System.Globalization;
using Kith.Ledger;
using Kith.Ledger.Facts;
using Kith.Model.Ids;
using Kith.Model.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>
/// What does it cost to keep 1,000 devices that report once a second, each at its own moment, in 256 homes? Arguments: reports a second, seconds.
/// </summary>
internal static class SteadyTrickle
{
    private const int Homes = 256;

    public static async Task RunAsync(string[] args)
    {
        var rate = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
        var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        Console.WriteLine("CPU of one core | commits/s | append ms p50, p99");
        for (var round = 0; round < 3; round++)
        {
            var folder = Directory.CreateTempSubdirectory("kith-bench-").FullName;
            await MeasureAsync(folder, rate, seconds);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string folder, int rate, int seconds)
    {
        await using var ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder, }, [], TimeProvider.System, NullLogger.Instance);
        var homes = Enumerable.Range(0, Homes).Select(_ => HomeId.New()).ToList();
        foreach (var home in homes) await ledger.AppendAsync([new HomeBatch(home, [Report(1)])]);
        var blocks = await BlocksAsync(ledger);
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var times = await Task.WhenAll(homes.Select((home, i) => HomeAsync(ledger, home, i, rate / (double)Homes, seconds)));
        var took = clock.Elapsed;
        var used = Environment.CpuUsage.TotalTime - cpu;
        var all = times.SelectMany(time => time).Order().ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"{used / took,15:P1} | {(await BlocksAsync(ledger) - blocks) / took.TotalSeconds,9:N0} | {all[all.Count / 2],8:N2} {all[all.Count * 99 / 100],6:N2}"));
    }

    /// <summary>Reports at random moments around its rate.</summary>
    private static async Task<List<double>> HomeAsync(SqliteLedger ledger, HomeId home, int seed, double rate, int seconds)
    {
        var random = new Random(seed);
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        var sequence = 1;
        for (var at = random.NextDouble() / rate; at < seconds; at += 2 * random.NextDouble() / rate)
        {
            if (at > clock.Elapsed.TotalSeconds) await Task.Delay(TimeSpan.FromSeconds(at) - clock.Elapsed);
            var start = clock.Elapsed;
            await ledger.AppendAsync([new HomeBatch(home, [Report(++sequence)])]);
            times.Add((clock.Elapsed - start).TotalMilliseconds);
        }
        return times;
    }

    private static Fact Report(int sequence) =>
        new(sequence, 1_790_000_000_000 + sequence * 1000, FactKind.Report, $"sensor-{sequence % 4}", "environment.temperature", Value.Of(20.5));

    private static ValueTask<long> BlocksAsync(SqliteLedger ledger) => ledger.ReadAsync(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(id), 0) FROM ledger_block";
        return (long)command.ExecuteScalar()!;
    });
}
