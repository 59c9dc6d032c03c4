using Kith.Ledger.Facts;
using Kith.Model.Ids;
using Kith.Model.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Ledger.Tests;

public sealed class DiskFullTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task When_the_disk_is_full_appends_fail_and_when_there_is_room_they_go_on()
    {
        var home = HomeId.New();
        await using var ledger = await _folder.OpenAsync();
        await ledger.WriteAsync("PRAGMA max_page_count = 200"); // 800 kB
        var acknowledged = 0L;
        var full = await Assert.ThrowsAsync<LedgerException>(async () =>
        {
            while (true)
            {
                await ledger.AppendAsync([new HomeBatch(home, [.. Enumerable.Range(1, 500).Select(i => Noise(acknowledged + i))])]);
                acknowledged += 500;
            }
        });

        Assert.Equal(LedgerTrouble.Full, full.Trouble);
        Assert.Equal(acknowledged, (await ledger.LoadAsync(home)).LastSequence);
        Assert.Equal(acknowledged, await CountAsync(ledger, home));

        await ledger.WriteAsync("PRAGMA max_page_count = 2000");
        await ledger.AppendAsync([new HomeBatch(home, [Noise(acknowledged + 1)])]);
        Assert.Equal(acknowledged + 1, await CountAsync(ledger, home));
        await ledger.FoldAsync();
        Assert.Equal(acknowledged + 1, await CountAsync(ledger, home));
        Assert.Empty((await ledger.CheckAsync()).Findings);
    }

    [Fact]
    public async Task A_fold_that_finds_no_room_leaves_all_in_place()
    {
        var home = HomeId.New();
        // Chunks so large that nothing folds by itself.
        await using (var ledger = await _folder.OpenAsync(options: new LedgerOptions { Folder = _folder.Path, ChunkPoints = 100_000 }))
        {
            await ledger.AppendAsync([new HomeBatch(home, [.. Enumerable.Range(1, 5000).Select(i => Noise(i))])]);
            var pages = await ledger.ReadAsync(connection => Dapper.SqlMapper.ExecuteScalar<long>(connection, "PRAGMA page_count"));
            await ledger.WriteAsync($"PRAGMA max_page_count = {pages}");

            await Assert.ThrowsAsync<LedgerException>(() => ledger.FoldAsync());

            Assert.Equal(5000, await CountAsync(ledger, home));
        }
        await using var again = await _folder.OpenAsync();
        await again.FoldAsync();
        Assert.Equal(5000, await CountAsync(again, home));
    }

    [Fact]
    public async Task A_process_whose_files_may_not_grow_loses_nothing_acknowledged()
    {
        var acknowledged = Enumerable.Range(0, 4).ToDictionary(_ => HomeId.New(), _ => 0L);

        // The signal is ignored so that the write itself fails; the runtime's own large mappings are switched off.
        var exit = await Child.WriteAsync(_folder.Path, acknowledged, life: null, "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 1200");

        Assert.Equal(Program.DiskFull, exit);
        Assert.All(acknowledged.Values, sequence => Assert.True(sequence > 0));
        await using var ledger = await SqliteLedger.OpenAsync(Program.Options(_folder.Path), [], TimeProvider.System, NullLogger.Instance);
        foreach (var (home, sequence) in acknowledged) await Child.AssertWholeAsync(ledger, home, sequence, activity: true);
        Assert.Empty((await ledger.CheckAsync()).Findings);
    }

    /// <summary>A reading that does not compress.</summary>
    private static Fact Noise(long sequence) =>
        new(sequence, 1_790_000_000_000 + sequence, FactKind.Report, "noise", "noise.level", Value.Of(new Random((int)sequence).NextDouble()));

    private static async Task<long> CountAsync(SqliteLedger ledger, HomeId home)
    {
        long count = 0;
        await foreach (var _ in ledger.PointsAsync(home, "noise", "noise.level", long.MinValue, long.MaxValue)) count++;
        return count;
    }
}
