using Kith.Homes.People;
using Kith.Ledger.Records;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>One browser's sign-in, as its owner sees it.</summary>
/// <param name="Home">The one home of a panel.</param>
/// <param name="Name">What a panel was called.</param>
internal sealed record SessionItem(
    CredentialId Id, DateTimeOffset Created, DateTimeOffset LastUsed, string Agent, bool Current, SessionKind Kind, SignInVia Via, string Address,
    HomeId? Home, string? Name);

/// <summary>Sign-ins of browsers: a random secret in a cookie each, ended by sign-out, by its owner elsewhere, or by not being used.</summary>
internal sealed class Sessions(Records records, TimeProvider time)
{
    /// <summary>An unused sign-in ends after 30 days: a wall panel is used daily, a sold phone is not.</summary>
    internal static readonly TimeSpan IdleLimit = TimeSpan.FromDays(30);

    /// <summary>A link of the keeper lets somebody set a new password for as long as it would have lived itself.</summary>
    private static readonly TimeSpan ForgottenLimit = TimeSpan.FromHours(1);

    /// <summary>How exact "last used" is; a write per request would cost more than the request.</summary>
    private static readonly TimeSpan UsedStep = TimeSpan.FromMinutes(5);

    /// <summary>Ended sign-ins are told apart from unknown ones for so long.</summary>
    private static readonly TimeSpan KeepEnded = TimeSpan.FromDays(30);

    /// <summary>Browsers of one account; the least used one gives way.</summary>
    internal const int MostPerAccount = 50;

    private const int LongestAgent = 200;

    private const string Columns = "id, account, secret, agent, created, used, ended, via, address, home, name";

    private sealed record Row(string Id, string Account, byte[] Secret, string Agent, long Created, long Used, long? Ended, long Via, string Address,
        string? Home, string? Name)
    {
        internal HomeId? PanelOf => Home is null ? null : HomeId.Parse(Home);
    }

    internal async Task<(Ticket Ticket, SignedIn Who)> StartAsync(SessionStart start)
    {
        var (ticket, now, account, agent) = (Ticket.New(), NowMs, start.Account, start.Arrival.Agent);
        await records.WriteAsync(
            new("DELETE FROM session WHERE account = @account AND (ended < @old OR used < @old)",
                new { account, old = now - (long)(IdleLimit + KeepEnded).TotalMilliseconds }),
            new("DELETE FROM session WHERE account = @account AND id NOT IN (SELECT id FROM session WHERE account = @account ORDER BY used DESC LIMIT @most)",
                new { account, most = MostPerAccount - 1 }),
            new("INSERT INTO session (id, account, secret, agent, created, used, via, address, home, name) VALUES (@id, @account, @secret, @agent, @now, @now, @via, @address, @home, @Name)",
                new
                {
                    id = ticket.Id, account, secret = ticket.Hash, agent = agent[..Math.Min(agent.Length, LongestAgent)], now,
                    via = (long)start.Via, address = start.Arrival.AddressText, home = start.PanelOf, start.Name,
                }));
        return (ticket, WhoOf(account, ticket.Id, start.PanelOf) with { ForgotPassword = start.Via is SignInVia.Link });
    }

    internal async Task<Result<SignedIn>> FindAsync(Ticket ticket)
    {
        var row = await records.FindAsync<Row>($"SELECT {Columns} FROM session WHERE id = @id",
            new { id = ticket.Id });
        if (row is null || !ticket.Matches(row.Secret)) return new Fault(ErrorCodes.AuthRequired, "This sign-in is not known here.");
        if (row.Ended is not null) return new Fault(ErrorCodes.AuthRevoked, "This sign-in was ended.");
        if (NowMs - row.Used > IdleLimit.TotalMilliseconds)
            return new Fault(ErrorCodes.AuthExpired, $"This sign-in was not used for {IdleLimit.TotalDays} days.");
        if (NowMs - row.Used > UsedStep.TotalMilliseconds)
            await records.WriteAsync(new RecordWrite("UPDATE session SET used = @now WHERE id = @id AND ended IS NULL",
                new { id = ticket.Id, now = NowMs }));
        return WhoOf(AccountId.Parse(row.Account), ticket.Id, row.PanelOf) with
        {
            ForgotPassword = row.Via == (long)SignInVia.Link && NowMs - row.Created < ForgottenLimit.TotalMilliseconds,
        };
    }

    internal async Task<IReadOnlyList<SessionItem>> ListAsync(SignedIn who)
    {
        var rows = await records.ListAsync<Row>(
            $"SELECT {Columns} FROM session WHERE account = @Account AND ended IS NULL AND used > @since ORDER BY used DESC",
            new { who.Account, since = NowMs - (long)IdleLimit.TotalMilliseconds });
        return [.. rows.Select(row => new SessionItem(CredentialId.Parse(row.Id), Unix.Time(row.Created), Unix.Time(row.Used), row.Agent,
            row.Id == who.Credential.ToString(), row.Home is null ? SessionKind.Browser : SessionKind.Panel, (SignInVia)row.Via, row.Address, row.PanelOf,
            row.Name))];
    }

    internal async Task<Fault?> EndAsync(AccountId account, CredentialId id)
    {
        var row = await records.FindAsync<Row>(
            $"SELECT {Columns} FROM session WHERE id = @id AND account = @account AND ended IS NULL",
                new { id, account });
        if (row is null) return new Fault(ErrorCodes.NotFound, "There is no such sign-in.");
        await records.WriteAsync(new RecordWrite("UPDATE session SET ended = @now WHERE id = @id AND account = @account",
            new { id, account, now = NowMs }));
        return null;
    }

    /// <summary>After a change of password: whoever knew the old one is out.</summary>
    internal RecordWrite EndOthers(AccountId account, CredentialId keep) =>
        new("UPDATE session SET ended = @now WHERE account = @account AND id <> @keep AND ended IS NULL",
            new { account, keep, now = NowMs });

    /// <summary>The new password is set: the link that let somebody in has done its work.</summary>
    internal static RecordWrite NoLongerForgotten(CredentialId id) =>
        new("UPDATE session SET via = @password WHERE id = @id AND via = @link", new { id, password = (long)SignInVia.Password, link = (long)SignInVia.Link });

    internal Task EndOthersAsync(AccountId account, CredentialId keep) => records.WriteAsync(EndOthers(account, keep));

    /// <summary>A panel sees and controls its home; it arranges nothing and is no way into the account.</summary>
    private static SignedIn WhoOf(AccountId account, CredentialId id, HomeId? panelOf) => panelOf is { } home
        ? new(account, id, SignInWay.Cookie, Scopes.Read | Scopes.Control, [home], SessionKind.Panel)
        : new(account, id, SignInWay.Cookie, Scopes.All);

    internal DateTimeOffset Now => Unix.Time(NowMs);

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();
}
