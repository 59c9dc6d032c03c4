using System.Text.Json.Serialization;
using Kith.Homes.People;
using Kith.Ledger.Records;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>A personal token as its owner sees it; its secret was shown once.</summary>
/// <param name="Agent">Opens the door for agents and no other.</param>
internal sealed record TokenItem(
    CredentialId Id, string Name, [property: JsonConverter(typeof(ScopesJson))] Scopes Scopes, IReadOnlyList<HomeId>? Homes,
        DateTimeOffset Created, DateTimeOffset? LastUsed, DateTimeOffset? Expires, bool? Agent = null);

/// <summary>Personal API tokens: kith_ and a ticket, each with its own scopes, homes and end.</summary>
internal sealed class Tokens(Records records, TimeProvider time)
{
    internal const string Prefix = "kith_";

    /// <summary>Tokens of one account. 100: one per script and machine, and a list a person can still read.</summary>
    internal const int MostPerAccount = 100;

    private static readonly TimeSpan UsedStep = TimeSpan.FromMinutes(5);

    private const string Columns = "id, account, secret, name, scopes, homes, created, used, expires, revoked, agent";

    private sealed record Row(string Id, string Account, byte[] Secret, string Name, long Scopes, string? Homes, long Created, long? Used,
        long? Expires, long? Revoked, long Agent)
    {
        internal IReadOnlyList<HomeId>? HomeIds => Homes?.Split(',').Select(id => HomeId.Parse(id)).ToList();
    }

    internal async Task<Result<(Ticket Ticket, TokenItem Item)>> CreateAsync(
        AccountId account, string name, Scopes scopes, IReadOnlyList<HomeId>? homes, DateTimeOffset? expires, bool agent = false)
    {
        if (Account.CheckName(name) is { } fault) return fault;
        if (scopes is Scopes.None)
            return new Fault(ErrorCodes.RequestInvalid, "A token has at least one of the scopes read, control, manage.", "scopes");
        if (homes is { Count: 0 or > 100 })
            return new Fault(ErrorCodes.RequestInvalid, "Name 1 to 100 homes, or leave homes out for all of yours.", "homes");
        if (expires is { } end && end <= time.GetUtcNow())
            return new Fault(ErrorCodes.RequestInvalid, "The end is in the past.", "expires");
        if ((await ListAsync(account)).Count >= MostPerAccount)
            return new Fault(ErrorCodes.LimitReached, $"An account has at most {MostPerAccount} tokens.");
        var ticket = Ticket.New();
        var item = new TokenItem(ticket.Id, name.Trim(), ScopesJson.WithIncluded(scopes), homes, Unix.Time(NowMs), null, expires, agent ? true : null);
        await records.WriteAsync(new RecordWrite(
            "INSERT INTO token (id, account, secret, name, scopes, homes, created, expires, agent) VALUES (@Id, @account, @secret, @Name, @scopes, @homes, @created, @expires, @agent)",
            new
            {
                item.Id, account, secret = ticket.Hash, item.Name, scopes = (long)item.Scopes, homes = homes is null
                    ? null
                    : string.Join(',', homes),
                created = NowMs, expires = expires?.ToUnixTimeMilliseconds(), agent = agent ? 1 : 0,
            }));
        return (ticket, item);
    }

    internal async Task<Result<SignedIn>> FindAsync(Ticket ticket)
    {
        var row = await records.FindAsync<Row>($"SELECT {Columns} FROM token WHERE id = @id", new { id = ticket.Id });
        if (row is null || !ticket.Matches(row.Secret)) return new Fault(ErrorCodes.AuthWrong, "This token is not known here.");
        if (row.Revoked is not null) return new Fault(ErrorCodes.AuthRevoked, "This token was revoked.");
        if (row.Expires <= NowMs) return new Fault(ErrorCodes.AuthExpired, "This token has expired.");
        if (row.Used is not { } used || NowMs - used > UsedStep.TotalMilliseconds)
            await records.WriteAsync(new RecordWrite("UPDATE token SET used = @now WHERE id = @id", new { id = ticket.Id, now = NowMs }));
        return new SignedIn(AccountId.Parse(row.Account), ticket.Id, SignInWay.Token, (Scopes)row.Scopes, row.HomeIds, Name: row.Name, IsAgent: row.Agent != 0);
    }

    internal async Task<IReadOnlyList<TokenItem>> ListAsync(AccountId account)
    {
        var rows = await records.ListAsync<Row>($"SELECT {Columns} FROM token WHERE account = @account AND revoked IS NULL ORDER BY created", new { account });
        return [.. rows.Select(row => new TokenItem(
            CredentialId.Parse(row.Id), row.Name, (Scopes)row.Scopes, row.HomeIds, Unix.Time(row.Created), Unix.Time(row.Used),
                Unix.Time(row.Expires), row.Agent != 0 ? true : null))];
    }

    internal async Task<Fault?> RevokeAsync(AccountId account, CredentialId id)
    {
        if ((await ListAsync(account)).All(token => token.Id != id)) return new Fault(ErrorCodes.NotFound, "There is no such token.");
        await records.WriteAsync(new RecordWrite("UPDATE token SET revoked = @now WHERE id = @id AND account = @account",
            new { id, account, now = NowMs }));
        return null;
    }

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();
}
