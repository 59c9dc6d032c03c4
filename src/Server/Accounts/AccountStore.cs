using Kith.Ledger.Records;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>The accounts of this server.</summary>
internal sealed class AccountStore(Records records)
{
    private const string Columns = "id, user, name, language, password, created";

    private sealed record Row(string Id, string User, string Name, string Language, string Password, long Created)
    {
        internal Account Account => new(AccountId.Parse(Id), User, Name, Language, Password, Unix.Time(Created));
    }

    internal async Task<bool> IsEmptyAsync() => await records.FindAsync<Row>($"SELECT {Columns} FROM account LIMIT 1", new { }) is null;

    internal async Task<Account?> FindAsync(AccountId id) =>
        (await records.FindAsync<Row>($"SELECT {Columns} FROM account WHERE id = @id", new { id }))?.Account;

    internal async Task<Account?> FindAsync(string user) =>
        (await records.FindAsync<Row>($"SELECT {Columns} FROM account WHERE user = @user", new { user = Account.Fold(user) }))?.Account;

    internal async Task<IReadOnlyList<Account>> ListAsync() =>
        [.. (await records.ListAsync<Row>($"SELECT {Columns} FROM account ORDER BY created", new { })).Select(row => row.Account)];

    internal Task WriteAsync(Account account, params RecordWrite[] along) => records.WriteAsync([Put(account), .. along]);

    internal static RecordWrite Put(Account account) => new(
        """
        INSERT INTO account (id, user, name, language, password, created) VALUES (@Id, @User, @Name, @Language, @PasswordHash, @created)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, language = excluded.language, password = excluded.password
        """,
        new
        {
            account.Id, account.User, account.Name, account.Language, account.PasswordHash, created = account.Created.ToUnixTimeMilliseconds(),
        });
}
