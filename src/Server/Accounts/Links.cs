using Kith.Ledger.Records;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>What a one-time link is good for.</summary>
internal enum LinkKind : byte
{
    /// <summary>To make the first account of this server.</summary>
    Setup,
    /// <summary>To sign in once without a password.</summary>
    SignIn,
    /// <summary>To become a person of a home.</summary>
    Invitation,
}

/// <summary>What a link that is still good leads to.</summary>
internal sealed record Link(CredentialId Id, LinkKind Kind, AccountId? Account, HomeId? Home, PersonId? Person);

/// <summary>One-time links: each works once, until its end. Taking one is a write, so that a second taker finds it taken.</summary>
internal sealed class Links(Records records, TimeProvider time)
{
    /// <summary>Setup and sign-in links are for now.</summary>
    internal static readonly TimeSpan ShortLife = TimeSpan.FromHours(1);

    /// <summary>An invitation goes by mail or messenger and is opened at the weekend.</summary>
    internal static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    private sealed record Row(string Id, long Kind, byte[] Secret, string? Account, string? Home, string? Person, long Expires,
        long? Taken);

    /// <summary>A new link; earlier ones of the same kind to the same place stop working.</summary>
    internal async Task<(Ticket Ticket, DateTimeOffset Expires)> MakeAsync(LinkKind kind, AccountId? account = null, HomeId? home = null,
        PersonId? person = null)
    {
        var (ticket, now) = (Ticket.New(), time.GetUtcNow());
        var expires = Unix.Time((now + (kind is LinkKind.Invitation ? InvitationLife : ShortLife)).ToUnixTimeMilliseconds());
        await records.WriteAsync(
            new("DELETE FROM link WHERE kind = @kind AND account IS @account AND home IS @home AND person IS @person OR expires < @old",
                new { kind = (long)kind, account, home, person, old = (now - InvitationLife).ToUnixTimeMilliseconds() }),
            new("INSERT INTO link (id, kind, secret, account, home, person, created, expires) VALUES (@id, @kind, @secret, @account, @home, @person, @now, @expires)",
                new
                {
                    id = ticket.Id, kind = (long)kind, secret = ticket.Hash, account, home, person,
                    now = now.ToUnixTimeMilliseconds(), expires = expires.ToUnixTimeMilliseconds(),
                }));
        return (ticket, expires);
    }

    /// <summary>The link a text stands for, if it is of that kind and still good; does not take it.</summary>
    internal async Task<Result<Link>> FindAsync(LinkKind kind, string text)
    {
        var row = !Ticket.TryParse(text, out var ticket) ? null : await records.FindAsync<Row>(
            "SELECT id, kind, secret, account, home, person, expires, taken FROM link WHERE id = @id", new { id = ticket.Id });
        if (row is null || !ticket.Matches(row.Secret) || row.Kind != (long)kind || row.Taken is not null
            || row.Expires <= time.GetUtcNow().ToUnixTimeMilliseconds())
            return new Fault(ErrorCodes.LinkExpired, "This link is unknown, used or too old.");
        return new Link(
            ticket.Id, kind, row.Account is null ? null : AccountId.Parse(row.Account), row.Home is null ? null : HomeId.Parse(row.Home),
            row.Person is null ? null : PersonId.Parse(row.Person));
    }

    /// <summary>Takes a link, in one commit with what it is taken for.</summary>
    internal Task TakeAsync(Link link, params RecordWrite[] along) => records.WriteAsync(
        [new("UPDATE link SET taken = @now WHERE id = @Id", new { link.Id, now = time.GetUtcNow().ToUnixTimeMilliseconds() }), .. along]);
}
