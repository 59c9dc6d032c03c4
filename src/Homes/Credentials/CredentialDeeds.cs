using System.Globalization;
using System.Text.Json;
using Dapper;
using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Alarms;
using Kith.Homes.People;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Credentials;

/// <summary>How devices and bridges get, change and lose their secrets. A subject has at most one credential; a new one ends the old.</summary>
public static class CredentialDeeds
{
    private const string Put = "INSERT OR REPLACE INTO credential(id, home, subject, body) VALUES(@Id, @Home, @Subject, @Body)";
    private const string Drop = "DELETE FROM credential WHERE home = @Home AND subject = @Subject";

    /// <summary>The credential of a user name, whatever its home; null when there is none (any more).</summary>
    public static async ValueTask<Credential?> CredentialAsync(this HomeHost homes, CredentialId id) =>
        Read(await homes.Ledger.ReadAsync(connection =>
            connection.QuerySingleOrDefault<string>("SELECT body FROM credential WHERE id = @Id", new { Id = id.ToString() })));

    /// <summary>What the owner sees of a device's credential; not_found for a device without one.</summary>
    public static async ValueTask<Result<CredentialView>> CredentialOfAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device)
    {
        var allowed = await homes.AskAsync<bool>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Arrange) is { } denied ? denied : its.Twins.ContainsKey(device) ? true : Home.Unknown(device));
        if (allowed.Fault is { } fault) return fault;
        var credential = Read(await homes.Ledger.ReadAsync(connection => connection.QuerySingleOrDefault<string>(
            "SELECT body FROM credential WHERE home = @Home AND subject = @Subject", new { Home = home.ToString(), Subject = SubjectOf(CredentialKind.Device, device.ToString()) })));
        return credential is null
            ? new Fault(ErrorCodes.NotFound, $"{device} has no credential")
            : credential.View();
    }

    /// <summary>Makes the credential of a device; the one it had stops working at once.</summary>
    public static ValueTask<Result<IssuedCredential>> IssueAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device) =>
        homes.AskAsync<IssuedCredential>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Twins.TryGetValue(device, out var twin)) return Home.Unknown(device);
            if (Guard.Keeps(its, asker, twin) is { } kept) return kept;
            return Issue(homes, turn, asker, CredentialKind.Device, device.ToString(), twin.Device.Name);
        });

    /// <summary>Ends a device's credential; it is disconnected at once and cannot come back with it.</summary>
    public static ValueTask<Result<bool>> RevokeAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device) =>
        homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Twins.TryGetValue(device, out var twin)) return Home.Unknown(device);
            if (Guard.Keeps(its, asker, twin) is { } kept) return kept;
            Revoke(homes, turn, asker, CredentialKind.Device, device.ToString(), twin.Device.Name);
            return true;
        });

    /// <summary>Notes that a credential was used; at most once an hour, because a reconnecting device must not cost a write.</summary>
    /// <param name="expires">Of the certificate that was shown, its last moment.</param>
    public static async ValueTask UsedAsync(this HomeHost homes, Credential credential, DateTimeOffset? expires = null)
    {
        var now = homes.Time.GetUtcNow();
        var until = credential.Proof is CredentialProof.Certificate ? expires ?? credential.Expires : null;
        if (until == credential.Expires && credential.LastUsed is { } last && now - last < TimeSpan.FromHours(1)) return;
        await homes.AskAsync<bool>(credential.Home, Caller.House("gateway"), (its, turn, _) =>
        {
            // Nothing else of it is written: what was read before the door may be old by now.
            turn.Record("UPDATE credential SET body = json_set(body, '$.lastUsed', @LastUsed, '$.expires', @Expires) WHERE id = @Id", new
            {
                Id = credential.Id.ToString(), LastUsed = Text(now), Expires = until is { } known ? Text(known) : null,
            });
            return true;
        });
    }

    /// <summary>As it stands in a body.</summary>
    internal static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    internal static IssuedCredential Issue(HomeHost homes, Turn turn, Asker asker, CredentialKind kind, string subject, string name)
    {
        var (credential, secret) = Credential.New(turn.Home.Id, kind, subject, turn.Now);
        Replace(homes, turn, asker, credential, name);
        return new IssuedCredential(credential.Id, secret);
    }

    /// <summary>From the commit on it is the only one of its subject.</summary>
    internal static void Replace(HomeHost homes, Turn turn, Asker asker, Credential credential, string name)
    {
        turn.Record(Drop, Row(credential));
        turn.Record(Put, Row(credential));
        Tell(turn, asker, credential.Kind, credential.Subject, new Said("credentialIssued", name));
        turn.After(() => homes.CredentialsEnded(turn.Home.Id, credential.Kind, credential.Subject, except: credential.Id));
    }

    internal static void Revoke(HomeHost homes, Turn turn, Asker asker, CredentialKind kind, string subject, string name)
    {
        End(homes, turn, kind, subject);
        Tell(turn, asker, kind, subject, new Said("credentialRevoked", name));
    }

    /// <summary>With its device: no line of its own, and nothing happens where there was none.</summary>
    internal static void End(HomeHost homes, Turn turn, CredentialKind kind, string subject)
    {
        turn.Record(Drop, new { Home = turn.Home.Id.ToString(), Subject = SubjectOf(kind, subject) });
        turn.After(() => homes.CredentialsEnded(turn.Home.Id, kind, subject, except: null));
    }

    private static void Tell(Turn turn, Asker asker, CredentialKind kind, string subject, Said said) =>
        turn.Fact(FactKind.Credential, kind is CredentialKind.Device ? subject : "", subject, ActivityDetail.By(asker, said));

    /// <summary>Devices and bridges may share a name; their subjects may not.</summary>
    private static string SubjectOf(CredentialKind kind, string subject) => $"{(kind is CredentialKind.Device ? "device" : "bridge")}/{subject}";

    private static object Row(Credential credential) => new
    {
        Id = credential.Id.ToString(),
        Home = credential.Home.ToString(),
        Subject = SubjectOf(credential.Kind, credential.Subject),
        Body = JsonSerializer.Serialize(credential, HomesJson.Default.Credential),
    };

    internal static Credential? Read(string? body) => body is null ? null : JsonSerializer.Deserialize(body, HomesJson.Default.Credential);
}
