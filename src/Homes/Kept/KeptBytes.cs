using Dapper;
using Kith.Ledger;
using Kith.Ledger.Records;

namespace Kith.Homes.Kept;

/// <summary>Bytes by key, of a home or of whatever else has a name, for rooms that only pass on what others say and must not forget it.</summary>
public sealed class KeptBytes(SqliteLedger ledger)
{
    /// <summary>The table, for a ledger without homes; it is among <see cref="HomeHost.Migrations"/>.</summary>
    public static Migration Migration { get; } = new(195, "what the broker remembers", HomeHost.Sql("Kith.Homes.kept.sql"));

    private sealed record Row(string Home, byte[] Key, byte[]? Value);

    /// <summary>Everything, by home and key.</summary>
    public async Task<IReadOnlyList<(string Home, byte[] Key, byte[]? Value)>> ReadAsync(CancellationToken cancel) =>
        await ledger.ReadAsync(connection => connection.Query<Row>("SELECT home, key, value FROM kept ORDER BY home, key").Select(row => (row.Home, row.Key, row.Value)).ToList(), cancel);

    /// <summary>Keeps values and forgets those that are null, in that order and all at once; an empty key forgets all of its home. Done when it is on disk.</summary>
    public async Task WriteAsync(IEnumerable<(string Home, byte[] Key, byte[]? Value)> entries, CancellationToken cancel) =>
        await ledger.WriteAsync([.. entries.Select(entry => new RecordWrite(
            entry switch
            {
                { Key: [] } => "DELETE FROM kept WHERE home = @Home",
                { Value: null } => "DELETE FROM kept WHERE home = @Home AND key = @Key",
                _ => "INSERT OR REPLACE INTO kept(home, key, value) VALUES(@Home, @Key, @Value)",
            },
            new Row(entry.Home, entry.Key, entry.Value)))], cancel);
}
