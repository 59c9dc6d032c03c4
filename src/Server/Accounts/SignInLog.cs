using System.Text.Json.Serialization;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Server.Accounts;

/// <summary>How a try to sign in ended.</summary>
[JsonConverter(typeof(CamelEnum<SignInOutcome>))]
internal enum SignInOutcome : byte
{
    Entered,
    WrongPassword,
    WrongCode,
}

/// <summary>A try to sign in to the account, as its owner sees it.</summary>
internal sealed record SignInItem(long Id, DateTimeOffset At, SignInOutcome Outcome, SignInVia Via, string Address, string Agent);

/// <summary>The last tries to sign in to each account: what its owner looks at who fears that somebody else was here.</summary>
internal sealed class SignInLog(Records records, TimeProvider time)
{
    /// <summary>Per account. Guessing is slowed, so these reach back for hours even then.</summary>
    internal const int Kept = 50;

    private const int LongestAgent = 200;

    private sealed record Row(long Id, long At, long Outcome, long Via, string Address, string Agent);

    /// <summary>No account: somebody tried a name that nobody has. It is written all the same, so that time tells nobody who has one.</summary>
    internal Task NoteAsync(AccountId? account, Arrival arrival, SignInVia via, SignInOutcome outcome)
    {
        var name = account?.ToString() ?? "";
        return records.WriteAsync(
            new("INSERT INTO sign_in (account, at, outcome, via, address, agent) VALUES (@name, @now, @outcome, @via, @AddressText, @agent)",
                new
                {
                    name, now = time.GetUtcNow().ToUnixTimeMilliseconds(), outcome = (long)outcome, via = (long)via, arrival.AddressText,
                    agent = arrival.Agent[..Math.Min(arrival.Agent.Length, LongestAgent)],
                }),
            new("DELETE FROM sign_in WHERE account = @name AND id NOT IN (SELECT id FROM sign_in WHERE account = @name ORDER BY id DESC LIMIT @kept)",
                new { name, kept = Kept }));
    }

    /// <summary>Newest first.</summary>
    internal async Task<IReadOnlyList<SignInItem>> ListAsync(AccountId account)
    {
        var rows = await records.ListAsync<Row>("SELECT id, at, outcome, via, address, agent FROM sign_in WHERE account = @account ORDER BY id DESC", new { account });
        return [.. rows.Select(row => new SignInItem(row.Id, Unix.Time(row.At), (SignInOutcome)row.Outcome, (SignInVia)row.Via, row.Address, row.Agent))];
    }
}
