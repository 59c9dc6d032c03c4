using Kith.Ledger.Activity;
using Kith.Ledger.Engine;
using Kith.Ledger.Facts;
using Kith.Ledger.Homes;
using Kith.Ledger.Points;
using Kith.Ledger.Sealing;
using Kith.Model.Ids;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Care;

/// <summary>What a check found.</summary>
/// <param name="Findings">One line for each fault, at most <see cref="MaxFindings"/>; empty when all is well.</param>
/// <param name="Homes">Homes looked at.</param>
/// <param name="Parts">Sealed parts opened.</param>
/// <param name="Gaps">Steps of homes' sequences that were more than one when they were appended: facts a home gave a number but never appended.</param>
public sealed record CheckReport(IReadOnlyList<string> Findings, long Homes, long Parts, long Gaps)
{
    /// <summary>Most findings that are listed: 1,000.</summary>
    public const int MaxFindings = 1_000;

    public bool Sound => Findings.Count == 0;
}

/// <summary>Looks at everything: SQLite's own structure, then every sealed part, by opening it.</summary>
internal sealed class Check(SqliteConnection connection, KeyVault vault)
{
    private readonly List<string> _findings = [];
    private long _parts, _homes, _gaps;

    public CheckReport Run()
    {
        Guarded("database", () =>
        {
            using var check = new Statement(connection, "PRAGMA integrity_check(100)");
            while (check.Step())
                if (check.Text(0) is var line && line != "ok") Report($"database: {line}");
        });
        Guarded("homes", CheckHomes);
        Guarded("blocks", CheckBlocks);
        return new CheckReport(_findings, _homes, _parts, _gaps);
    }

    private void CheckHomes()
    {
        var names = new List<(long Row, string Name)>();
        using (var all = new Statement(connection, "SELECT id, name FROM ledger_home ORDER BY id"))
            while (all.Step()) names.Add((all.Number(0), all.Text(1)));
        foreach (var (row, name) in names)
        {
            _homes++;
            if (!HomeId.TryParse(name, null, out var id)) Report($"home {row}: its name is damaged");
            else if (vault.IsErased(id)) Report($"home {id}: erased, but rows are left");
            else Guarded($"home {id}", () => CheckHome(row, id));
        }
        foreach (var (table, parent, column) in ((string, string, string)[])[("series", "home", "home"), ("page", "home", "home"), ("chunk", "series", "series"), ("rollup", "series", "series")])
            if (Database.Number(connection, $"SELECT count(*) FROM ledger_{table} WHERE {column} NOT IN (SELECT id FROM ledger_{parent})") is > 0 and var stray)
                Report($"{stray} rows of {table} belong to no {parent}");
    }

    private void CheckHome(long row, HomeId id)
    {
        if (vault.Find(id) is not { } key)
        {
            Report($"home {id}: keys.db has no key of it");
            return;
        }
        var home = new OpenHome(id) { Row = row, Key = key };
        using (var find = new Statement(connection, "SELECT body FROM ledger_home WHERE id = ?1"))
            Opened(find.Bind(1, row).Step() && HomeRow.TryOpen(home, find.Bytes(0)), $"home {id}: its row");
        _gaps += home.Gaps;
        var series = new List<long>();
        using (var all = new Statement(connection, "SELECT id, body FROM ledger_series WHERE home = ?1"))
        {
            all.Bind(1, row);
            while (all.Step())
            {
                series.Add(all.Number(0));
                Opened(HomeRow.OpenSeries(home, all.Number(0), all.Bytes(1)) is not null, $"home {id}: series {all.Number(0)}");
            }
        }
        foreach (var one in series) Guarded($"home {id}: series {one}", () => CheckSeries(home, one));
        var next = long.MaxValue;
        foreach (var page in Pages.Before(connection, home, long.MaxValue))
        {
            Opened(page.Facts is not null, $"home {id}: activity page {page.Id}");
            if (page.LastSequence >= next) Report($"home {id}: activity page {page.Id} overlaps the next");
            next = page.FirstSequence;
        }
    }

    private void CheckSeries(OpenHome home, long series)
    {
        using var rows = new SeriesRows(connection, home) { Series = series };
        var last = long.MinValue;
        foreach (var chunk in rows.Within(long.MinValue, long.MaxValue))
        {
            Opened(chunk.Points is not null, $"home {home.Id}: chunk {chunk.Id} of series {series}");
            if (chunk.FirstMs <= last && chunk.Points is not null) Report($"home {home.Id}: chunk {chunk.Id} of series {series} overlaps the one before");
            last = chunk.LastMs;
        }
        using var rollups = new Statement(connection, "SELECT level, start_ms, body FROM ledger_rollup WHERE series = ?1");
        rollups.Bind(1, series);
        while (rollups.Step())
            Opened(Rollup.Open(home, series, (RollupLevel)rollups.Number(0), rollups.Number(1), rollups.Bytes(2)) is not null,
                $"home {home.Id}: rollup {rollups.Number(0)}/{rollups.Number(1)} of series {series}");
    }

    /// <summary>
    /// A block stays for its youngest home, so a home's folded sections may have holes between them; from the first fact that is not folded on
    /// there must be none.
    /// </summary>
    private void CheckBlocks()
    {
        var homes = new Dictionary<HomeId, OpenHome>();
        var last = new Dictionary<HomeId, long>();
        using var blocks = new Statement(connection, "SELECT id, body FROM ledger_block ORDER BY id");
        while (blocks.Step())
        {
            var block = blocks.Number(0);
            var body = blocks.Bytes(1).ToArray();
            Guarded($"block {block}", () =>
            {
                foreach (var (id, sealedFacts) in BlockCodec.Read(body))
                {
                    if (vault.IsErased(id)) continue;
                    if (!homes.TryGetValue(id, out var home)) homes.Add(id, home = Marks(id));
                    var facts = home.Key is { } key ? BlockCodec.Open(key, id, sealedFacts) : null;
                    Opened(facts is not null, $"block {block}: the section of home {id}");
                    if (facts is not { Count: > 0 } || !(last.ContainsKey(id) || facts.Exists(fact => Waits(home, fact)))) continue;
                    if (last.TryGetValue(id, out var before) && facts[0].Sequence != before + 1)
                        Report($"block {block}: home {id} goes from sequence {before} to {facts[0].Sequence}");
                    last[id] = facts[^1].Sequence;
                }
            });
        }
    }

    private OpenHome Marks(HomeId id)
    {
        var home = new OpenHome(id) { Key = vault.Find(id) };
        using var find = new Statement(connection, "SELECT id, body FROM ledger_home WHERE name = ?1");
        if (home.Key is null || !find.Bind(1, id.ToString()).Step()) return home;
        _ = HomeRow.TryOpen(home, find.Bytes(1));
        using var all = new Statement(connection, "SELECT id, body FROM ledger_series WHERE home = ?1");
        all.Bind(1, find.Number(0));
        while (all.Step())
            if (HomeRow.OpenSeries(home, all.Number(0), all.Bytes(1)) is { } series) home.Series[series.Name] = series;
        return home;
    }

    private static bool Waits(OpenHome home, Fact fact) => fact.Kind != FactKind.Report
        ? fact.Sequence > home.ActivityFolded
        : !home.Series.TryGetValue(new SeriesName(fact.Device, fact.Subject), out var series) || fact.Sequence > series.FoldedSequence;

    private void Opened(bool readable, string what)
    {
        _parts++;
        if (!readable) Report($"{what} cannot be read");
    }

    private void Report(string finding)
    {
        if (_findings.Count < CheckReport.MaxFindings) _findings.Add(finding);
    }

    /// <summary>What cannot even be walked is a finding, and the rest is looked at still.</summary>
    private void Guarded(string what, Action look)
    {
        try
        {
            look();
        }
        catch (Exception error) when (error is SqliteException or InvalidDataException or LedgerException or ArgumentException)
        {
            Report($"{what}: {error.Message}");
        }
    }
}
