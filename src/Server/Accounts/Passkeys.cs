using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Kith.Server.Accounts;

/// <summary>A ceremony that began: what the browser gets for navigator.credentials, and the ticket to come back with.</summary>
internal sealed record Ceremony(string Ticket, string OptionsJson);

/// <summary>
/// Passkeys (WebAuthn) through Identity's own handler. The challenge stays here, in memory, and works once: nothing that a browser sends
/// back is believed about it. The user is always verified (finger, face, PIN of the device), so a passkey is two factors by itself.
/// </summary>
internal sealed class Passkeys : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Ceremonies open at a time, of everybody.</summary>
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, Open> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hosts;
    private readonly TimeProvider _time;
    private readonly PasskeyStore _store;
    private readonly UserManager<Account> _users;
    private readonly PasskeyHandler<Account> _handler;

    private sealed record Open(CredentialId? Session, string State, DateTimeOffset Until);

    /// <param name="publicHost">The name under which the house is reached from outside, if it has one.</param>
    internal Passkeys(PasskeyStore store, string? publicHost, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _hosts = new(StringComparer.OrdinalIgnoreCase) { "localhost" };
        if (publicHost is not null) _hosts.Add(publicHost);
        _users = new(store, Options.Create(new IdentityOptions()), new PasswordHasher<Account>(), [], [], new UpperInvariantLookupNormalizer(),
            new IdentityErrorDescriber(), new ServiceCollection().BuildServiceProvider(), NullLogger<UserManager<Account>>.Instance);
        _handler = new(_users, Options.Create(new IdentityPasskeyOptions
        {
            UserVerificationRequirement = "required", ResidentKeyRequirement = "required", AuthenticatorTimeout = Patience,
            ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsHere(context.Origin, context.HttpContext.Request.Host)),
        }));
    }

    /// <summary>Begins to make a passkey of an account. Only the session that began can finish.</summary>
    internal async Task<Result<Ceremony>> BeginMakingAsync(SignedIn who, Account account, HttpContext context)
    {
        if (CheckHost(context) is { } elsewhere) return elsewhere;
        if ((await _store.ListAsync(account.Id)).Count >= PasskeyStore.MostPerAccount)
            return new Fault(ErrorCodes.LimitReached, $"An account has at most {PasskeyStore.MostPerAccount} passkeys.");
        var made = await _handler.MakeCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = account.User, DisplayName = account.Name }, context);
        return Remember(who.Credential, made.AttestationState ?? "", made.CreationOptionsJson);
    }

    internal async Task<Result<PasskeyItem>> MakeAsync(SignedIn who, Account account, string ticket, string name, string credentialJson, HttpContext context)
    {
        if (CheckHost(context) is { } elsewhere) return elsewhere;
        if (Account.CheckName(name) is { } nameless) return nameless;
        if (!Take(ticket, who.Credential, out var open)) return Refused("This request is unknown, used or too old.");
        var made = await _handler.PerformAttestationAsync(new() { HttpContext = context, CredentialJson = credentialJson, AttestationState = open.State });
        if (!made.Succeeded || made.UserEntity.Id != account.Id.ToString()) return Refused("The browser's answer does not fit.");
        made.Passkey.Name = name.Trim();
        await _store.AddOrUpdatePasskeyAsync(account, made.Passkey, CancellationToken.None);
        return (await _store.ListAsync(account.Id))[^1];
    }

    /// <summary>Begins to sign in; whose passkey it will be is the authenticator's to say.</summary>
    internal async Task<Result<Ceremony>> BeginUsingAsync(HttpContext context)
    {
        if (CheckHost(context) is { } elsewhere) return elsewhere;
        var asked = await _handler.MakeRequestOptionsAsync(null, context);
        return Remember(null, asked.AssertionState ?? "", asked.RequestOptionsJson);
    }

    /// <summary>The account whose passkey it is.</summary>
    internal async Task<Result<Account>> UseAsync(string ticket, string credentialJson, HttpContext context)
    {
        if (CheckHost(context) is { } elsewhere) return elsewhere;
        if (!Take(ticket, null, out var open)) return Refused("This request is unknown, used or too old.");
        var used = await _handler.PerformAssertionAsync(new() { HttpContext = context, CredentialJson = credentialJson, AssertionState = open.State });
        if (!used.Succeeded) return Refused("This passkey is not known here, or its answer does not fit.");
        await _store.AddOrUpdatePasskeyAsync(used.User, used.Passkey, CancellationToken.None);
        return used.User;
    }

    public void Dispose() => _users.Dispose();

    /// <summary>The name that a passkey is bound to follows the request's host, so only hosts that are known to be ours may say it.</summary>
    private Fault? CheckHost(HttpContext context) => _hosts.Contains(context.Request.Host.Host)
        ? null
        : new Fault(ErrorCodes.PasskeyUnavailable, $"Passkeys work at {string.Join(" and ", _hosts)}, not at {context.Request.Host.Host}.");

    /// <summary>The page that asked is our own. Behind a proxy that ends TLS the request's scheme is not the page's; only localhost may do without TLS.</summary>
    private static bool IsHere(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase)
        && (page.Scheme == Uri.UriSchemeHttps || page.Host == "localhost");

    private Result<Ceremony> Remember(CredentialId? session, string state, string options)
    {
        var now = _time.GetUtcNow();
        foreach (var (old, one) in _open)
            if (one.Until <= now) _open.TryRemove(old, out _);
        if (_open.Count >= Most) return new Fault(ErrorCodes.ServerBusy, "Too many sign-ins are under way.");
        var ticket = Accounts.Ticket.New().Secret;
        _open[ticket] = new(session, state, now + Patience);
        return new Ceremony(ticket, options);
    }

    private bool Take(string ticket, CredentialId? session, [NotNullWhen(true)] out Open? open) =>
        _open.TryRemove(ticket, out open) && open.Session == session && open.Until > _time.GetUtcNow();

    private static Fault Refused(string why) => new(ErrorCodes.PasskeyWrong, why);
}
