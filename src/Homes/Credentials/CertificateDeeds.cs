using Dapper;
using Kith.Homes.Alarms;
using Kith.Homes.Bridges;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Credentials;

/// <summary>
/// How devices and programs of bridges come to use a certificate of their own instead of a password. It takes the password's place in the
/// same record, under a new user name; that name, not the certificate, says which home is meant. Anybody may register any certificate in a
/// home of their own (certificates are no secrets), and nobody else is touched by it.
/// </summary>
public static class CertificateDeeds
{
    /// <summary>From now on a device proves itself by this certificate; what it used before stops working at once.</summary>
    /// <param name="certificate">As PEM, or its SHA-256 fingerprint.</param>
    public static ValueTask<Result<CredentialView>> TrustAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device, string certificate) =>
        TrustAsync(homes, home, caller, CredentialKind.Device, device, certificate);

    /// <summary>The same for the program of a bridge.</summary>
    public static ValueTask<Result<CredentialView>> TrustBridgeAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId bridge, string certificate) =>
        TrustAsync(homes, home, caller, CredentialKind.Bridge, bridge, certificate);

    /// <summary>Makes a new password for the program of a bridge; what it used before stops working at once.</summary>
    public static ValueTask<Result<IssuedCredential>> IssueBridgeAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId bridge) =>
        homes.AskAsync<IssuedCredential>(home, caller, (its, turn, asker) =>
        {
            if (NameOf(its, asker, CredentialKind.Bridge, bridge) is { Fault: { } refused }) return refused;
            var issued = CredentialDeeds.Issue(homes, turn, asker, CredentialKind.Bridge, bridge.ToString(), its.Bridges[bridge].Name);
            BridgeDeeds.Rename(its, turn, bridge, issued.Username);
            return issued;
        });

    private static async ValueTask<Result<CredentialView>> TrustAsync(HomeHost homes, HomeId home, Caller caller, CredentialKind kind, DeviceId id, string certificate)
    {
        var read = Fingerprint.Read(certificate, homes.Time.GetUtcNow());
        var may = await homes.AskAsync<string>(home, caller, (its, _, asker) => NameOf(its, asker, kind, id));
        if ((may.Fault ?? read.Fault) is { } refused) return refused;
        if (await SharedAsync(homes, home, kind, id, read.Value.Sha256) is { } shared) return shared;
        return await homes.AskAsync<CredentialView>(home, caller, (its, turn, asker) =>
        {
            var name = NameOf(its, asker, kind, id);
            if (name.Fault is { } denied) return denied;
            var credential = new Credential(CredentialId.New(), home, kind, id.ToString(), read.Value.Sha256, turn.Now, Proof: CredentialProof.Certificate, Expires: read.Value.Until);
            CredentialDeeds.Replace(homes, turn, asker, credential, name.Value);
            if (kind is CredentialKind.Bridge) BridgeDeeds.Rename(its, turn, id, credential.Id);
            return credential.View();
        });
    }

    private static Result<string> NameOf(Home its, Asker asker, CredentialKind kind, DeviceId id)
    {
        if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
        if (kind is CredentialKind.Bridge) return its.Bridges.TryGetValue(id, out var bridge) ? bridge.Name : BridgeDeeds.Unknown(id);
        if (!its.Twins.TryGetValue(id, out var twin)) return Home.Unknown(id);
        return Guard.Keeps(its, asker, twin) is { } kept ? kept : twin.Device.Name;
    }

    /// <summary>One certificate, one device, as with passwords. Of other homes nothing is asked: the answer would tell of them.</summary>
    private static async ValueTask<Fault?> SharedAsync(HomeHost homes, HomeId home, CredentialKind kind, DeviceId id, byte[] fingerprint)
    {
        var bodies = await homes.Ledger.ReadAsync(connection => connection.Query<string>("SELECT body FROM credential WHERE home = @Home", new { Home = home.ToString() }).ToList());
        var other = bodies.Select(CredentialDeeds.Read).FirstOrDefault(its => its!.MatchesCertificate(fingerprint) && (its.Kind, its.Subject) != (kind, id.ToString()));
        return other is null ? null : new Fault(ErrorCodes.Conflict, $"{other.Subject} uses this certificate already; each device has its own", "certificate");
    }
}
