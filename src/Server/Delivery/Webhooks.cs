using System.Security.Cryptography;
using Kith.Homes.Notices;
using Kith.Ledger.Records;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Accounts;

namespace Kith.Server.Delivery;

/// <summary>A program that is told a person's notices, as its owner sees it.</summary>
/// <param name="Outcome">What became of the last try: "200", "503", "no answer within 10 s"; null before the first.</param>
internal sealed record WebhookView(string Url, DateTimeOffset Created, DateTimeOffset? LastTried, string? Outcome);

/// <summary>Where a webhook goes and what signs it.</summary>
internal sealed record Webhook(Uri Url, byte[] Secret);

/// <summary>The webhook of each person in each home: an address of theirs, and a secret of its own that was shown once.</summary>
internal sealed class Webhooks(Records records, Destinations destinations, TimeProvider time)
{
    internal static readonly Migration Migration = new(221, "webhooks of people",
        """
        CREATE TABLE notice_webhook (
          home TEXT NOT NULL, person TEXT NOT NULL, url TEXT NOT NULL, secret BLOB NOT NULL, created INTEGER NOT NULL, tried INTEGER, outcome TEXT,
          PRIMARY KEY (home, person)) WITHOUT ROWID;
        """);

    /// <summary>A webhook ends in the same commit as its person or home: whoever is called the same later has none of theirs. A person who is put anew stays.</summary>
    internal static readonly Migration EndMigration = new(230, "webhooks end with their person",
        """
        DELETE FROM notice_webhook WHERE NOT EXISTS (SELECT 1 FROM person WHERE person.home = notice_webhook.home AND person.id = notice_webhook.person);
        CREATE TRIGGER notice_webhook_end AFTER DELETE ON person BEGIN
          DELETE FROM notice_webhook WHERE home = OLD.home AND person = OLD.id;
        END;
        """);

    private const int SecretBytes = 32, LongestOutcome = 200;

    /// <summary>How the Standard Webhooks mark a secret of theirs.</summary>
    private const string Prefix = "whsec_";

    private sealed record Row(string Url, byte[] Secret, long Created, long? Tried, string? Outcome);

    internal async Task<WebhookView?> FindAsync(HomeId home, PersonId person) =>
        await RowAsync(home, person) is { } row ? new WebhookView(row.Url, Unix.Time(row.Created), Unix.Time(row.Tried), row.Outcome) : null;

    internal async Task<Webhook?> OfAsync(Outgoing outgoing) =>
        await RowAsync(outgoing.Home, outgoing.Person) is { } row ? new Webhook(new Uri(row.Url), row.Secret) : null;

    /// <summary>A new address, and with it a new secret; the one before no longer signs.</summary>
    internal async Task<Result<(WebhookView View, string Secret)>> PutAsync(HomeId home, PersonId person, string url)
    {
        if (destinations.Check(url, "url") is { } wrong) return wrong;
        var (secret, now) = (RandomNumberGenerator.GetBytes(SecretBytes), time.GetUtcNow());
        await records.WriteAsync(new RecordWrite(
            "INSERT OR REPLACE INTO notice_webhook (home, person, url, secret, created) VALUES (@home, @person, @url, @secret, @now)",
            new { home, person, url, secret, now = now.ToUnixTimeMilliseconds() }));
        return (new WebhookView(url, now, null, null), Prefix + Convert.ToBase64String(secret));
    }

    internal async Task<Fault?> RemoveAsync(HomeId home, PersonId person)
    {
        if (await RowAsync(home, person) is null) return new Fault(ErrorCodes.NotFound, "There is no webhook.");
        await records.WriteAsync(new RecordWrite("DELETE FROM notice_webhook WHERE home = @home AND person = @person", new { home, person }));
        return null;
    }

    /// <summary>For its owner to see whether it works.</summary>
    internal Task NoteAsync(Outgoing outgoing, string outcome) => records.WriteAsync(new RecordWrite(
        "UPDATE notice_webhook SET tried = @now, outcome = @outcome WHERE home = @Home AND person = @Person",
        new { now = time.GetUtcNow().ToUnixTimeMilliseconds(), outcome = outcome[..Math.Min(outcome.Length, LongestOutcome)], outgoing.Home, outgoing.Person }));

    private Task<Row?> RowAsync(HomeId home, PersonId person) =>
        records.FindAsync<Row>("SELECT url, secret, created, tried, outcome FROM notice_webhook WHERE home = @home AND person = @person", new { home, person });
}
