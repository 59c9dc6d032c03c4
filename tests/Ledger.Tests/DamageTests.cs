using Kith.Ledger.Activity;
using Kith.Ledger.Charts;
using Kith.Ledger.Facts;
using Kith.Ledger.Points;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Tests;

/// <summary>Bytes of the database turn over, or its end is lost: that is said, and nothing false is told.</summary>
public sealed class DamageTests : IDisposable
{
    private const long Start = 1_790_000_000_000;
    private const int Facts = 3000;

    private readonly TestFolder _folder = new();
    private readonly HomeId _home = HomeId.New();

    public void Dispose() => _folder.Dispose();

    private static Fact FactOf(long i) => i % 5 == 0
        ? new Fact(i, Start + i * 1000, FactKind.Event, "door", "bell.pressed", Value.Of(i), "{\"room\":\"hall\"}")
        : new Fact(i, Start + i * 1000, FactKind.Report, $"d{i % 3}", "sensor.value", Value.Of(i * 1.5));

    private async Task<byte[]> FillAsync()
    {
        await using (var ledger = await OpenAsync())
        {
            for (var i = 0; i < Facts; i += 100)
            {
                await ledger.AppendAsync([new HomeBatch(_home, [.. Enumerable.Range(i + 1, 100).Select(n => FactOf(n))])]);
                if (i == Facts / 2) await ledger.FoldAsync(); // The rest stays in blocks.
            }
        }
        return await File.ReadAllBytesAsync(_folder.Database);
    }

    private Task<SqliteLedger> OpenAsync() =>
        _folder.OpenAsync(new ClockAt(Start + Facts * 1000L), options: new LedgerOptions { Folder = _folder.Path, ChunkPoints = 1000, PageFacts = 50 });

    [Fact]
    public async Task Damage_is_told_and_no_false_value_is()
    {
        var whole = await FillAsync();
        var random = new Random(11);
        int silent = 0, told = 0;
        for (var round = 0; round < 150; round++)
        {
            var bytes = (byte[])whole.Clone();
            if (round % 10 == 9) bytes = bytes[..random.Next(bytes.Length)];
            else bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            foreach (var file in Directory.GetFiles(_folder.Path, "kith.db*")) File.Delete(file);
            await File.WriteAllBytesAsync(_folder.Database, bytes);
            var (complete, sound) = await ReadAsync();
            // An answer with something missing is never called sound.
            if (sound) Assert.True(complete, $"round {round}: something is missing, and the check is silent");
            if (complete) silent++;
            else told++;
        }
        Assert.True(told > 30, $"only {told} of {told + silent} rounds hurt");
    }

    /// <summary>Whether all was there, and what the check said. Fails on a value that nobody wrote.</summary>
    private async Task<(bool Complete, bool Sound)> ReadAsync()
    {
        try
        {
            await using var ledger = await OpenAsync();
            var report = await ledger.CheckAsync();
            var complete = true;
            try
            {
                complete &= await SeriesAreRightAsync(ledger) & await ActivityIsRightAsync(ledger) & await PastIsRightAsync(ledger);
            }
            catch (Exception error) when (error is LedgerException or SqliteException)
            {
                complete = false;
            }
            return (complete, report.Sound);
        }
        catch (LedgerException)
        {
            return (false, false);
        }
    }

    private async Task<bool> SeriesAreRightAsync(SqliteLedger ledger)
    {
        var count = 0;
        for (var device = 0; device < 3; device++)
        {
            var chart = await ledger.ChartAsync(_home, new ChartQuery($"d{device}", "sensor.value", Start, Start + Facts * 1000L + 1, 5000, Accumulation.Instant));
            count += chart.Buckets.Count;
            foreach (var bucket in chart.Buckets) AssertTrue(bucket.Last, device);
        }
        return count == Facts * 4 / 5;
    }

    private async Task<bool> ActivityIsRightAsync(SqliteLedger ledger)
    {
        var count = 0;
        for (long? before = long.MaxValue; before is not null;)
        {
            var page = await ledger.ActivityAsync(_home, new ActivityFilter { Before = before, Limit = 200 });
            foreach (var fact in page.Facts) Assert.Equal(FactOf(fact.Sequence), fact);
            count += page.Facts.Count;
            before = page.Before;
        }
        return count == Facts / 5;
    }

    private async Task<bool> PastIsRightAsync(SqliteLedger ledger)
    {
        var past = await ledger.AtAsync(_home, "d1", null, Start + Facts * 1000L);
        foreach (var value in past.Values) AssertTrue(value.Point, 1);
        return past.Values.Count == 1 && past.Unreadable == 0;
    }

    private static void AssertTrue(Point point, int device)
    {
        var i = (point.AtMs - Start) / 1000;
        Assert.Equal((FactOf(i).Value, $"d{device}"), (point.Value, FactOf(i).Device));
    }
}
