using Dapper;
using Kith.Ledger.Records;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Tests;

public sealed class MigrationTests : IDisposable
{
    private static readonly Migration
        First = new(100, "rooms", "CREATE TABLE room(home TEXT, name TEXT)"),
        Second = new(101, "icons", "ALTER TABLE room ADD COLUMN icon TEXT"),
        OfAnother = new(50, "earlier number, later feature", "CREATE TABLE product(name TEXT)"),
        Broken = new(102, "broken", "CREATE TABLE half(name TEXT); SELECT nothing FROM nowhere");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string[] Copies() => Directory.Exists(Path.Combine(_folder.Path, "copies")) ? Directory.GetFiles(Path.Combine(_folder.Path, "copies")) : [];

    [Fact]
    public async Task New_steps_run_once_after_a_copy_of_what_was_there()
    {
        await using (var ledger = await _folder.OpenAsync(migrations: [First])) await ledger.WriteAsync("INSERT INTO room VALUES ('h', 'kitchen')");
        Assert.Empty(Copies());

        for (var i = 0; i < 2; i++)
        {
            await using var ledger = await _folder.OpenAsync(migrations: [Second, OfAnother, First]);
            Assert.Null(await ledger.ReadAsync(connection => connection.QuerySingle<string?>("SELECT icon FROM room")));
        }

        using var copy = new SqliteConnection($"Data Source={Assert.Single(Copies())};Pooling=False");
        Assert.Equal("kitchen", copy.QuerySingle<string>("SELECT * FROM (SELECT name FROM room)"));
        Assert.Equal(0, copy.ExecuteScalar<long>("SELECT count(*) FROM pragma_table_info('room') WHERE name = 'icon'"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_all_as_it_was()
    {
        await using (var ledger = await _folder.OpenAsync(migrations: [First])) await ledger.WriteAsync("INSERT INTO room VALUES ('h', 'kitchen')");

        await Assert.ThrowsAsync<LedgerException>(() => _folder.OpenAsync(migrations: [First, Second, Broken]));

        await using var again = await _folder.OpenAsync(migrations: [First]);
        Assert.Equal(0, await again.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'half'")));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await (await _folder.OpenAsync(migrations: [First, Second])).DisposeAsync();

        var refused = await Assert.ThrowsAsync<LedgerException>(() => _folder.OpenAsync(migrations: [First]));

        Assert.Equal(LedgerTrouble.Newer, refused.Trouble);
        Assert.Contains("icons", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_format_of_the_ledger_itself_is_refused()
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False")) connection.Execute("UPDATE ledger_format SET number = 2");

        var refused = await Assert.ThrowsAsync<LedgerException>(() => _folder.OpenAsync());

        Assert.Equal(LedgerTrouble.Newer, refused.Trouble);
    }

    [Fact]
    public async Task Only_the_newest_copies_are_kept()
    {
        var steps = new List<Migration>();
        for (var i = 0; i < 9; i++)
        {
            steps.Add(new Migration(100 + i, "step", $"CREATE TABLE t{i}(x)"));
            await (await _folder.OpenAsync(migrations: [.. steps])).DisposeAsync();
        }

        Assert.Equal(new LedgerOptions { Folder = "" }.KeepMigrationCopies, Copies().Length);
    }
}
