using System.Threading.RateLimiting;
using Kith.Model.Errors;
using Kith.Server.Errors;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Server.Api;

/// <summary>Limits by count for what costs much or invites guessing. Guessing passwords is slowed elsewhere (Accounts/Attempts).</summary>
internal static class RateLimits
{
    /// <summary>Setup, invitations and sign-in links: their secrets cannot be guessed, but each try may cost a password hash.</summary>
    internal const string Links = "links";

    /// <summary>Passwords: hashing one takes some 100 ms of a core, so few wait for it and the rest come again.</summary>
    internal const string Passwords = "passwords";

    private const int PasswordsAtOnce = 4;
    private const int PasswordsWaiting = 64;

    /// <summary>Screens that ask to be let in: each keeps a code in memory for 10 minutes.</summary>
    internal const string Screens = "screens";

    /// <summary>Passwords that somebody thinks of, looked at while they type: cheap, but nobody types without end.</summary>
    internal const string Drafts = "drafts";

    /// <summary>New pairing codes. How many may be open is bounded elsewhere (GatewayOptions); this bounds the work. 3,000: an installer with a script.</summary>
    internal const string Pairing = "pairing";

    /// <summary>What somebody says to a home: more than anybody speaks.</summary>
    internal const string Words = "words";

    /// <summary>Messages of agents: each credential's own, so that a busy agent is in nobody's way.</summary>
    internal const string Agents = "agents";

    private const int ScreensPerMinute = 10;
    private const int DraftsPerMinute = 300;
    private const int LinksPerMinute = 60;
    private const int PairingsPerMinute = 3000;
    private const int WordsPerMinute = 120;
    private const int AgentsPerMinute = 120;

    internal static void Add(RateLimiterOptions options)
    {
        options.AddPolicy(Links, context => PerMinute(context.Connection.RemoteIpAddress?.ToString() ?? "", LinksPerMinute));
        options.AddPolicy(Drafts, context => PerMinute(context.Connection.RemoteIpAddress?.ToString() ?? "", DraftsPerMinute));
        options.AddPolicy(Screens, context => PerMinute(context.Connection.RemoteIpAddress?.ToString() ?? "", ScreensPerMinute));
        options.AddPolicy(Passwords, _ => RateLimitPartition.GetConcurrencyLimiter("",
            _ => new ConcurrencyLimiterOptions { PermitLimit = PasswordsAtOnce, QueueLimit = PasswordsWaiting }));
        options.AddPolicy(Pairing, context => PerMinute(context.Features.Get<Passed>()?.Who.Account.ToString() ?? "", PairingsPerMinute));
        options.AddPolicy(Words, context => PerMinute(context.Features.Get<Passed>()?.Who.Account.ToString() ?? "", WordsPerMinute));
        options.AddPolicy(Agents, context => PerMinute(context.Features.Get<Passed>()?.Who.Credential.ToString() ?? "", AgentsPerMinute));
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(10);
            await new Problem(new Fault(ErrorCodes.RateLimited, "Too many requests of this kind at a time."),
                wait).ExecuteAsync(rejected.HttpContext);
        };
    }

    private static RateLimitPartition<string> PerMinute(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });
}
