using System.Text.RegularExpressions;

namespace Kith.Gateway.Watching;

/// <summary>How passwords, keys and PINs are called: in names of properties, in topics, in texts. Rather one too many: what is hidden can be looked up at the device.</summary>
internal static partial class SecretWords
{
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwords", "passwd", "passphrase", "passcode", "pwd", "pass", "secret", "secrets", "token", "tokens", "credential", "credentials", "psk", "pin", "pins",
        "pincode", "pincodes", "otp", "totp", "auth", "authorization", "bearer", "cookie", "apikey", "usercode", "usercodes",
    };

    /// <summary>A key or a code is mostly harmless (a button, an error); these are not.</summary>
    private static readonly HashSet<string> SecretKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "network", "private", "api", "access", "encryption", "shared", "master", "link", "install", "installation", "security", "user", "entry", "door", "lock", "alarm", "setup",
        "pairing", "wifi", "wpa", "webhook", "signing", "session",
    };

    /// <summary>pin_code, pinCode, PinCode1, pin-code and "pin code" are the same words.</summary>
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words { get; }

    /// <summary>The Chinese names of the same: password, secret key, code, token, PIN.</summary>
    [GeneratedRegex("密码|密钥|口令|令牌|验证码|密碼|密鑰", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese { get; }

    /// <summary>Somebody's name and password in an address.</summary>
    [GeneratedRegex("://[^/@\\s]+@", RegexOptions.CultureInvariant)]
    private static partial Regex InAddress { get; }

    internal static bool IsIn(string text)
    {
        var before = "";
        foreach (var word in Words.EnumerateMatches(text))
        {
            var its = text.Substring(word.Index, word.Length);
            if (Secret.Contains(its)) return true;
            if (IsCode(its) && SecretKinds.Contains(before)) return true;
            before = its;
        }
        return Chinese.IsMatch(text) || InAddress.IsMatch(text);
    }

    /// <summary>Names such as code: secret when what they name is digits.</summary>
    internal static bool IsCode(string word) => word.Equals("code", StringComparison.OrdinalIgnoreCase) || word.Equals("codes", StringComparison.OrdinalIgnoreCase)
        || word.Equals("key", StringComparison.OrdinalIgnoreCase) || word.Equals("keys", StringComparison.OrdinalIgnoreCase);
}
