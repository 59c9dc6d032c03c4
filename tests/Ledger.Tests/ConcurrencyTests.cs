using Kith.Ledger.Activity;
using Kith.Ledger.Charts;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Ledger.Tests;

/// <summary>Who asks while others append and fold sees one moment: everything up to some fact, nothing twice, nothing missing.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const int Appends = 150, Each = 7;

    private readonly TestFolder _folder = new();
    private readonly HomeId _home = HomeId.New();
    private long _acknowledged;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Answers_given_in_the_middle_of_folding_are_whole()
    {
        await using var ledger = await SqliteLedger.OpenAsync(Program.Options(_folder.Path), [], TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var writing = Task.Run(() => AppendAsync(ledger));
        var others = new Func<SqliteLedger, Task>[] { FoldAsync, ReadPointsAsync, ReadPointsAsync, ReadChartAsync, ReadActivityAsync, ReadPastAsync };

        await Task.WhenAll([writing, .. others.Select(other => Task.Run(async () =>
        {
            while (!writing.IsCompleted) await other(ledger);
        }))]).WaitAsync(TimeSpan.FromSeconds(120));

        Assert.Equal(Appends * Each, (await ledger.LoadAsync(_home)).LastSequence);
        Assert.Empty((await ledger.CheckAsync()).Findings);
    }

    private static Task FoldAsync(SqliteLedger ledger) => ledger.FoldAsync();

    private async Task AppendAsync(SqliteLedger ledger)
    {
        for (var i = 0; i < Appends; i++)
        {
            var first = _acknowledged + 1;
            await ledger.AppendAsync([new(_home, [.. Enumerable.Range(0, Each).Select(n => Program.FactOf(first + n))])]);
            Volatile.Write(ref _acknowledged, first + Each - 1);
        }
    }

    /// <summary>Reports up to a sequence: each tenth fact is none.</summary>
    private static long ReportsUpTo(long sequence) => sequence - sequence / 10;

    private async Task ReadPointsAsync(SqliteLedger ledger)
    {
        var least = Volatile.Read(ref _acknowledged);
        long count = 0;
        await foreach (var point in ledger.PointsAsync(_home, Program.Device, Program.Property, long.MinValue, long.MaxValue))
            Assert.Equal(++count, ReportsUpTo(point.Value.AsInteger()));
        Assert.True(count >= ReportsUpTo(least), $"{count} of at least {ReportsUpTo(least)}");
    }

    private async Task ReadChartAsync(SqliteLedger ledger)
    {
        var least = Volatile.Read(ref _acknowledged);
        var query = new ChartQuery(Program.Device, Program.Property, Program.AtMs(0), Program.AtMs(Appends * Each + 1), 10, Accumulation.Instant) { BucketMs = 60_000 };
        var chart = await ledger.ChartAsync(_home, query);
        if (chart.Buckets.Count == 0) return;
        Assert.Equal(ReportsUpTo(chart.Buckets[^1].Last.Value.AsInteger()), chart.Buckets.Sum(bucket => bucket.Count));
        Assert.True(chart.Buckets.Sum(bucket => bucket.Count) >= ReportsUpTo(least));
    }

    private async Task ReadActivityAsync(SqliteLedger ledger)
    {
        var least = Volatile.Read(ref _acknowledged) / 10 * 10;
        var page = await ledger.ActivityAsync(_home, new ActivityFilter { Limit = 200 });
        for (var i = 1; i < page.Facts.Count; i++) Assert.Equal(page.Facts[i - 1].Sequence - 10, page.Facts[i].Sequence);
        if (page.Facts.Count > 0) Assert.True(page.Facts[0].Sequence >= least);
        if (page.Before is null && page.Facts.Count > 0) Assert.Equal(10, page.Facts[^1].Sequence);
    }

    private async Task ReadPastAsync(SqliteLedger ledger)
    {
        var least = Volatile.Read(ref _acknowledged);
        if (least == 0) return;
        var past = await ledger.AtAsync(_home, Program.Device, Program.Property, Program.AtMs(least));
        Assert.Equal(least % 10 == 0 ? least - 1 : least, Assert.Single(past.Values).Point.Value.AsInteger());
    }
}
