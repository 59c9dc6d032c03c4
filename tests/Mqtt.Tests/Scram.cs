using System.Security.Cryptography;
using System.Text;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests;

/// <summary>
/// The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677) for the one user of RFC 7677's example, with its salt and nonce, so that its
/// four messages can be played word for word.
/// </summary>
internal sealed class Scram(Admission admission)
{
    private const string Nonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private const string Salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
    private const int Iterations = 4096;
    private static readonly byte[] _salted = Rfc2898DeriveBytes.Pbkdf2("pencil", Convert.FromBase64String(Salt), Iterations, HashAlgorithmName.SHA256, 32);
    private string? _first;
    private string _challenge = "";

    public ValueTask<AuthenticationStep> NextAsync(ReadOnlyMemory<byte> said, CancellationToken cancellationToken)
    {
        var text = Encoding.ASCII.GetString(said.Span);
        return ValueTask.FromResult(_first is null ? Challenge(text) : Decide(text));
    }

    private AuthenticationStep Challenge(string text)
    {
        if (!text.StartsWith("n,,n=user,r=", StringComparison.Ordinal))
        {
            return Refuse();
        }
        _first = text["n,,".Length..];
        _challenge = $"r={text["n,,n=user,r=".Length..]}{Nonce},s={Salt},i={Iterations}";
        return AuthenticationStep.Challenge(Encoding.ASCII.GetBytes(_challenge));
    }

    private AuthenticationStep Decide(string text)
    {
        var (bare, proof) = text.Split(",p=") is [var left, var right] ? (left, right) : ("", "");
        var all = $"{_first},{_challenge},{bare}";
        var clientKey = Hmac(_salted, "Client Key");
        var signature = Hmac(SHA256.HashData(clientKey), all);
        var expected = clientKey.Zip(signature, (key, sign) => (byte)(key ^ sign)).ToArray();
        return bare == $"c=biws,{_challenge.Split(',')[0]}" && CryptographicOperations.FixedTimeEquals(expected, Bytes(proof))
            ? AuthenticationStep.Decide(admission, Encoding.ASCII.GetBytes($"v={Convert.ToBase64String(Hmac(Hmac(_salted, "Server Key"), all))}"))
            : Refuse();
    }

    private static byte[] Bytes(string base64)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? bytes[..count] : [];
    }

    private static AuthenticationStep Refuse() => AuthenticationStep.Decide(Admission.Refuse(ReasonCode.NotAuthorized));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text));
}
