using System.Net;
using System.Net.Sockets;
using Kith.Homes.Credentials;

namespace Kith.Server.Accounts;

/// <summary>
/// Slows guessing down: after a few free tries each further one doubles the wait, by user name and by address. A try counts when it
/// begins, so that a thousand at once are no better than a thousand in turn; a right answer is forgiven.
/// </summary>
internal sealed class Attempts(TimeProvider time)
{
    /// <summary>A person mistypes a few times; 5 wrong tries cost a guesser nothing worth having.</summary>
    internal const int FreeByUser = 5;

    /// <summary>A household shares one address.</summary>
    internal const int FreeByAddress = 20;

    /// <summary>Longest wait by user: short, or anybody could lock an owner out; still below 1,500 guesses a day.</summary>
    internal static readonly TimeSpan LongestByUser = TimeSpan.FromMinutes(1);

    internal static readonly TimeSpan LongestByAddress = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Backoff _users = new(time, FreeByUser, LongestByUser), _addresses = new(time, FreeByAddress, LongestByAddress);

    internal int Remembered => _users.Keys + _addresses.Keys;

    /// <summary>Counts a try and returns zero, or the time to wait; a try that must wait is not counted again.</summary>
    internal TimeSpan Begin(string user, IPAddress? address)
    {
        lock (_lock)
        {
            var (byUser, byAddress) = (Account.Fold(user), KeyOf(address));
            var (one, other) = (_users.WaitOf(byUser), _addresses.WaitOf(byAddress));
            if (one > TimeSpan.Zero || other > TimeSpan.Zero) return one > other ? one : other;
            _users.Count(byUser);
            _addresses.Count(byAddress);
            return TimeSpan.Zero;
        }
    }

    /// <summary>A try in a place that has a count of its own: a browser that is known to the account, a session that is open.</summary>
    internal TimeSpan BeginWithin(string place)
    {
        lock (_lock)
        {
            var wait = _users.WaitOf(KeyOf(place));
            if (wait == TimeSpan.Zero) _users.Count(KeyOf(place));
            return wait;
        }
    }

    internal void ForgiveWithin(string place) => _users.Forgive(KeyOf(place));

    /// <summary>No user name has a space in it.</summary>
    private static string KeyOf(string place) => $"within {place}";

    /// <summary>The try was right: the name starts afresh, the address gets this one try back.</summary>
    internal void Forgive(string user, IPAddress? address)
    {
        _users.Forgive(Account.Fold(user));
        _addresses.GiveBack(KeyOf(address));
    }

    /// <summary>IPv6 by its /64: one subscriber has all of it.</summary>
    private static string KeyOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : $"{address}";
    }
}
