using System.Buffers.Text;
using Kith.Ledger.Records;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Accounts;
using Kith.Server.Delivery;

namespace Kith.Server.Push;

/// <summary>A browser that wants messages, as its owner sees it.</summary>
/// <param name="Current">It is the browser that asks.</param>
internal sealed record PushItem(CredentialId Id, string Agent, DateTimeOffset Created, bool Current);

/// <summary>A browser that wants messages: where, and sealed to what.</summary>
internal sealed record PushTarget(string Id, Uri Endpoint, byte[] Point, byte[] Auth);

/// <summary>
/// The browsers of accounts that take messages while the app is closed. Each belongs to a sign-in and ends with it: who signs out, or is
/// signed out from elsewhere, is told nothing more.
/// </summary>
internal sealed class PushSubscriptions(Records records, Destinations destinations, TimeProvider time)
{
    internal static readonly Migration Migration = new(220, "browsers that take messages",
        """
        CREATE TABLE push_subscription (
          id TEXT PRIMARY KEY, account TEXT NOT NULL, session TEXT NOT NULL, endpoint TEXT NOT NULL UNIQUE, point BLOB NOT NULL, auth BLOB NOT NULL,
          created INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX push_subscription_account ON push_subscription (account);
        """);

    /// <summary>Per account; the oldest give way.</summary>
    private const int Most = 20;

    private const string Living = "FROM push_subscription p JOIN session s ON s.id = p.session WHERE p.account = @account AND s.account = @account AND s.ended IS NULL";

    private sealed record ItemRow(string Id, string Session, string Agent, long Created);

    private sealed record TargetRow(string Id, string Endpoint, byte[] Point, byte[] Auth);

    /// <summary>A browser subscribes, or again: the same endpoint is the same browser, whoever signs in there.</summary>
    internal async Task<Result<PushItem>> AddAsync(SignedIn who, PushForm form, string agent)
    {
        if (who.Way is not SignInWay.Cookie || who.Kind is not SessionKind.Browser) return new Fault(ErrorCodes.RightMissing, "Only a signed-in browser takes messages.");
        if (destinations.Check(form.Endpoint, "endpoint") is { } wrong) return wrong;
        var (point, auth) = (Bytes(form.Keys.P256dh), Bytes(form.Keys.Auth));
        if (!PushCipher.IsPoint(point)) return new Fault(ErrorCodes.RequestInvalid, "This is no public key of the curve P-256.", "keys.p256dh");
        if (auth.Length != PushCipher.AuthBytes) return new Fault(ErrorCodes.RequestInvalid, $"The secret has {PushCipher.AuthBytes} bytes.", "keys.auth");
        var (id, now) = (CredentialId.New(), time.GetUtcNow());
        await records.WriteAsync(
            new("DELETE FROM push_subscription WHERE endpoint = @Endpoint", new { form.Endpoint }),
            new("INSERT INTO push_subscription (id, account, session, endpoint, point, auth, created) VALUES (@id, @Account, @Credential, @Endpoint, @point, @auth, @now)",
                new { id, who.Account, who.Credential, form.Endpoint, point, auth, now = now.ToUnixTimeMilliseconds() }),
            new("DELETE FROM push_subscription WHERE account = @Account AND id NOT IN (SELECT id FROM push_subscription WHERE account = @Account ORDER BY created DESC LIMIT @Most)",
                new { who.Account, Most }));
        return new PushItem(id, agent, now, true);
    }

    internal async Task<IReadOnlyList<PushItem>> ListAsync(SignedIn who)
    {
        var rows = await records.ListAsync<ItemRow>($"SELECT p.id, p.session, s.agent, p.created {Living} ORDER BY p.created DESC", new { account = who.Account });
        return [.. rows.Select(row => new PushItem(CredentialId.Parse(row.Id), row.Agent, Unix.Time(row.Created), row.Session == who.Credential.ToString()))];
    }

    internal async Task<Fault?> RemoveAsync(SignedIn who, CredentialId id)
    {
        if ((await ListAsync(who)).All(item => item.Id != id)) return new Fault(ErrorCodes.NotFound, "There is no such subscription.");
        await DropAsync(id.ToString());
        return null;
    }

    internal async Task<IReadOnlyList<PushTarget>> OfAsync(AccountId account) =>
        [.. (await records.ListAsync<TargetRow>($"SELECT p.id, p.endpoint, p.point, p.auth {Living}", new { account }))
            .Select(row => new PushTarget(row.Id, new Uri(row.Endpoint), row.Point, row.Auth))];

    /// <summary>The browser is gone, or took its permission back.</summary>
    internal Task DropAsync(string id) => records.WriteAsync(new RecordWrite("DELETE FROM push_subscription WHERE id = @id", new { id }));

    private static byte[] Bytes(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}

/// <summary>What a browser says of its subscription (PushSubscription.toJSON()).</summary>
internal sealed record PushForm(string Endpoint, PushKeys Keys);

/// <summary>The browser's public key and secret, base64url.</summary>
internal sealed record PushKeys(string P256dh, string Auth);
