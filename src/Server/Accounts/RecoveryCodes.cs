using System.Security.Cryptography;
using System.Text;
using Kith.Ledger.Records;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>Ten codes on paper for the day when the authenticator is lost: each works once, and is kept only as a hash.</summary>
internal static class RecoveryCodes
{
    internal const int Count = 10;

    /// <summary>80 bits: with the account's id in the hash, more than anybody can search, also who has the file.</summary>
    private const int Bytes = 10;

    private const int GroupLength = 4;

    /// <summary>Ten new ones, XXXX-XXXX-XXXX-XXXX, and the writes that put them in the place of all before.</summary>
    internal static (string[] Codes, RecordWrite[] Writes) Make(AccountId account)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => New()).ToArray();
        return (codes, [Drop(account), .. codes.Select(code => new RecordWrite("INSERT INTO recovery_code (account, hash) VALUES (@account, @hash)",
            new { account, hash = HashOf(account, code) }))]);
    }

    internal static RecordWrite Drop(AccountId account) => new("DELETE FROM recovery_code WHERE account = @account", new { account });

    /// <summary>Case and signs between the letters do not count: it is typed from paper.</summary>
    internal static byte[] HashOf(AccountId account, string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{account} {string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()}"));

    private static string New() =>
        string.Join('-', Base32.Write(RandomNumberGenerator.GetBytes(Bytes)).Chunk(GroupLength).Select(group => new string(group)));
}
