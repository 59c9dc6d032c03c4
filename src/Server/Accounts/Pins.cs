using Kith.Homes.Credentials;
using Kith.Homes.People;
using Kith.Ledger.Records;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Server.Accounts;

/// <summary>
/// A person's PIN for what touches safety or privacy: asked on panels, and everywhere if its owner wants that. Which commands need it is
/// decided in the home (Rights); whether what was given is right is found out here, for every way in.
/// </summary>
internal sealed class Pins(Records records, Passwords passwords, TimeProvider time)
{
    internal const int Shortest = 4, Longest = 8;

    /// <summary>Whoever stands before a panel may try: 5 slips are free, then about 100 tries a day of 10,000 possible PINs at least.</summary>
    internal const int FreeTries = 5;

    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private readonly Backoff _tries = new(time, FreeTries, LongestWait);

    private sealed record Row(string Hash, long Always);

    internal async Task<(bool IsSet, bool Always)> StateAsync(AccountId account) => await FindAsync(account) is { } row ? (true, row.Always != 0) : default;

    /// <summary>Sets a PIN, or keeps the one there is when none is given.</summary>
    internal async Task<Fault?> SetAsync(AccountId account, string? pin, bool always)
    {
        var kept = await FindAsync(account);
        if ((pin is null && kept is null) || (pin is not null && !IsGood(pin)))
            return new Fault(ErrorCodes.RequestInvalid, $"A PIN has {Shortest} to {Longest} digits, not one repeated and not counted up or down.", "pin");
        var hash = pin is null ? kept!.Hash : await passwords.HashAsync(pin);
        await records.WriteAsync(new RecordWrite(
            "INSERT INTO pin (account, hash, always) VALUES (@account, @hash, @always) ON CONFLICT (account) DO UPDATE SET hash = @hash, always = @always",
            new { account, hash, always = always ? 1 : 0 }));
        return null;
    }

    internal Task DropAsync(AccountId account) => records.WriteAsync(new RecordWrite("DELETE FROM pin WHERE account = @account", new { account }));

    /// <summary>How a caller stands to the PIN. A wait means that nothing was looked at.</summary>
    internal async Task<(Result<PinState> State, TimeSpan Wait)> CheckAsync(SignedIn who, string? given)
    {
        var row = await FindAsync(who.Account);
        if (who.Kind is not SessionKind.Panel && row is not { Always: not 0 }) return (PinState.NotAsked, default);
        if (row is null) return (PinState.Unset, default);
        if (given is null) return (PinState.Needed, default);
        var key = who.Account.ToString();
        if (_tries.WaitOf(key) is var wait && wait > TimeSpan.Zero)
            return (new Fault(ErrorCodes.PinBlocked, $"Too many wrong PINs; wait {Math.Ceiling(wait.TotalSeconds)} s.", "pin"), wait);
        _tries.Count(key);
        if (!await passwords.IsRightAsync(row.Hash, given)) return (new Fault(ErrorCodes.PinWrong, "The PIN is wrong.", "pin"), default);
        _tries.Forgive(key);
        return (PinState.Given, default);
    }

    /// <summary>1111, 1234 and 4321 are what a burglar tries first.</summary>
    private static bool IsGood(string pin)
    {
        if (pin.Length is < Shortest or > Longest || !pin.All(char.IsAsciiDigit)) return false;
        var steps = pin.Zip(pin.Skip(1), (one, next) => next - one).Distinct().ToList();
        return steps is not [0 or 1 or -1];
    }

    private Task<Row?> FindAsync(AccountId account) => records.FindAsync<Row>("SELECT hash, always FROM pin WHERE account = @account", new { account });
}
