using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kith.Server.Accounts;

/// <summary>Hashes and checks passwords with Identity's hasher (PBKDF2, HMAC-SHA512), a few at a time.</summary>
internal sealed class Passwords : IDisposable
{
    /// <summary>OWASP's advice for PBKDF2-HMAC-SHA512 (2023): 210,000 rounds; some 100 ms of one core of a small box.</summary>
    internal const int Rounds = 210_000;

    /// <summary>Hashes at once: the rest of the house needs its cores while somebody guesses passwords.</summary>
    private const int AtOnce = 2;

    private readonly PasswordHasher<Account> _hasher;
    private readonly SemaphoreSlim _free = new(AtOnce);
    private readonly string _nobody;

    internal Passwords(int rounds = Rounds)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));
        _nobody = _hasher.HashPassword(null!, Ticket.New().Secret);
    }

    internal async Task<string> HashAsync(string password) => await WhenFreeAsync(() => _hasher.HashPassword(null!, password));

    /// <summary>Takes as long for an account that does not exist, so that time tells nobody who has one.</summary>
    internal async Task<bool> IsRightAsync(Account? account, string password)
    {
        if (password.Length > PasswordRule.Most) return false;
        var verdict = await WhenFreeAsync(() => _hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? _nobody, password));
        return account is not null && verdict is not PasswordVerificationResult.Failed;
    }

    /// <summary>A PIN against its own hash.</summary>
    internal async Task<bool> IsRightAsync(string hash, string pin) => pin.Length <= Pins.Longest
        && await WhenFreeAsync(() => _hasher.VerifyHashedPassword(null!, hash, pin)) is not PasswordVerificationResult.Failed;

    public void Dispose() => _free.Dispose();

    private async Task<T> WhenFreeAsync<T>(Func<T> work)
    {
        await _free.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            _free.Release();
        }
    }
}
