using Dapper;
using Kith.Ledger.Records;
using Kith.Ledger;

namespace Kith.Server.Accounts;

/// <summary>The ledger's records as accounts use them: one row, some rows, some writes in one commit.</summary>
internal sealed class Records(SqliteLedger ledger)
{
    internal async Task<T?> FindAsync<T>(string sql, object parameters) where T : class =>
        await ledger.ReadAsync(connection => connection.QueryFirstOrDefault<T>(sql, parameters));

    internal async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object parameters) =>
        await ledger.ReadAsync(connection => connection.Query<T>(sql, parameters).AsList());

    internal async Task WriteAsync(params RecordWrite[] writes) => await ledger.WriteAsync(writes);
}
