using Kith.Ledger.Charts;
using Kith.Ledger.Facts;
using Kith.Ledger.Points;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Ledger.Tests;

/// <summary>What happens by itself: folding for age, folding for room, dropping what is too old.</summary>
public sealed class BackgroundTests : IDisposable
{
    private const long Now = 1_790_000_000_000, Hour = 3_600_000, Day = 24 * Hour;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestFolder _folder = new();
    private readonly ClockAt _clock = new(Now);
    private readonly HomeId _home = HomeId.New();

    public void Dispose() => _folder.Dispose();

    private static Fact Report(long sequence, long atMs) => new(sequence, atMs, FactKind.Report, "meter", "power.value", Value.Of(sequence));

    private static async Task<List<Point>> AllAsync(SqliteLedger ledger, HomeId home)
    {
        var points = new List<Point>();
        await foreach (var point in ledger.PointsAsync(home, "meter", "power.value", long.MinValue, long.MaxValue)) points.Add(point);
        return points;
    }

    private async Task MoveAsync(SqliteLedger ledger, TimeSpan by)
    {
        var turn = ledger.FoldTurn;
        _clock.Move(by);
        await turn.WaitAsync(Patience);
    }

    private static ValueTask<long> CountAsync(SqliteLedger ledger, string table) =>
        ledger.ReadAsync(connection => Dapper.SqlMapper.ExecuteScalar<long>(connection, $"SELECT count(*) FROM {table}"));

    [Fact]
    public async Task What_has_waited_long_enough_is_folded_and_its_block_goes()
    {
        await using var ledger = await _folder.OpenAsync(_clock);
        await ledger.AppendAsync([new HomeBatch(_home, [Report(1, Now), new Fact(2, Now, FactKind.Event, "", "bell", default)])]);

        await MoveAsync(ledger, TimeSpan.FromMinutes(7));
        Assert.Equal(2, ledger.Waiting);
        await MoveAsync(ledger, TimeSpan.FromMinutes(8));

        Assert.Equal(0, ledger.Waiting);
        Assert.Equal(1, await CountAsync(ledger, "ledger_chunk"));
        Assert.Equal(1, await CountAsync(ledger, "ledger_page"));
        await ledger.WriteAsync("SELECT 1"); // The next commit takes the block away.
        Assert.Equal(0, await CountAsync(ledger, "ledger_block"));
    }

    [Fact]
    public async Task What_waited_before_a_start_is_folded_without_anybody_asking_for_its_home()
    {
        await using (var ledger = await _folder.OpenAsync(_clock)) await ledger.AppendAsync([new HomeBatch(_home, [Report(1, Now)])]);
        await using var again = await _folder.OpenAsync(_clock);

        await MoveAsync(again, TimeSpan.FromMinutes(16));

        Assert.Equal(1, await CountAsync(again, "ledger_chunk"));
    }

    [Fact]
    public async Task A_full_series_is_folded_at_once()
    {
        await using var ledger = await _folder.OpenAsync(_clock);
        var turn = ledger.FoldTurn;

        await ledger.AppendAsync([new HomeBatch(_home, [.. Enumerable.Range(1, 700).Select(i => Report(i, Now + i))])]);
        await turn.WaitAsync(Patience);

        Assert.Equal(0, ledger.Waiting);
        Assert.Equal(700, (await AllAsync(ledger, _home)).Count);
    }

    [Fact]
    public async Task Memory_for_what_waits_is_bounded()
    {
        const int most = 2_000;
        await using var ledger = await _folder.OpenAsync(_clock, options: new LedgerOptions { Folder = _folder.Path, MaxTailFacts = most });
        long highest = 0;
        for (var step = 0; step < 100; step++)
        {
            // 1,000 series, none of which becomes full.
            var facts = Enumerable.Range(1, 500).Select(i => new Fact(step * 500 + i, Now + step, FactKind.Report, $"d{i}", $"p{step % 2}", Value.Of(step))).ToList();
            await ledger.AppendAsync([new HomeBatch(_home, facts)]);
            highest = Math.Max(highest, ledger.Waiting);
        }

        Assert.InRange(highest, 1, 3 * most);
        Assert.Equal(50_000, (await ledger.LoadAsync(_home)).LastSequence);
        Assert.Equal(1_000, (await ledger.LoadAsync(_home)).Latest.Count);
        Assert.Empty((await ledger.CheckAsync()).Findings);
    }

    [Fact]
    public async Task Old_points_go_and_their_sums_stay()
    {
        await using var ledger = await _folder.OpenAsync(_clock, options: new LedgerOptions { Folder = _folder.Path, ChunkPoints = 20 });
        const long old = Now - 399 * Day;
        var facts = Enumerable.Range(1, 60).Select(i => Report(i, old + i * 60_000)).Append(Report(61, Now - Day)).ToList();
        await ledger.AppendAsync([new HomeBatch(_home, facts)]);
        await ledger.FoldAsync();
        var query = new ChartQuery("meter", "power.value", old - Hour, old + 3 * Hour, 10, Accumulation.Instant) { BucketMs = Hour };
        var before = await ledger.ChartAsync(_home, query);

        await MoveAsync(ledger, TimeSpan.FromDays(10));

        Assert.Equal(61, Assert.Single(await AllAsync(ledger, _home)).Value.AsInteger());
        Assert.Equal(before.Buckets, (await ledger.ChartAsync(_home, query)).Buckets);
        // Finer than an hour there is nothing left: the hours are given.
        Assert.Equal(before.Buckets, (await ledger.ChartAsync(_home, query with { BucketMs = 60_000 })).Buckets);
        var past = await ledger.AtAsync(_home, "meter", null, old + 5 * Hour);
        Assert.Equal(60, Assert.Single(past.Values).Point.Value.AsInteger());

        await ledger.AppendAsync([new HomeBatch(_home, [Report(62, old + 90_000)])]); // Very late.
        await ledger.FoldAsync();
        Assert.Equal(61, (await ledger.ChartAsync(_home, query)).Buckets.Sum(bucket => bucket.Count));
        Assert.Empty((await ledger.CheckAsync()).Findings);
    }

    [Fact]
    public async Task Homes_that_nobody_uses_make_room()
    {
        await using var ledger = await _folder.OpenAsync(_clock, options: new LedgerOptions { Folder = _folder.Path, MaxIdleHomes = 5 });
        var homes = Enumerable.Range(0, 20).Select(_ => HomeId.New()).ToList();
        foreach (var home in homes) await ledger.AppendAsync([new HomeBatch(home, [Report(1, Now)])]);
        await ledger.FoldAsync();

        await MoveAsync(ledger, TimeSpan.FromMinutes(11));

        Assert.Equal(0, ledger.OpenHomes);
        foreach (var home in homes) Assert.Equal(1, (await ledger.LoadAsync(home)).LastSequence);
    }
}
