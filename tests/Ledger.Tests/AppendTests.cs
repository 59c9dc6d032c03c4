using Kith.Ledger.Facts;
using Kith.Ledger.Records;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Ledger.Tests;

public sealed class AppendTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly HomeId _home = HomeId.New();

    public void Dispose() => _folder.Dispose();

    private static Fact Report(long sequence, double value, string device = "lamp", string property = "light.brightness") =>
        new(sequence, 1_700_000_000_000 + sequence * 1000, FactKind.Report, device, property, Value.Of(value));

    [Fact]
    public async Task What_was_appended_is_there_after_a_new_start()
    {
        await using (var ledger = await _folder.OpenAsync())
        {
            await ledger.AppendAsync([new HomeBatch(_home, [Report(1, 20.5), Report(2, 21), Report(3, 40, "desk")])]);
            await ledger.AppendAsync([new HomeBatch(_home, [new Fact(4, 5, FactKind.Event, "door", "doorbell.pressed", default, """{"room":"hall"}""")])]);
        }

        await using var again = await _folder.OpenAsync();
        var tail = await again.LoadAsync(_home);

        Assert.Equal(4, tail.LastSequence);
        Assert.Equal(2, tail.Latest.Count);
        Assert.Contains(tail.Latest, latest => latest is { Device: "lamp", Sequence: 2 } && latest.Value == Value.Of(21.0));
        Assert.Equal(0, tail.Unreadable);
    }

    [Fact]
    public async Task An_unknown_home_begins_at_nothing()
    {
        await using var ledger = await _folder.OpenAsync();

        var tail = await ledger.LoadAsync(_home);

        Assert.Equal(0, tail.LastSequence);
        Assert.Empty(tail.Latest);
    }

    [Fact]
    public async Task A_late_value_does_not_become_the_latest()
    {
        await using var ledger = await _folder.OpenAsync();
        var late = new Fact(2, 1_600_000_000_000, FactKind.Report, "lamp", "light.brightness", Value.Of(1.0));
        await ledger.AppendAsync([new HomeBatch(_home, [Report(1, 20.5), late])]);

        var tail = await ledger.LoadAsync(_home);

        Assert.Equal(Value.Of(20.5), Assert.Single(tail.Latest).Value);
        Assert.Equal(2, tail.LastSequence);
    }

    [Fact]
    public async Task A_sequence_that_does_not_rise_is_refused_with_its_records()
    {
        await using var ledger = await _folder.OpenAsync(migrations: [new Migration(100, "notes", "CREATE TABLE note(home TEXT, text TEXT)")]);
        await ledger.AppendAsync([new HomeBatch(_home, [Report(1, 1)])]);

        var refused = await Assert.ThrowsAsync<LedgerException>(async () =>
            await ledger.AppendAsync([new HomeBatch(_home, [Report(1, 2)], [new RecordWrite("INSERT INTO note VALUES ('a', 'b')")])]));

        Assert.Equal(LedgerTrouble.Refused, refused.Trouble);
        Assert.Equal(0, await ledger.ReadAsync(connection => Dapper.SqlMapper.ExecuteScalar<long>(connection, "SELECT count(*) FROM note")));
        Assert.Equal(1, (await ledger.LoadAsync(_home)).LastSequence);
    }

    [Fact]
    public async Task One_callers_bad_sql_fails_that_caller_alone()
    {
        await using var ledger = await _folder.OpenAsync(migrations: [new Migration(100, "notes", "CREATE TABLE note(home TEXT PRIMARY KEY, text TEXT)")]);
        var homes = Enumerable.Range(0, 50).Select(_ => HomeId.New()).ToList();

        var appends = homes.Select(async (home, i) =>
        {
            var sql = i % 10 == 3 ? "INSERT INTO nothing VALUES (1)" : "INSERT INTO note(home, text) VALUES (@home, @text)";
            try
            {
                await ledger.AppendAsync([new HomeBatch(home, [Report(1, i)], [new RecordWrite(sql, new { home, text = "x" })])]);
                return true;
            }
            catch (LedgerException error) when (error.Trouble == LedgerTrouble.Refused)
            {
                return false;
            }
        });
        var done = await Task.WhenAll(appends);

        Assert.Equal(45, done.Count(ok => ok));
        Assert.Equal(45, await ledger.ReadAsync(connection => Dapper.SqlMapper.ExecuteScalar<long>(connection, "SELECT count(*) FROM note")));
        for (var i = 0; i < homes.Count; i++) Assert.Equal(done[i] ? 1 : 0, (await ledger.LoadAsync(homes[i])).LastSequence);
    }

    [Fact]
    public async Task The_facts_stand_sealed_in_the_files()
    {
        await using (var ledger = await _folder.OpenAsync())
            await ledger.AppendAsync([new HomeBatch(_home, [new Fact(1, 5, FactKind.Membership, "", "Grandmother", Value.Of("moved-in-secret"))])]);

        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.Equal(-1, bytes.AsSpan().IndexOf("moved-in-secret"u8));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("Grandmother"u8));
        }
    }

    [Fact]
    public async Task A_folder_is_opened_by_one_at_a_time()
    {
        await using var ledger = await _folder.OpenAsync();

        var refused = await Assert.ThrowsAsync<LedgerException>(() => _folder.OpenAsync());

        Assert.Equal(LedgerTrouble.InUse, refused.Trouble);
    }
}
