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

/// <summary>One secret of a device or bridge, as kept: its hash, never itself. The id is its user name.</summary>
/// <param name="Hash">SHA-256 of the secret; the secret has 256 random bits, so that no slow hash is needed.</param>
public sealed record Credential(
    CredentialId Id, HomeId Home, CredentialKind Kind, string Subject, byte[] Hash, DateTimeOffset Created, DateTimeOffset? LastUsed = null)
{
    /// <summary>Compares in constant time.</summary>
    public bool Matches(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(secret, hash);
        return CryptographicOperations.FixedTimeEquals(hash, Hash);
    }

    internal static (Credential Credential, string Secret) New(HomeId home, CredentialKind kind, string subject, DateTimeOffset now)
    {
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        return (new Credential(CredentialId.New(), home, kind, subject, SHA256.HashData(Encoding.UTF8.GetBytes(secret)), now), secret);
    }
}

/// <summary>A fresh credential, shown once.</summary>
/// <param name="Username">Its id.</param>
/// <param name="Password">64 hexadecimal digits; kept nowhere.</param>
public sealed record IssuedCredential(CredentialId Username, string Password);

/// <summary>What an owner sees of a credential.</summary>
public sealed record CredentialView(CredentialId Id, DateTimeOffset Created, DateTimeOffset? LastUsed);
