using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>
/// What proves a session, token or one-time link: a public id and a random secret of 256 bits, written id_secret. Shown once, kept
/// only as SHA-256: a secret of full entropy needs no slow hash (NIST SP 800-63B 5.1.2.2 asks for one below 112 bits).
/// </summary>
internal readonly record struct Ticket(CredentialId Id, string Secret)
{
    private const int SecretBytes = 32;
    private const int IdLength = 20;

    /// <summary>20 + 1 + 43: anything of another length is refused before it is looked at.</summary>
    internal const int Length = IdLength + 1 + 43;

    internal byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    internal static Ticket New() => new(CredentialId.New(), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    internal bool Matches(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(Hash, hash);

    internal static bool TryParse([NotNullWhen(true)] string? text, out Ticket ticket)
    {
        ticket = default;
        if (text is not { Length: Length } || text[IdLength] != '_' || !Ascii.IsValid(text)) return false;
        if (!CredentialId.TryParse(text.AsSpan(0, IdLength), null, out var id)) return false;
        ticket = new(id, text[(IdLength + 1)..]);
        return true;
    }

    public override string ToString() => $"{Id}_{Secret}";
}
