using Kith.Ledger.Activity;
using Kith.Ledger.Charts;
using Kith.Ledger.Facts;
using Kith.Ledger.Points;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Ledger.Tests;

/// <summary>Whatever is folded when, and however often the ledger is opened anew: its answers are those of a plain list.</summary>
public sealed class FoldingTests : IDisposable
{
    private const long Start = 1_700_000_000_000, Minute = 60_000, Hour = 60 * Minute, Day = 24 * Hour;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Folded_or_not_the_answers_are_those_of_a_plain_list(int seed)
    {
        var random = new Random(seed);
        var homes = Enumerable.Range(0, 3).Select(_ => (Id: HomeId.New(), Naive: new NaiveHome())).ToList();
        var now = Start;
        var ledger = await OpenAsync();
        for (var round = 0; round < 60; round++)
        {
            foreach (var (id, naive) in homes)
            {
                var batch = Batch(random, naive, ref now);
                await ledger.AppendAsync([new HomeBatch(id, batch)]);
                naive.Facts.AddRange(batch);
            }
            if (random.Next(4) == 0) await ledger.FoldAsync();
            if (random.Next(10) == 0)
            {
                await ledger.DisposeAsync();
                ledger = await OpenAsync();
            }
            if (random.Next(6) == 0)
            {
                var (id, naive) = homes[random.Next(homes.Count)];
                await CompareAsync(ledger, id, naive, random);
            }
        }
        foreach (var (id, naive) in homes) await CompareAsync(ledger, id, naive, random);
        await ledger.FoldAsync();
        foreach (var (id, naive) in homes) await CompareAsync(ledger, id, naive, random);
        var report = await ledger.CheckAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(0, report.Gaps);
        await ledger.DisposeAsync();
    }

    /// <summary>Small chunks and pages, so that a few thousand facts make many of them.</summary>
    private Task<SqliteLedger> OpenAsync() => _folder.OpenAsync(new ClockAt(Start + 30 * Day), options: new LedgerOptions { Folder = _folder.Path, ChunkPoints = 40, PageFacts = 16, DenseHourPoints = 5 });

    private static readonly string[] Series = ["temperature", "energy", "on", "mode", "mixed", "fast"];

    private static List<Fact> Batch(Random random, NaiveHome naive, ref long now)
    {
        var facts = new List<Fact>();
        var sequence = naive.Facts.Count > 0 ? naive.Facts[^1].Sequence : 0;
        var count = random.Next(1, 60);
        for (var i = 0; i < count; i++)
        {
            now += random.Next(4) switch { 0 => 0, 1 => random.Next(2000), 2 => random.Next(60_000), _ => random.Next(20) == 0 ? random.Next(10 * 3_600_000) : 500 };
            var at = random.Next(8) == 0 ? now - random.NextInt64(1, 3 * Day) : now;
            if (random.Next(6) == 0)
            {
                var cause = random.Next(2) == 0 ? "\"rule\"" : """{"kind":"Voice","actor":"p2"}""";
                var detail = random.Next(3) == 0 ? null : $$"""{"person":"p{{random.Next(3)}}","room":"r{{random.Next(3)}}","cause":{{cause}}}""";
                facts.Add(new Fact(++sequence, at, (FactKind)random.Next(2, 14), $"d{random.Next(3)}", "button.pressed", Value.Of(i), detail));
                continue;
            }
            var reported = naive.Facts.Concat(facts).LastOrDefault(fact => fact.Kind == FactKind.Report);
            if (random.Next(12) == 0 && reported.Device is not null)
            {
                facts.Add(reported with { Sequence = ++sequence }); // a repeat
                continue;
            }
            var series = Series[random.Next(Series.Length)];
            facts.Add(new Fact(++sequence, at, FactKind.Report, $"d{random.Next(2)}", series, Reading(series, random, now)));
        }
        return facts;
    }

    private static Value Reading(string series, Random random, long now) => series switch
    {
        "temperature" => Value.Of(Math.Round(20 + 5 * random.NextDouble(), 2)),
        "energy" => Value.Of(Math.Round((now - Start) / 1e6 % 50, 3)), // falls to 0 now and then
        "on" => Value.Of(random.Next(2) == 0),
        "mode" => Value.Of(((string[])["auto", "cool", "自动"])[random.Next(3)]),
        "fast" => Value.Of(random.NextDouble() * 1e9 - 5e8),
        _ => random.Next(4) switch
        {
            0 => Value.Of(random.NextInt64()),
            1 => Value.Of(-0.0),
            2 => Value.Of("text"),
            _ => default,
        },
    };

    private static async Task CompareAsync(SqliteLedger ledger, HomeId id, NaiveHome naive, Random random)
    {
        var tail = await ledger.LoadAsync(id);
        Assert.Equal(naive.Facts.Count > 0 ? naive.Facts[^1].Sequence : 0, tail.LastSequence);
        foreach (var latest in tail.Latest)
        {
            var newest = naive.Facts.Where(fact => fact.Kind == FactKind.Report && fact.Device == latest.Device && fact.Subject == latest.Property).MaxBy(fact => (fact.AtMs, fact.Sequence));
            Assert.Equal((newest.Value, newest.AtMs, newest.Sequence), (latest.Value, latest.AtMs, latest.Sequence));
        }
        foreach (var property in Series)
            for (var device = 0; device < 2; device++) await CompareSeriesAsync(ledger, id, naive, random, $"d{device}", property);
        await CompareActivityAsync(ledger, id, naive, random);
    }

    private static async Task CompareSeriesAsync(SqliteLedger ledger, HomeId id, NaiveHome naive, Random random, string device, string property)
    {
        var expected = naive.Points(device, property);
        var actual = new List<Point>();
        await foreach (var point in ledger.PointsAsync(id, device, property, long.MinValue, long.MaxValue)) actual.Add(point);
        Assert.Equal(expected, actual);
        if (expected.Count == 0) return;
        for (var i = 0; i < 3; i++)
        {
            var at = random.NextInt64(expected[0].AtMs - Hour, expected[^1].AtMs + Hour);
            var past = await ledger.AtAsync(id, device, property, at);
            Assert.Equal(naive.At(device, property, at), past.Values.Count > 0 ? past.Values[0].Point : null);
        }
        long[] widths = [7 * Minute / 2, Minute, 15 * Minute, Hour, 6 * Hour, Day, 7 * Day];
        foreach (var accumulation in Enum.GetValues<Accumulation>())
        {
            var from = random.NextInt64(expected[0].AtMs - Day, expected[^1].AtMs + 1);
            var to = from + random.NextInt64(1, 20 * Day);
            var width = widths[random.Next(widths.Length)];
            var query = new ChartQuery(device, property, from, to, 1, accumulation) { BucketMs = width, AlignMs = random.Next(3) * Hour / 2 };
            var chart = await ledger.ChartAsync(id, query);
            AssertSame(naive.Chart(query, chart.BucketMs), chart.Buckets);
        }
    }

    private static async Task CompareActivityAsync(SqliteLedger ledger, HomeId id, NaiveHome naive, Random random)
    {
        var person = $"p{random.Next(3)}";
        var from = naive.Facts[random.Next(naive.Facts.Count)].AtMs;
        (ActivityFilter Filter, Func<Fact, bool> Wanted)[] questions =
        [
            (new ActivityFilter(), _ => true),
            (new ActivityFilter { Kinds = new HashSet<FactKind> { FactKind.Event, FactKind.Change } }, fact => fact.Kind is FactKind.Event or FactKind.Change),
            (new ActivityFilter { Devices = new HashSet<string> { "d1" }, FromMs = from }, fact => fact.Device == "d1" && fact.AtMs >= from),
            (new ActivityFilter { Room = "r1" }, fact => fact.Detail?.Contains("\"room\":\"r1\"") ?? false),
            (new ActivityFilter { CauseKind = "voice" }, fact => fact.Detail?.Contains("Voice") ?? false),
            (new ActivityFilter { Person = person }, fact => fact.Detail is { } detail && (detail.Contains($"\"person\":\"{person}\"") || detail.Contains($"\"actor\":\"{person}\""))),
        ];
        foreach (var (filter, wanted) in questions)
        {
            var actual = new List<Fact>();
            long? before = null;
            do
            {
                var page = await ledger.ActivityAsync(id, filter with { Before = before, Limit = random.Next(1, 40) });
                actual.AddRange(page.Facts);
                before = page.Before;
            }
            while (before is not null);
            Assert.Equal(naive.Activity(wanted), actual);
        }
    }

    private static void AssertSame(List<Bucket> expected, IReadOnlyList<Bucket> actual)
    {
        Assert.Equal(expected.Select(bucket => (bucket.StartMs, bucket.Count, bucket.Min, bucket.Max, bucket.Last)), actual.Select(bucket => (bucket.StartMs, bucket.Count, bucket.Min, bucket.Max, bucket.Last)));
        for (var i = 0; i < expected.Count; i++)
        {
            AssertNear(expected[i].Mean, actual[i].Mean);
            AssertNear(expected[i].Total, actual[i].Total);
        }
    }

    private static void AssertNear(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } number) Assert.InRange(actual!.Value, number - Math.Abs(number) * 1e-9 - 1e-3, number + Math.Abs(number) * 1e-9 + 1e-3);
    }
}
