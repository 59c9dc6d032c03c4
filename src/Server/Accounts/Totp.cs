using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Server.Accounts;

/// <summary>Codes of an authenticator app (RFC 6238 over RFC 4226): SHA-1, 6 digits, 30 s, the one form that every such app knows.</summary>
internal static class Totp
{
    /// <summary>160 bits, as RFC 4226 (R6) recommends.</summary>
    internal const int KeyBytes = 20;

    internal const int Digits = 6;
    internal const int StepSeconds = 30;

    /// <summary>Steps that a clock may be off, either way (RFC 6238, 5.2 and 6).</summary>
    private const int Drift = 1;

    private const int Modulus = 1_000_000;

    internal static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    internal static string CodeOf(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The RFC's own function; a keyed hash does not suffer from what broke SHA-1, and few apps know another.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, near now and later than the last that was used; null for a wrong or repeated code.</summary>
    internal static long? StepOf(ReadOnlySpan<byte> key, string code, DateTimeOffset now, long lastUsed)
    {
        for (var step = StepAt(now) - Drift; step <= StepAt(now) + Drift; step++)
            if (step > lastUsed && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(key, step)), Encoding.UTF8.GetBytes(code)))
                return step;
        return null;
    }

    /// <summary>What an authenticator app reads from the QR code.</summary>
    internal static string UriOf(ReadOnlySpan<byte> key, string user) =>
        $"otpauth://totp/Kith:{Uri.EscapeDataString(user)}?secret={Base32.Write(key)}&issuer=Kith&digits={Digits}&period={StepSeconds}";
}
