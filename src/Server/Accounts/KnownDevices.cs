using Kith.Ledger.Records;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>
/// Browsers in which an account has signed in before. Each has tries of its own at the password, so that whoever guesses from a thousand
/// addresses slows down everybody but the owner. Knowing one gives nothing else: the password is asked as ever.
/// </summary>
internal sealed class KnownDevices(Records records, TimeProvider time)
{
    /// <summary>Per account; the oldest give way.</summary>
    private const int Most = 50;

    private sealed record Row(byte[] Secret);

    internal async Task<bool> KnowsAsync(string? device, AccountId account) =>
        Ticket.TryParse(device, out var ticket) && await FindAsync(ticket, account) is { } row && ticket.Matches(row.Secret);

    /// <summary>The ticket for the browser to keep: the one it brought, if it is good for this account, or a new one.</summary>
    internal async Task<Ticket> RememberAsync(string? device, AccountId account)
    {
        if (await KnowsAsync(device, account) && Ticket.TryParse(device, out var known)) return known;
        var ticket = Ticket.New();
        await records.WriteAsync(
            new("INSERT INTO known_device (id, account, secret, created) VALUES (@id, @account, @secret, @now)",
                new { id = ticket.Id, account, secret = ticket.Hash, now = time.GetUtcNow().ToUnixTimeMilliseconds() }),
            new("DELETE FROM known_device WHERE account = @account AND id NOT IN (SELECT id FROM known_device WHERE account = @account ORDER BY created DESC LIMIT @Most)",
                new { account, Most }));
        return ticket;
    }

    /// <summary>After a change of password all devices are strangers again.</summary>
    internal static RecordWrite ForgetAll(AccountId account) => new("DELETE FROM known_device WHERE account = @account", new { account });

    private Task<Row?> FindAsync(Ticket ticket, AccountId account) =>
        records.FindAsync<Row>("SELECT secret FROM known_device WHERE id = @id AND account = @account", new { id = ticket.Id, account });
}
