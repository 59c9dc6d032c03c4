using System.Security.Cryptography;
using Kith.Homes.Credentials;
using Kith.Ledger.Records;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>The second factor of accounts: an authenticator app's codes, and recovery codes for the day when it is lost.</summary>
internal sealed class SecondFactors(Records records, TimeProvider time) : IDisposable
{
    /// <summary>Who comes here knows the password: 5 slips are free, then few tries a day. Longer would lock an owner out whose password leaked.</summary>
    internal const int FreeTries = 5;

    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private readonly Backoff _tries = new(time, FreeTries, LongestWait);

    /// <summary>A code is looked at and marked as used by one at a time, so that two at once cannot both use it.</summary>
    private readonly SemaphoreSlim _alone = new(1);

    private sealed record Row(byte[] Key, long Step, long? Confirmed);

    private sealed record Left(long Codes);

    private sealed record Found(byte[] Hash);

    internal async Task<bool> IsOnAsync(AccountId account) => await FindAsync(account) is { Confirmed: not null };

    internal async Task<int> CodesLeftAsync(AccountId account) =>
        (int)(await records.FindAsync<Left>("SELECT count(*) AS codes FROM recovery_code WHERE account = @account", new { account }))!.Codes;

    /// <summary>A new key; it counts only when a code of it has been given.</summary>
    internal async Task<Result<byte[]>> BeginAsync(AccountId account)
    {
        if (await IsOnAsync(account)) return new Fault(ErrorCodes.Conflict, "The second factor is on already.");
        var key = RandomNumberGenerator.GetBytes(Totp.KeyBytes);
        await records.WriteAsync(new RecordWrite(
            "INSERT INTO second_factor (account, key, step) VALUES (@account, @key, 0) ON CONFLICT (account) DO UPDATE SET key = @key, step = 0",
            new { account, key }));
        return key;
    }

    /// <summary>Turns it on, once a code proves that the app has the key. The recovery codes are told this once.</summary>
    internal async Task<(Result<string[]> Result, TimeSpan Wait)> ConfirmAsync(AccountId account, string code)
    {
        if (await FindAsync(account) is not { Confirmed: null }) return (new Fault(ErrorCodes.Conflict, "No second factor waits to be confirmed."), default);
        var (wrong, wait) = await TakeAsync(account, code, mayRecover: false);
        if (wrong is not null) return (wrong, wait);
        var (codes, writes) = RecoveryCodes.Make(account);
        await records.WriteAsync([new("UPDATE second_factor SET confirmed = @now WHERE account = @account",
            new { account, now = time.GetUtcNow().ToUnixTimeMilliseconds() }), .. writes]);
        return (codes, default);
    }

    /// <summary>Ten new recovery codes; the old ones stop working.</summary>
    internal async Task<Result<string[]>> RenewCodesAsync(AccountId account)
    {
        if (!await IsOnAsync(account)) return new Fault(ErrorCodes.Conflict, "The second factor is off.");
        var (codes, writes) = RecoveryCodes.Make(account);
        await records.WriteAsync(writes);
        return codes;
    }

    internal Task TurnOffAsync(AccountId account) => records.WriteAsync(
        new("DELETE FROM second_factor WHERE account = @account", new { account }), RecoveryCodes.Drop(account));

    /// <summary>At sign-in, after the password: null when no code is needed or the code is right. A wait means that nothing was looked at.</summary>
    internal async Task<(Fault? Fault, TimeSpan Wait)> CheckAsync(AccountId account, string? code)
    {
        if (!await IsOnAsync(account)) return default;
        return string.IsNullOrWhiteSpace(code)
            ? (new Fault(ErrorCodes.AuthCodeNeeded, "This account has a second factor: give its code too.", "code"), default)
            : await TakeAsync(account, code, mayRecover: true);
    }

    public void Dispose() => _alone.Dispose();

    private async Task<(Fault? Fault, TimeSpan Wait)> TakeAsync(AccountId account, string code, bool mayRecover)
    {
        await _alone.WaitAsync();
        try
        {
            var name = account.ToString();
            if (_tries.WaitOf(name) is var wait && wait > TimeSpan.Zero)
                return (new Fault(ErrorCodes.RateLimited, $"Too many tries; wait {Math.Ceiling(wait.TotalSeconds)} s."), wait);
            _tries.Count(name);
            if (await UseOf(account, code, mayRecover) is not { } use)
                return (new Fault(ErrorCodes.AuthCodeWrong, "The code is wrong, too old or used already.", "code"), default);
            await records.WriteAsync(use);
            _tries.Forgive(name);
            return default;
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <summary>The write that uses a code up; null when the code is none.</summary>
    private async Task<RecordWrite?> UseOf(AccountId account, string code, bool mayRecover)
    {
        if (await FindAsync(account) is not { } row) return null;
        var digits = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        if (digits.Length == Totp.Digits)
            return Totp.StepOf(row.Key, digits, time.GetUtcNow(), row.Step) is { } step
                ? new("UPDATE second_factor SET step = @step WHERE account = @account", new { account, step })
                : null;
        var hash = RecoveryCodes.HashOf(account, code);
        return mayRecover && await records.FindAsync<Found>("SELECT hash FROM recovery_code WHERE account = @account AND hash = @hash", new { account, hash }) is not null
            ? new("DELETE FROM recovery_code WHERE account = @account AND hash = @hash", new { account, hash })
            : null;
    }

    private Task<Row?> FindAsync(AccountId account) =>
        records.FindAsync<Row>("SELECT key, step, confirmed FROM second_factor WHERE account = @account", new { account });
}
