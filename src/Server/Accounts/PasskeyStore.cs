using Kith.Ledger.Records;
using Kith.Model.Ids;
using Microsoft.AspNetCore.Identity;

namespace Kith.Server.Accounts;

/// <summary>A passkey as its owner sees it.</summary>
internal sealed record PasskeyItem(CredentialId Id, string Name, DateTimeOffset Created, DateTimeOffset? LastUsed);

/// <summary>
/// Passkeys in our tables, in the shape in which Identity's passkey handler asks for them. What Identity would keep of users is
/// AccountStore's; the handler never asks for it, and who did would be told.
/// </summary>
internal sealed class PasskeyStore(Records records, AccountStore accounts, TimeProvider time) : IUserPasskeyStore<Account>
{
    /// <summary>Passkeys of one account: a few phones, keys and computers.</summary>
    internal const int MostPerAccount = 20;

    private const int LongestName = 80;
    private const string Columns = "id, credential, account, name, key, count, transports, eligible, backed, created, used";

    private sealed record Row(string Id, byte[] Credential, string Account, string Name, byte[] Key, long Count, string Transports, long Eligible, long Backed,
        long Created, long? Used)
    {
        /// <summary>What the authenticator said of itself when it was made (attestation) is not asked for, so not kept. It was verified: we ask for that.</summary>
        internal UserPasskeyInfo Passkey => new(Credential, Key, Unix.Time(Created), (uint)Count, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true, Eligible != 0, Backed != 0, [], []) { Name = Name };

        internal PasskeyItem Item => new(CredentialId.Parse(Id), Name, Unix.Time(Created), Unix.Time(Used));
    }

    internal async Task<IReadOnlyList<PasskeyItem>> ListAsync(AccountId account) => [.. (await RowsAsync(account)).Select(row => row.Item)];

    internal Task RemoveAsync(AccountId account, CredentialId id) =>
        records.WriteAsync(new RecordWrite("DELETE FROM passkey WHERE id = @id AND account = @account", new { id, account }));

    internal Task RenameAsync(AccountId account, CredentialId id, string name) => records.WriteAsync(new RecordWrite(
        "UPDATE passkey SET name = @name WHERE id = @id AND account = @account", new { id, account, name = name[..Math.Min(name.Length, LongestName)] }));

    /// <summary>A new one is added; of one that is known its counter, its backup and its last use are noted.</summary>
    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => records.WriteAsync(new RecordWrite(
        $"""
        INSERT INTO passkey ({Columns}) VALUES (@id, @CredentialId, @account, @name, @PublicKey, @count, @transports, @eligible, @backed, @created, NULL)
        ON CONFLICT (credential) DO UPDATE SET count = excluded.count, backed = excluded.backed, used = @now
        """,
        new
        {
            id = CredentialId.New(), passkey.CredentialId, account = user.Id, name = (passkey.Name ?? "")[..Math.Min(passkey.Name?.Length ?? 0, LongestName)],
            passkey.PublicKey, count = (long)passkey.SignCount, transports = string.Join(' ', passkey.Transports ?? []),
            eligible = passkey.IsBackupEligible ? 1 : 0, backed = passkey.IsBackedUp ? 1 : 0, created = passkey.CreatedAt.ToUnixTimeMilliseconds(),
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        }));

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await RowsAsync(user.Id)).Select(row => row.Passkey)];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await FindAsync(credentialId) is { } row ? await accounts.FindAsync(AccountId.Parse(row.Account)) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await FindAsync(credentialId) is { } row && row.Account == user.Id.ToString() ? row.Passkey : null;

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => records.WriteAsync(new RecordWrite(
        "DELETE FROM passkey WHERE credential = @credentialId AND account = @account", new { credentialId, account = user.Id }));

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        AccountId.TryParse(userId, null, out var id) ? await accounts.FindAsync(id) : null;

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => accounts.FindAsync(normalizedUserName);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.User);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.User);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw NotHere();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw NotHere();

    public void Dispose()
    {
        // The ledger is not ours to close.
    }

    private static NotSupportedException NotHere() => new("Accounts are written by AccountStore.");

    private Task<IReadOnlyList<Row>> RowsAsync(AccountId account) =>
        records.ListAsync<Row>($"SELECT {Columns} FROM passkey WHERE account = @account ORDER BY created", new { account });

    private Task<Row?> FindAsync(byte[] credential) =>
        records.FindAsync<Row>($"SELECT {Columns} FROM passkey WHERE credential = @credential", new { credential });
}
