using Dapper;
using Kith.Ledger.Activity;
using Kith.Ledger.Facts;
using Kith.Ledger.Records;
using Kith.Model.Ids;
using Kith.Model.Values;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Tests;

/// <summary>Copies, erasing and keys.</summary>
public sealed class CareTests : IDisposable
{
    private static readonly Migration Notes = new(100, "notes", "CREATE TABLE note(home TEXT, text TEXT); CREATE TABLE word(text TEXT)");

    private readonly TestFolder _folder = new(), _away = new();
    private readonly HomeId _home = HomeId.New(), _other = HomeId.New();

    public void Dispose()
    {
        _folder.Dispose();
        _away.Dispose();
    }

    private static async Task FillAsync(SqliteLedger ledger, HomeId home, int count = 100)
    {
        var facts = Enumerable.Range(1, count).Select(i => i % 2 == 0
            ? new Fact(i, 1_790_000_000_000 + i, FactKind.Report, "lamp", "light.on", Value.Of(i % 4 == 0))
            : new Fact(i, 1_790_000_000_000 + i, FactKind.Presence, "lamp", "online", Value.Of(true))).ToList();
        await ledger.AppendAsync([new HomeBatch(home, facts, [new RecordWrite("INSERT INTO note VALUES (@home, 'plain-words-of-people')", new { home })])]);
    }

    [Fact]
    public async Task A_copy_made_in_use_can_be_put_back()
    {
        var copy = Path.Combine(_away.Path, "copy.db");
        await using (var ledger = await _folder.OpenAsync(migrations: [Notes]))
        {
            await FillAsync(ledger, _home);
            await ledger.FoldAsync();
            await FillAsync(ledger, _other);
            await ledger.BackupAsync(copy);
            await ledger.AppendAsync([new HomeBatch(_home, [new Fact(101, 1_790_000_001_000, FactKind.Event, "", "later", default)])]);
            var refused = await Assert.ThrowsAsync<LedgerException>(() => SqliteLedger.RestoreAsync(_folder.Path, copy, [Notes]));
            Assert.Equal(LedgerTrouble.InUse, refused.Trouble);
        }

        await SqliteLedger.RestoreAsync(_folder.Path, copy, [Notes]);

        await using var again = await _folder.OpenAsync(migrations: [Notes]);
        Assert.Equal(100, (await again.LoadAsync(_home)).LastSequence);
        Assert.Equal(100, (await again.LoadAsync(_other)).LastSequence);
        Assert.Equal(50, (await again.ActivityAsync(_other, new ActivityFilter { Limit = 200 })).Facts.Count);
        Assert.Empty((await again.CheckAsync()).Findings);
    }

    [Fact]
    public async Task A_damaged_copy_is_refused_and_nothing_is_changed()
    {
        var copy = Path.Combine(_away.Path, "copy.db");
        await using (var ledger = await _folder.OpenAsync(migrations: [Notes]))
        {
            await FillAsync(ledger, _home);
            await ledger.BackupAsync(copy);
        }
        var bytes = await File.ReadAllBytesAsync(copy);
        await File.WriteAllBytesAsync(copy, bytes[..(bytes.Length / 2)]);

        await Assert.ThrowsAnyAsync<Exception>(() => SqliteLedger.RestoreAsync(_folder.Path, copy, [Notes]));

        await using var again = await _folder.OpenAsync(migrations: [Notes]);
        Assert.Equal(100, (await again.LoadAsync(_home)).LastSequence);
    }

    [Fact]
    public async Task With_a_copy_of_the_keys_another_machine_can_go_on()
    {
        await using (var ledger = await _folder.OpenAsync(migrations: [Notes]))
        {
            await FillAsync(ledger, _home);
            await ledger.BackupAsync(Path.Combine(_away.Path, "copy.db"));
            await ledger.BackupKeysAsync(_away.Path);
        }

        await SqliteLedger.RestoreAsync(_away.Path, Path.Combine(_away.Path, "copy.db"), [Notes]);
        await using var there = await _away.OpenAsync(migrations: [Notes]);

        Assert.Equal(100, (await there.LoadAsync(_home)).LastSequence);
        Assert.Empty((await there.CheckAsync()).Findings);
    }

    [Fact]
    public async Task An_erased_home_is_gone_from_the_files_and_from_copies_made_before()
    {
        var copy = Path.Combine(_away.Path, "copy.db");
        byte[] wrapped;
        string proof;
        await using (var ledger = await _folder.OpenAsync(migrations: [Notes]))
        {
            await FillAsync(ledger, _home);
            await FillAsync(ledger, _other);
            await ledger.FoldAsync();
            await ledger.AppendAsync([new HomeBatch(_home, [new Fact(101, 1_790_000_001_000, FactKind.Event, "", "not folded", default)])]);
            await ledger.BackupAsync(copy);
            wrapped = WrappedKey();

            var erased = await ledger.EraseAsync(_home);

            proof = erased.KeyHash;
            Assert.Equal(_home, erased.Home);
            Assert.Equal(64, proof.Length);
            Assert.Equal(0, (await ledger.LoadAsync(_home)).LastSequence);
            Assert.Empty((await ledger.ActivityAsync(_home, new ActivityFilter())).Facts);
            Assert.Equal(1, await ledger.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM note")));
            Assert.Equal(100, (await ledger.LoadAsync(_other)).LastSequence);
            var refused = await Assert.ThrowsAsync<LedgerException>(async () => await FillAsync(ledger, _home));
            Assert.Equal(LedgerTrouble.Erased, refused.Trouble);
            Assert.Equal(proof, (await ledger.EraseAsync(_home)).KeyHash); // Asked again, the same proof.
        }
        foreach (var file in Directory.GetFiles(_folder.Path)) Assert.Equal(-1, (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(wrapped));

        await SqliteLedger.RestoreAsync(_folder.Path, copy, [Notes]);
        await using var again = await _folder.OpenAsync(migrations: [Notes]);
        Assert.Equal(0, (await again.LoadAsync(_home)).LastSequence);
        Assert.Equal(1, await again.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM note")));
        Assert.Equal(100, (await again.LoadAsync(_other)).LastSequence);
        Assert.Empty((await again.CheckAsync()).Findings);
        Assert.Equal(proof, (await again.EraseAsync(_home)).KeyHash);
    }

    [Fact]
    public async Task Records_of_an_erased_home_are_overwritten()
    {
        await using (var ledger = await _folder.OpenAsync(migrations: [Notes]))
        {
            await FillAsync(ledger, _home);
            await ledger.EraseAsync(_home);
        }

        foreach (var file in Directory.GetFiles(_folder.Path)) Assert.Equal(-1, (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("plain-words-of-people"u8));
    }

    [Fact]
    public async Task The_key_files_are_their_owners_alone_and_must_fit()
    {
        await using (var ledger = await _folder.OpenAsync(migrations: [Notes])) await FillAsync(ledger, _home);
        var master = Path.Combine(_folder.Path, "master.key");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(master));
        var key = await File.ReadAllBytesAsync(master);

        File.Delete(master);
        Assert.Equal(LedgerTrouble.Keys, (await Assert.ThrowsAsync<LedgerException>(() => _folder.OpenAsync(migrations: [Notes]))).Trouble);
        await File.WriteAllBytesAsync(master, new byte[32]);
        Assert.Equal(LedgerTrouble.Keys, (await Assert.ThrowsAsync<LedgerException>(() => _folder.OpenAsync(migrations: [Notes]))).Trouble);
        await File.WriteAllBytesAsync(master, key);
        File.Delete(Path.Combine(_folder.Path, "keys.db"));
        // Without keys.db a home is told to be locked, never begun anew under the same id.
        Assert.Equal(LedgerTrouble.Keys, (await Assert.ThrowsAsync<LedgerException>(() => _folder.OpenAsync(migrations: [Notes]))).Trouble);
    }

    private byte[] WrappedKey()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "keys.db")};Pooling=False");
        return connection.QuerySingle<byte[]>("SELECT wrapped FROM home_key WHERE home = @home", new { home = _home });
    }
}
