using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Credentials;

/// <summary>What connects with a credential.</summary>
[JsonConverter(typeof(CamelEnum<CredentialKind>))]
public enum CredentialKind : byte
{
    /// <summary>A native device; the subject is its device id.</summary>
    Device,
    /// <summary>A bridge; the subject is its bridge id.</summary>
    Bridge,
}

/// <summary>What whoever uses a credential shows.</summary>
[JsonConverter(typeof(CamelEnum<CredentialProof>))]
public enum CredentialProof : byte
{
    /// <summary>A secret that we made.</summary>
    Password,
    /// <summary>A certificate whose private key never leaves the device; TLS proves that it has it.</summary>
    Certificate,
}

/// <summary>One credential of a device or bridge, as kept: a hash of what is shown, never itself. The id is its user name.</summary>
/// <param name="Hash">SHA-256 of the secret, which has 256 random bits, so that no slow hash is needed; or the certificate's fingerprint.</param>
/// <param name="Proof">A certificate is no secret: whoever sends one as a password is not its owner.</param>
/// <param name="Expires">Of a certificate, its last moment; null until it is known: a fingerprint does not tell.</param>
/// <param name="Warned">When the home was told that it expires.</param>
public sealed record Credential(
    CredentialId Id, HomeId Home, CredentialKind Kind, string Subject, byte[] Hash, DateTimeOffset Created, DateTimeOffset? LastUsed = null, CredentialProof Proof = CredentialProof.Password,
    DateTimeOffset? Expires = null, DateTimeOffset? Warned = null)
{
    /// <summary>Compares in constant time.</summary>
    public bool Matches(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(secret, hash);
        return Proof is CredentialProof.Password && CryptographicOperations.FixedTimeEquals(hash, Hash);
    }

    /// <summary>The certificate with this SHA-256, whose key the caller has seen proven.</summary>
    public bool MatchesCertificate(ReadOnlySpan<byte> fingerprint) => Proof is CredentialProof.Certificate && fingerprint.SequenceEqual(Hash);

    internal static (Credential Credential, string Secret) New(HomeId home, CredentialKind kind, string subject, DateTimeOffset now)
    {
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        return (new Credential(CredentialId.New(), home, kind, subject, SHA256.HashData(Encoding.UTF8.GetBytes(secret)), now), secret);
    }

    internal CredentialView View() => new(Id, Created, LastUsed, Proof is CredentialProof.Certificate ? Convert.ToHexStringLower(Hash) : null, Expires);
}

/// <summary>A fresh credential, shown once.</summary>
/// <param name="Username">Its id.</param>
/// <param name="Password">64 hexadecimal digits; kept nowhere.</param>
public sealed record IssuedCredential(CredentialId Username, string Password);

/// <summary>What an owner sees of a credential.</summary>
/// <param name="Id">Its user name.</param>
/// <param name="Fingerprint">SHA-256 of the certificate that proves it; null for a password.</param>
/// <param name="Expires">The certificate's last moment; null for a password, and for a certificate that was given by its fingerprint and has not been seen yet.</param>
public sealed record CredentialView(CredentialId Id, DateTimeOffset Created, DateTimeOffset? LastUsed, string? Fingerprint = null, DateTimeOffset? Expires = null);
